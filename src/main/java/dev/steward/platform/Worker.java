package dev.steward.platform;

import java.time.Instant;
import java.util.Optional;

/**
 * A background duty beside the engine's jobs, such as sending what stands in the outbox. Its own scheduler runs it; whoever
 * has to see everything done (the demo clock, a test) calls it until it is idle. Both may happen at once and on several
 * nodes, so a piece of work is claimed in the database before it is done.
 */
public interface Worker {

    /**
     * Does the next portion that is due by the engine's clock, in transactions of its own.
     *
     * @return whether anything was done, and more may therefore be waiting
     */
    boolean work();

    /** When the earliest portion that is not due yet becomes due, where there is one (a repeat, the end of quiet hours). */
    default Optional<Instant> next() {
        return Optional.empty();
    }
}
