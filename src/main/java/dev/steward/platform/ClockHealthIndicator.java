package dev.steward.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether this machine and the database agree what time it is. A node whose clock is off would run timers early or late
 * and take over the jobs of others. Looks at the machine's clock: a moved demo clock is no disagreement.
 */
@Component
class ClockHealthIndicator extends AbstractHealthIndicator {

    static final Duration TOLERATED = Duration.ofSeconds(5);

    private final JdbcClient database;

    ClockHealthIndicator(JdbcClient database) {
        super("The clock of the database cannot be read");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        Instant there = database.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Instant after = Instant.ofEpochMilli(System.currentTimeMillis());
        judge(health, before, there, after);
    }

    static void judge(Health.Builder health, Instant before, Instant there, Instant after) {
        Duration ahead = Duration.between(after, there);
        Duration behind = Duration.between(there, before);
        Duration apart = ahead.compareTo(behind) > 0 ? ahead : behind;
        health.withDetail("apart", (apart.isNegative() ? Duration.ZERO : apart).toString());
        if (apart.compareTo(TOLERATED) > 0) {
            health.down();
        } else {
            health.up();
        }
    }
}
