package dev.steward.calendar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hours of one date, which replace those of its weekday and win over a holiday: a make-up working day, a short day,
 * a day closed for once.
 *
 * @param shifts none when closed
 * @param name why, if anybody said so
 */
public record DatedHours(List<Shift> shifts, @Nullable String name) {

    public DatedHours {
        shifts = Shift.inOrder(shifts);
    }
}
