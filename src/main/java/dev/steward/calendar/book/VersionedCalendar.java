package dev.steward.calendar.book;

import dev.steward.calendar.BusinessCalendar;

/**
 * A configured calendar as it was at some time; a clock names the key and the version that it counts by.
 *
 * @param key its name in the file of calendars
 * @param version from 1; a new one whenever the definition changed
 */
public record VersionedCalendar(String key, int version, BusinessCalendar calendar) {}
