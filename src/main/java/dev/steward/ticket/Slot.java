package dev.steward.ticket;

import java.time.Instant;

/** An agreed time in which somebody comes: from (inclusive) until to (exclusive). */
public record Slot(Instant from, Instant to) {

    public Slot {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A slot ends after it starts");
        }
    }

    /** Whether an instant lies inside it. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
