package dev.steward.calendar;

import dev.steward.calendar.CalendarDefinition.Years;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holidays from somewhere else: an authority, a library, an iCalendar file.
 *
 * @param off days without work, each with its name
 * @param work days worked instead of another (调休), each with the name of the holiday
 * @param known the years that it speaks about
 */
record Feed(SortedMap<LocalDate, String> off, SortedMap<LocalDate, String> work, Years known) {

    Feed {
        off = new TreeMap<>(off);
        work = new TreeMap<>(work);
    }
}
