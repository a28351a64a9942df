package dev.steward.calendar;

import dev.steward.calendar.CalendarException.Fault;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A business calendar as plain data, self-contained: the same in YAML, in JSON and in the snapshot that a ticket keeps.
 *
 * @param zone of every local time in it
 * @param hours by weekday; a missing day has none
 * @param holidays whole days without work, not overlapping each other
 * @param exceptions hours of single dates, which replace those of the weekday and win over holidays
 * @param knownYears the years for which the holidays are known; absent: those in which a holiday lies, or every year
 *     when there are none at all
 */
public record CalendarDefinition(
        ZoneId zone,
        Map<DayOfWeek, List<Shift>> hours,
        List<Holiday> holidays,
        SortedMap<LocalDate, DatedHours> exceptions,
        @Nullable Years knownYears) {

    /**
     * A run of years.
     *
     * @param first included
     * @param last included
     */
    public record Years(int first, int last) {

        boolean contains(int year) {
            return first <= year && year <= last;
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    public CalendarDefinition {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        hours.forEach((day, shifts) -> {
            if (!shifts.isEmpty()) {
                week.put(day, Shift.inOrder(shifts));
            }
        });
        hours = Collections.unmodifiableMap(week);
        holidays = List.copyOf(holidays);
        exceptions = Collections.unmodifiableSortedMap(new TreeMap<>(exceptions));
    }

    /** A calendar of a zone without any hours yet. */
    public static CalendarDefinition in(String zone) {
        return new CalendarDefinition(ZoneId.of(zone), Map.of(), List.of(), new TreeMap<>(), null);
    }

    /** The same with other hours ({@code 08:30-12:00, 13:00-17:30}) on some weekdays, on every day if none is named. */
    public CalendarDefinition open(String text, DayOfWeek... days) {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        week.putAll(hours);
        for (DayOfWeek day : days.length == 0 ? DayOfWeek.values() : days) {
            week.put(day, Shift.ofDay(text));
        }
        return new CalendarDefinition(zone, week, holidays, exceptions, knownYears);
    }

    /** The same with one more holiday. */
    public CalendarDefinition holiday(LocalDate from, LocalDate to, String name) {
        List<Holiday> more = new ArrayList<>(holidays);
        more.add(new Holiday(from, to, name));
        return new CalendarDefinition(zone, hours, more, exceptions, knownYears);
    }

    /** The same with other hours, or {@code closed}, on one date. */
    public CalendarDefinition exception(LocalDate date, String text) {
        SortedMap<LocalDate, DatedHours> more = new TreeMap<>(exceptions);
        more.put(date, new DatedHours(Shift.ofDay(text), null));
        return new CalendarDefinition(zone, hours, holidays, more, knownYears);
    }

    /** The calendar as JSON, in a fixed order: what a snapshot keeps, and {@link CalendarReader#json} reads. */
    public String json() {
        return new CalendarWriter(this).json();
    }

    /** Everything that is wrong with it: overlaps, holidays that end before they start or share a date. */
    List<Fault> faults() {
        return new CalendarCheck(this).faults();
    }

    /** The key of a weekday in a calendar: {@code MON}. */
    static String key(DayOfWeek day) {
        return Objects.requireNonNull(day).name().substring(0, 3).toUpperCase(Locale.ROOT);
    }
}
