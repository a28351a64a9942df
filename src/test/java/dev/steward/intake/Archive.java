package dev.steward.intake;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.steward.TestDatabase;
import dev.steward.estate.Catalogue;
import dev.steward.estate.Sites;
import dev.steward.language.Language;
import dev.steward.platform.Actors;
import dev.steward.platform.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** Imports on a real database; what is loaded is written down, in the row's transaction, instead of becoming tickets. */
final class Archive implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-06-05T06:00:00Z");

    @Configuration
    @EnableTransactionManagement
    static class Transactions {}

    final JdbcClient jdbc;
    private final HikariDataSource database;
    final Imports imports;
    final Catalogue catalogue;
    final Sites sites;
    final Map<String, OldTicket> loaded = new LinkedHashMap<>();
    volatile Instant now = NOW;
    private final ImportRepository repository;
    private final PlatformTransactionManager transactions;
    private final Clock clock = new Moving();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private volatile Authentication caller;

    Archive() {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(TestDatabase.migrated());
        pool.setMaximumPoolSize(8);
        database = new HikariDataSource(pool);
        jdbc = JdbcClient.create(database);
        jdbc.sql(
                        """
                        insert into steward.site (key, name_en, name_zh, zone, country, language, currency)
                        values ('sunshine', 'Sunshine', '阳光', 'Asia/Shanghai', 'CN', 'zh', 'CNY'),
                               ('harbour', 'Harbour', '海港', 'Europe/Berlin', 'DE', 'en', 'EUR')
                        """)
                .update();
        jdbc.sql("create table loaded (site text, reference text, primary key (site, reference))")
                .update();
        context.register(
                Transactions.class, Imports.class, ImportRepository.class, Sites.class, Catalogue.class, Actors.class);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(NamedParameterJdbcTemplate.class, () -> new NamedParameterJdbcTemplate(database));
        context.registerBean(IdentityService.class, this::identities);
        context.refresh();
        imports = context.getBean(Imports.class);
        repository = context.getBean(ImportRepository.class);
        catalogue = context.getBean(Catalogue.class);
        sites = context.getBean(Sites.class);
        transactions = context.getBean(PlatformTransactionManager.class);
        as(Role.MANAGER, "sunshine");
    }

    private IdentityService identities() {
        return (IdentityService) Proxy.newProxyInstance(
                Archive.class.getClassLoader(), new Class<?>[] {IdentityService.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getCurrentAuthentication")) {
                        return caller;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** As new. */
    void clear() {
        jdbc.sql("truncate steward.import cascade").update();
        jdbc.sql("truncate loaded").update();
        loaded.clear();
        now = NOW;
        as(Role.MANAGER, "sunshine");
    }

    void as(Role role, String... sites) {
        caller = new Authentication("someone", List.of(role.group()), Arrays.asList(sites));
    }

    ImportWorker worker() {
        return worker(this::remember);
    }

    ImportWorker worker(TicketLoader loader) {
        return new ImportWorker(repository, loader, sites, catalogue, transactions, clock);
    }

    /** As the tickets do: once per site and reference. */
    Loaded remember(OldTicket ticket) {
        int added = jdbc.sql("insert into loaded values (:site, :reference) on conflict do nothing")
                .param("site", ticket.site())
                .param("reference", ticket.externalReference())
                .update();
        synchronized (loaded) {
            loaded.putIfAbsent(ticket.externalReference(), ticket);
        }
        return added == 1 ? Loaded.CREATED : Loaded.SKIPPED;
    }

    long kept() {
        return jdbc.sql("select count(*) from loaded").query(Long.class).single();
    }

    Mapping mapping(String yaml) {
        return MappingFile.compile(yaml, sites::find, catalogue);
    }

    UUID accept(String file, String mapping) {
        return accept(file.getBytes(StandardCharsets.UTF_8), mapping);
    }

    UUID accept(byte[] file, String mapping) {
        try (InputStream content = new ByteArrayInputStream(file)) {
            return imports.accept(content, mapping);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportProgress load(String file, String mapping) {
        return finish(accept(file, mapping));
    }

    ImportProgress load(String file, Charset encoding, String mapping) {
        return finish(accept(file.getBytes(encoding), mapping));
    }

    ImportProgress finish(UUID id) {
        ImportWorker worker = worker();
        while (worker.work()) {
            // until idle
        }
        return imports.progress(id, 0, Language.ENGLISH);
    }

    List<String> errors(ImportProgress progress, Function<RowError, String> as) {
        return progress.errors().stream().map(as).toList();
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    private final class Moving extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
