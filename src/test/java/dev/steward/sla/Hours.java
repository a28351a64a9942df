package dev.steward.sla;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import dev.steward.calendar.BusinessCalendar;
import dev.steward.calendar.CalendarDefinition;
import dev.steward.calendar.Span;
import dev.steward.sla.Terms.Counting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** Calendars, ladders and terms for tests. 2 March 2026 is a Monday; 6 April is a holiday. */
public final class Hours {

    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** Eight hours from Monday to Friday with a lunch break; 6 April is a holiday. */
    public static final Counting OFFICE = new Counting(
            "office",
            1,
            BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai")
                    .open("08:30-12:00, 13:00-17:30", MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)
                    .holiday(LocalDate.of(2026, 4, 4), LocalDate.of(2026, 4, 6), "清明节")));

    /** Twelve hours every day. */
    public static final Counting SERVICE = new Counting(
            "service",
            1,
            BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai").open("08:00-20:00")));

    /** The office with Saturday mornings. */
    public static final Counting LONG_WEEK = new Counting(
            "long-week", 2, BusinessCalendar.of(OFFICE.calendar().definition().open("08:30-12:00", SATURDAY)));

    public static final Counting EMERGENCY = new Counting(
            "emergency",
            1,
            BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai").open("00:00-24:00")));

    public static final Ladder STANDARD = new Ladder(
            "standard",
            "office",
            List.of(
                    new Rung(new Rung.Percent(75), List.of(Told.of(Told.Whom.OWNER))),
                    new Rung(new Rung.Percent(100), List.of(Told.of(Told.Whom.OWNER), Told.of(Told.Whom.SUPERVISOR))),
                    new Rung(new Rung.After(Span.ofDays(1)), List.of(Told.of(Told.Whom.MANAGER))),
                    new Rung(new Rung.After(Span.ofDays(3)), List.of(Told.of(Told.Whom.MANAGER)))));

    public static final Ladder PAGING = new Ladder(
            "paging",
            "emergency",
            List.of(
                    new Rung(new Rung.SinceStart(Duration.ZERO), List.of(new Told(Told.Whom.ON_CALL, 1))),
                    new Rung(new Rung.SinceStart(Duration.ofMinutes(5)), List.of(new Told(Told.Whom.ON_CALL, 2))),
                    new Rung(new Rung.SinceStart(Duration.ofMinutes(10)), List.of(new Told(Told.Whom.ON_CALL, 3))),
                    new Rung(new Rung.Percent(100), List.of(Told.of(Told.Whom.SUPERVISOR))),
                    new Rung(new Rung.After(Span.of(Duration.ofMinutes(5))), List.of(Told.of(Told.Whom.MANAGER)))));

    private Hours() {}

    /** Local time in Shanghai: {@code 03-02T09:00} of 2026. */
    public static Instant at(String monthDayTime) {
        return LocalDateTime.parse("2026-" + monthDayTime).atZone(SHANGHAI).toInstant();
    }

    public static Terms terms(String span, Counting calendar) {
        return new Terms(Span.parse(span), calendar, OFFICE, "test", STANDARD, true);
    }

    public static Terms neverPausing(String span, Counting calendar) {
        return new Terms(Span.parse(span), calendar, OFFICE, "test", STANDARD, false);
    }

    public static Terms emergency(String span) {
        return new Terms(Span.parse(span), EMERGENCY, EMERGENCY, "life-safety", PAGING, false);
    }

    public static Terms bySlot() {
        return new Terms(null, OFFICE, OFFICE, "normal-repair", STANDARD, true);
    }

    public static ServiceClock clock(Terms terms, String start) {
        return ServiceClock.start("ST-2026-000001", "sunshine", Target.RESOLUTION, 1, terms, at(start));
    }
}
