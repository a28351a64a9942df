package dev.steward.ticket.reconciler;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What does not fit together, by kind, and how long ago anybody looked. The same on every node: read from the tables. */
@Component
class ReconcilerMetrics implements MeterBinder {

    private final Reconciler reconciler;
    private final FindingRepository repository;
    private final Clock clock;

    ReconcilerMetrics(Reconciler reconciler, FindingRepository repository, Clock clock) {
        this.reconciler = reconciler;
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (FindingKind kind : FindingKind.values()) {
            Gauge.builder("steward.reconciler.findings", reconciler, of -> of.counts()
                            .getOrDefault(kind, 0L))
                    .tag("kind", kind.name())
                    .description("Tickets, processes and clocks that do not fit together")
                    .register(registry);
        }
        Gauge.builder("steward.reconciler.age", this, ReconcilerMetrics::age)
                .baseUnit("seconds")
                .description("Time since a node looked last")
                .register(registry);
    }

    private double age() {
        Instant now = clock.instant();
        return repository
                .passedAt()
                .map(last -> Duration.between(last, now).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
