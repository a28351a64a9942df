package dev.steward.sla;

import dev.steward.calendar.BusinessCalendar;
import dev.steward.calendar.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a clock was started or retargeted with: the promise, with the calendars and their versions at that moment.
 *
 * @param span the target; null where the due is set by hand (the slot agreed with the resident)
 * @param calendar counts the target and the pauses
 * @param hours the ladder's calendar: working days after a breach, working days of pauses, hours in which people are told
 * @param policyRow the row of the service level table
 * @param ladder escalates the clock
 * @param pausable whether the wait for the resident stops the clock
 */
public record Terms(
        @Nullable Span span, Counting calendar, Counting hours, String policyRow, Ladder ladder, boolean pausable) {

    /**
     * A calendar as it was when it was used.
     *
     * @param key name of the calendar as configured
     * @param version of its content
     * @param calendar compiled
     */
    public record Counting(String key, int version, BusinessCalendar calendar) {}
}
