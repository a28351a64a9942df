package dev.steward.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("A node compares its clock with the database's, and")
class ClockHealthIndicatorTest {

    private static final Instant ASKED = Instant.parse("2026-06-02T01:00:00Z");
    private static final Instant ANSWERED = ASKED.plusMillis(200);

    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("is not ready when they are more than five seconds apart, whichever is ahead")
    @CsvSource({
        "2026-06-02T01:00:00.100Z, UP",
        "2026-06-02T01:00:05.200Z, UP",
        "2026-06-02T01:00:05.201Z, DOWN",
        "2026-06-02T00:59:55.000Z, UP",
        "2026-06-02T00:59:54.999Z, DOWN"
    })
    void apart(Instant there, String status) {
        Health.Builder health = new Health.Builder();
        ClockHealthIndicator.judge(health, ASKED, there, ANSWERED);
        assertThat(health.build().getStatus().getCode()).isEqualTo(status);
    }

    @Test
    @DisplayName("reads the database's clock itself: one that is a minute ahead is found out")
    void reads() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(TestDatabase.emptyDatabase());
        JdbcClient sql = JdbcClient.create(source);
        assertThat(new ClockHealthIndicator(sql).health().getStatus()).isEqualTo(Status.UP);

        sql.sql("create schema ahead").update();
        sql.sql(
                        """
                create function ahead.clock_timestamp() returns timestamptz language sql
                as 'select pg_catalog.clock_timestamp() + interval ''1 minute'''
                """)
                .update();
        source.setCurrentSchema("ahead,pg_catalog");
        assertThat(new ClockHealthIndicator(sql).health().getStatus()).isEqualTo(Status.DOWN);
    }
}
