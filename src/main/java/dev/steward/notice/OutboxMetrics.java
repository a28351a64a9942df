package dev.steward.notice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How far the outbox is behind, and how many messages were given up. The same on every node: read from the table. */
@Component
class OutboxMetrics implements MeterBinder {

    private final OutboxRepository outbox;
    private final Clock clock;

    OutboxMetrics(OutboxRepository outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("steward.outbox.lag", this, OutboxMetrics::lag)
                .baseUnit("seconds")
                .description("Age of the oldest message that should have been sent")
                .register(registry);
        Gauge.builder("steward.outbox.failed", outbox, box -> box.count("FAILED"))
                .description("Messages given up")
                .register(registry);
    }

    private double lag() {
        Instant now = clock.instant();
        return outbox.oldestDue(now)
                .map(due -> Duration.between(due, now).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
