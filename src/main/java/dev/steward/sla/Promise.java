package dev.steward.sla;

import dev.steward.calendar.Span;
import org.jspecify.annotations.Nullable;

/**
 * One target as the service level table promises it.
 *
 * @param target what is promised
 * @param span within what time; null where the slot agreed with the resident decides (the due is then set by hand)
 * @param calendar name of the calendar that counts, resolved for the ticket's site ({@code service}, {@code office})
 * @param ladder name of the ladder that escalates it
 * @param pausable whether the wait for the resident stops this clock
 */
public record Promise(Target target, @Nullable Span span, String calendar, String ladder, boolean pausable) {

    public Promise {
        pausable = pausable && !target.neverPauses();
    }

    /** Whether the slot agreed with the resident is the due, and there is none until it is agreed. */
    public boolean bySlot() {
        return span == null;
    }
}
