package dev.steward;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One PostgreSQL for all tests of a JVM, on a free port; each user of it gets a database of its own. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static EmbeddedPostgres postgres;

    /** The server, started when first asked for; it ends with the JVM. */
    public static synchronized EmbeddedPostgres server() {
        if (postgres == null) {
            try {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return postgres;
    }

    /** The JDBC URL of a new, empty database. */
    public static String emptyDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
        try (var connection = server().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server().getJdbcUrl("postgres", name);
    }

    /** Returns when something else has ended or waits for a lock, which whoever calls holds; fails when neither comes. */
    public static void awaitWaiting(JdbcClient jdbc, Future<?> other) {
        Awaitility.await("the other one waits")
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(30))
                .until(() -> other.isDone()
                        || jdbc.sql(
                                        "select exists (select 1 from pg_locks where locktype = 'transactionid' and not granted)")
                                .query(Boolean.class)
                                .single());
    }

    /** A new database with Steward's tables, without the engine's. */
    public static DataSource migrated() {
        String url = emptyDatabase();
        var source = new org.postgresql.ds.PGSimpleDataSource();
        source.setUrl(url);
        Flyway.configure()
                .dataSource(source)
                .schemas("steward")
                .defaultSchema("steward")
                .load()
                .migrate();
        return source;
    }

    /** Gives a Spring context a database of its own, and the folder in which tests write rules. */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.datasource.url=" + emptyDatabase(),
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=postgres",
                        "steward.rules.dir=" + TestRules.folder())
                .applyTo(context);
    }
}
