package dev.steward.intake;

import dev.steward.estate.Catalogue;
import dev.steward.estate.Sites;
import dev.steward.intake.ImportRepository.Accepted;
import dev.steward.intake.ImportRepository.Waiting;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import dev.steward.platform.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads the rows of imports, a bounded number at a time and each in a transaction of its own: the ticket and the mark of
 * its row are committed together, so a restart neither loses nor doubles one. Several nodes share the rows.
 */
@Component
class ImportWorker implements Worker {

    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

    private static final int BATCH = 50;
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

    /** What became of one turn. */
    private enum Turn {
        WORKED,
        IDLE
    }

    private final ImportRepository repository;
    private final TicketLoader loader;
    private final Sites sites;
    private final Catalogue catalogue;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImportWorker(
            ImportRepository repository,
            TicketLoader loader,
            Sites sites,
            Catalogue catalogue,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.repository = repository;
        this.loader = loader;
        this.sites = sites;
        this.catalogue = catalogue;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public boolean work() {
        for (Accepted accepted : repository.running()) {
            if (work(accepted)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<Instant> next() {
        return repository.nextRetry(clock.instant());
    }

    private boolean work(Accepted accepted) {
        // what was right at the upload may be wrong by now: a site or a category was taken away
        Mapping mapping;
        try {
            mapping = MappingFile.compile(accepted.mapping(), sites::find, catalogue);
        } catch (Refusal outdated) {
            mapping = null;
        }
        int turns = 0;
        while (turns < BATCH && turn(accepted, mapping) == Turn.WORKED) {
            turns++;
        }
        return repository.finish(accepted.id(), clock.instant()) || turns > 0;
    }

    private Turn turn(Accepted accepted, @Nullable Mapping mapping) {
        AtomicReference<@Nullable Waiting> taken = new AtomicReference<>();
        try {
            transaction.executeWithoutResult(
                    status -> repository.next(accepted.id(), clock.instant()).ifPresent(waiting -> {
                        taken.set(waiting);
                        load(accepted, mapping, waiting);
                    }));
        } catch (RuntimeException failure) {
            Waiting waiting = taken.get();
            if (waiting == null) {
                throw failure;
            }
            transaction.executeWithoutResult(status -> answer(accepted, waiting, failure));
        }
        return taken.get() == null ? Turn.IDLE : Turn.WORKED;
    }

    private void load(Accepted accepted, @Nullable Mapping mapping, Waiting waiting) {
        if (mapping == null) {
            repository.failed(
                    accepted,
                    waiting.row(),
                    List.of(new Fault(
                            "", "the mapping does not fit the estate or the catalogue any more; upload it again")));
            return;
        }
        Mapping.Reading reading = mapping.read(waiting.record(), accepted.uploadedBy(), clock.instant());
        if (reading.ticket() == null) {
            repository.failed(accepted, waiting.row(), reading.faults());
        } else {
            repository.done(accepted.id(), waiting.row(), loader.load(reading.ticket()));
        }
    }

    /** The row's own transaction is rolled back by now. */
    private void answer(Accepted accepted, Waiting waiting, RuntimeException failure) {
        if (failure instanceof Refusal refusal) {
            repository.failed(
                    accepted,
                    waiting.row(),
                    refusal.faults().isEmpty() ? List.of(new Fault("", refusal.sentence())) : refusal.faults());
        } else if (waiting.attempts() < PAUSES.size()) {
            log.warn(
                    "Row {} of import {} will be tried again: {}",
                    waiting.row(),
                    accepted.id(),
                    failure.getClass().getSimpleName());
            repository.again(accepted.id(), waiting.row(), clock.instant().plus(PAUSES.get(waiting.attempts())));
        } else {
            // the message of an exception may repeat what the resident said
            log.error(
                    "Row {} of import {} is given up: {} at {}",
                    waiting.row(),
                    accepted.id(),
                    failure.getClass().getName(),
                    failure.getStackTrace().length == 0 ? "?" : failure.getStackTrace()[0]);
            log.debug("Why", failure);
            repository.failed(
                    accepted,
                    waiting.row(),
                    List.of(new Fault("", "a fault of ours; the log has it under {0}", accepted.id())));
        }
    }
}
