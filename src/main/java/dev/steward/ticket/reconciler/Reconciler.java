package dev.steward.ticket.reconciler;

import dev.steward.platform.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks every minute, on one node at a time, whether tickets, processes and clocks fit together. Repairs what is safe, each
 * in a transaction of its own, and keeps the rest where supervisors, the log and the metrics show it.
 */
@Component
class Reconciler implements Worker {

    static final Duration EVERY = Duration.ofMinutes(1);

    /** Most that a check answers at once; the rest is found when these are mended. */
    static final int LIMIT = 500;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private final List<Check> checks;
    private final FindingRepository repository;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private volatile @Nullable Instant looked;
    private volatile Map<FindingKind, Long> counts = Map.of();

    Reconciler(List<Check> checks, FindingRepository repository, TransactionTemplate transaction, Clock clock) {
        this.checks = List.copyOf(checks);
        this.repository = repository;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** How many of each kind there were when this node looked last, whichever node found them. */
    Map<FindingKind, Long> counts() {
        return counts;
    }

    @Override
    public boolean work() {
        Instant now = clock.instant();
        if (isRecent(looked, now)) {
            return false;
        }
        looked = now;
        List<Finding> found = transaction.execute(status -> look(now));
        boolean repaired = false;
        for (Finding finding : found == null ? List.<Finding>of() : found) {
            repaired |= repair(finding, now);
        }
        counts = repository.counts();
        return repaired;
    }

    /** A clock that was set back (a test's) does not keep it from looking. */
    private static boolean isRecent(@Nullable Instant last, Instant now) {
        return last != null && !last.isAfter(now) && now.isBefore(last.plus(EVERY));
    }

    private List<Finding> look(Instant now) {
        Optional<Instant> last = repository.alone() ? repository.passedAt() : Optional.of(now);
        if (last.filter(passed -> isRecent(passed, now)).isPresent()) {
            return List.of();
        }
        repository.limit(LONGEST);
        List<Finding> found = new ArrayList<>();
        Set<FindingKind> complete = EnumSet.noneOf(FindingKind.class);
        for (Check check : checks) {
            List<Finding> some = check.look(LIMIT);
            found.addAll(some);
            if (some.size() < LIMIT) {
                complete.addAll(check.kinds());
            }
        }
        List<Finding> fresh = repository.seen(found, now);
        repository.gone(complete, now);
        repository.forget(now);
        repository.passed(now);
        fresh.forEach(finding ->
                log.warn("{} at {}: {} {}", finding.kind(), finding.site(), finding.ticket(), finding.subject()));
        return found;
    }

    private boolean repair(Finding finding, Instant now) {
        try {
            boolean repaired = Boolean.TRUE.equals(transaction.execute(status -> {
                boolean done = checks.stream()
                        .filter(check -> check.kinds().contains(finding.kind()))
                        .anyMatch(check -> check.repair(finding));
                if (done) {
                    repository.repaired(finding, now);
                }
                return done;
            }));
            if (repaired) {
                log.info("Repaired {} of {} {}", finding.kind(), finding.ticket(), finding.subject());
            }
            return repaired;
        } catch (RuntimeException failure) {
            // somebody goes on with this very ticket, say: it is looked at again in a minute
            log.warn(
                    "{} of {} {} could not be repaired: {}",
                    finding.kind(),
                    finding.ticket(),
                    finding.subject(),
                    failure.getClass().getSimpleName());
            log.debug("Why", failure);
            return false;
        }
    }
}
