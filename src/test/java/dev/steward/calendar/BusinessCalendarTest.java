package dev.steward.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A business calendar")
class BusinessCalendarTest {

    private static final DayOfWeek[] WEEKDAYS = {MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY};

    /** Monday to Friday with a lunch break, Saturday morning; National Day and its make-up Saturday. */
    private static final CalendarDefinition OFFICE = CalendarDefinition.in("Asia/Shanghai")
            .open("08:30-12:00, 13:00-17:30", WEEKDAYS)
            .open("09:00-12:00", SATURDAY)
            .holiday(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 7), "National Day")
            .exception(LocalDate.of(2026, 10, 10), "08:30-12:00, 13:00-17:30")
            .exception(LocalDate.of(2026, 12, 31), "08:30-12:00")
            .exception(LocalDate.of(2026, 5, 5), "closed");

    private final BusinessCalendar office = BusinessCalendar.of(OFFICE);

    static Instant at(BusinessCalendar calendar, String local) {
        return LocalDateTime.parse(local).atZone(calendar.zone()).toInstant();
    }

    private static String local(BusinessCalendar calendar, Instant instant) {
        return instant.atZone(calendar.zone()).toLocalDateTime().toString();
    }

    private String due(String from, String span) {
        return due(office, from, span);
    }

    private static String due(BusinessCalendar calendar, String from, String span) {
        return local(calendar, calendar.add(at(calendar, from), Span.parse(span)));
    }

    private static Duration between(BusinessCalendar calendar, String from, String to) {
        return calendar.between(at(calendar, from), at(calendar, to));
    }

    @Test
    @DisplayName("keeps the definition that it was compiled from")
    void definition() {
        assertThat(office.definition()).isSameAs(OFFICE);
        assertThat(office.zone()).isEqualTo(OFFICE.zone());
    }

    @Nested
    @DisplayName("Rule a: adding business time")
    class RuleA {

        @Test
        @DisplayName("inside an interval is plain addition")
        void inside() {
            assertThat(due("2026-09-07T09:00", "PT2H")).isEqualTo("2026-09-07T11:00");
        }

        @Test
        @DisplayName("the lunch break does not count")
        void lunchBreak() {
            assertThat(due("2026-09-07T11:00", "PT2H")).isEqualTo("2026-09-07T14:00");
        }

        @Test
        @DisplayName("a result on a boundary is the end of the earlier interval, never tomorrow's opening")
        void boundary() {
            assertThat(due("2026-09-07T13:30", "PT4H")).isEqualTo("2026-09-07T17:30");
            assertThat(due("2026-09-07T08:30", "PT3H30M")).isEqualTo("2026-09-07T12:00");
            assertThat(due("2026-09-07T08:30", "PT8H")).isEqualTo("2026-09-07T17:30");
        }

        @Test
        @DisplayName("one nanosecond beyond a boundary is the first of the next interval")
        void nanosecond() {
            Instant from = at(office, "2026-09-07T13:30");
            assertThat(office.add(from, Duration.ofHours(4).plusNanos(1)))
                    .isEqualTo(at(office, "2026-09-08T08:30").plusNanos(1));
            assertThat(office.add(from, Duration.ofHours(4).minusNanos(1)))
                    .isEqualTo(at(office, "2026-09-07T17:30").minusNanos(1));
            assertThat(office.add(from.plusNanos(1), Duration.ofHours(4).minusNanos(1)))
                    .isEqualTo(at(office, "2026-09-07T17:30"));
            assertThat(office.add(from.plusNanos(999_999_999), Duration.ofNanos(2)))
                    .isEqualTo(from.plusSeconds(1).plusNanos(1));
        }

        @Test
        @DisplayName("outside hours the count starts at the next opening")
        void outside() {
            assertThat(due("2026-09-07T12:30", "PT1H")).isEqualTo("2026-09-07T14:00");
            assertThat(due("2026-09-07T20:00", "PT1H")).isEqualTo("2026-09-08T09:30");
            assertThat(due("2026-09-07T17:30", "PT1H")).isEqualTo("2026-09-08T09:30");
            assertThat(due("2026-09-06T11:11:11", "PT1S")).isEqualTo("2026-09-07T08:30:01");
        }

        @Test
        @DisplayName("fractions of a second before opening do not count")
        void fractionOutside() {
            assertThat(office.add(at(office, "2026-09-07T08:29:59").plusNanos(5), Duration.ofSeconds(1)))
                    .isEqualTo(at(office, "2026-09-07T08:30:01"));
        }

        @Test
        @DisplayName("holidays do not count, the make-up working day does")
        void holidays() {
            assertThat(due("2026-09-30T17:00", "PT1H")).isEqualTo("2026-10-08T09:00");
            assertThat(due("2026-10-09T17:00", "PT1H")).isEqualTo("2026-10-10T09:00");
            assertThat(due("2026-10-10T14:00", "PT4H")).isEqualTo("2026-10-12T09:00");
        }

        @Test
        @DisplayName("a short day and a day closed for once count as written")
        void exceptions() {
            assertThat(due("2026-12-31T11:30", "PT1H")).isEqualTo("2027-01-01T09:00");
            assertThat(due("2026-05-04T17:00", "PT1H")).isEqualTo("2026-05-06T09:00");
        }

        @Test
        @DisplayName("an exception wins over a holiday")
        void exceptionOnHoliday() {
            BusinessCalendar calendar = BusinessCalendar.of(OFFICE.exception(LocalDate.of(2026, 10, 3), "10:00-11:00"));
            assertThat(due(calendar, "2026-09-30T17:00", "PT1H")).isEqualTo("2026-10-03T10:30");
        }
    }

    @Nested
    @DisplayName("Rule b: adding nothing")
    class RuleB {

        @Test
        @DisplayName("inside hours, or exactly at an opening, is the instant itself")
        void itself() {
            assertThat(due("2026-09-07T10:00", "PT0S")).isEqualTo("2026-09-07T10:00");
            assertThat(due("2026-09-07T08:30", "PT0S")).isEqualTo("2026-09-07T08:30");
            assertThat(due("2026-09-07T13:00", "PT0S")).isEqualTo("2026-09-07T13:00");
            Instant odd = at(office, "2026-09-07T10:00").plusNanos(7);
            assertThat(office.add(odd, Duration.ZERO)).isEqualTo(odd);
        }

        @Test
        @DisplayName("exactly at a closing is outside: the next opening")
        void closing() {
            assertThat(due("2026-09-07T12:00", "PT0S")).isEqualTo("2026-09-07T13:00");
            assertThat(due("2026-09-07T17:30", "PT0S")).isEqualTo("2026-09-08T08:30");
            assertThat(office.isOpen(at(office, "2026-09-07T17:30"))).isFalse();
            assertThat(office.isOpen(at(office, "2026-09-07T17:30").minusNanos(1)))
                    .isTrue();
            assertThat(office.isOpen(at(office, "2026-09-07T08:30"))).isTrue();
            assertThat(office.isOpen(at(office, "2026-09-07T08:30").minusNanos(1)))
                    .isFalse();
        }

        @Test
        @DisplayName("otherwise is the next opening")
        void nextOpening() {
            assertThat(due("2026-10-01T10:00", "PT0S")).isEqualTo("2026-10-08T08:30");
            assertThat(office.nextOpening(at(office, "2026-09-07T12:30").plusNanos(3)))
                    .isEqualTo(at(office, "2026-09-07T13:00"));
        }
    }

    @Nested
    @DisplayName("Rule c: going back")
    class RuleC {

        @Test
        @DisplayName("outside hours it starts at the previous closing")
        void outside() {
            assertThat(due("2026-09-07T20:00", "-PT1H")).isEqualTo("2026-09-07T16:30");
            assertThat(due("2026-09-07T12:30", "-PT1H")).isEqualTo("2026-09-07T11:00");
            assertThat(due("2026-09-07T08:30", "-PT1H")).isEqualTo("2026-09-05T11:00");
        }

        @Test
        @DisplayName("a result on a boundary is the start of the later interval")
        void boundary() {
            assertThat(due("2026-09-07T14:00", "-PT1H")).isEqualTo("2026-09-07T13:00");
            assertThat(due("2026-09-07T17:30", "-PT8H")).isEqualTo("2026-09-07T08:30");
            assertThat(office.add(
                            at(office, "2026-09-07T14:00"), Duration.ofHours(-1).minusNanos(1)))
                    .isEqualTo(at(office, "2026-09-07T12:00").minusNanos(1));
        }

        @Test
        @DisplayName("the previous closing of an instant inside hours, or of a closing, is the instant itself")
        void previousClosing() {
            assertThat(local(office, office.previousClosing(at(office, "2026-09-07T10:00"))))
                    .isEqualTo("2026-09-07T10:00");
            assertThat(local(office, office.previousClosing(at(office, "2026-09-07T17:30"))))
                    .isEqualTo("2026-09-07T17:30");
            assertThat(local(office, office.previousClosing(at(office, "2026-09-07T08:30"))))
                    .isEqualTo("2026-09-05T12:00");
            assertThat(local(office, office.previousClosing(at(office, "2026-09-07T12:30"))))
                    .isEqualTo("2026-09-07T12:00");
            Instant odd = at(office, "2026-09-07T08:30").plusNanos(1);
            assertThat(office.previousClosing(odd)).isEqualTo(odd);
            assertThat(office.previousClosing(at(office, "2026-09-07T17:30").plusNanos(1)))
                    .isEqualTo(at(office, "2026-09-07T17:30"));
        }
    }

    @Nested
    @DisplayName("Rule d: working days")
    class RuleD {

        @Test
        @DisplayName("from the opening of a working day, one working day is its close")
        void fromOpening() {
            assertThat(due("2026-09-07T08:30", "P1D")).isEqualTo("2026-09-07T17:30");
            assertThat(due("2026-09-07T08:30", "P3D")).isEqualTo("2026-09-09T17:30");
            assertThat(due("2026-09-07T08:30", "P6D")).isEqualTo("2026-09-12T12:00");
        }

        @Test
        @DisplayName("from outside hours the next opening counts, so the due is a close")
        void fromOutside() {
            assertThat(due("2026-09-06T15:00", "P1D")).isEqualTo("2026-09-07T17:30");
            assertThat(due("2026-09-07T22:00", "P2D")).isEqualTo("2026-09-09T17:30");
            assertThat(due("2026-10-03T12:00", "P1D")).isEqualTo("2026-10-08T17:30");
        }

        @Test
        @DisplayName("otherwise it is the same local time on the n-th following working day, never n times 24 hours")
        void sameTime() {
            assertThat(due("2026-09-07T10:15", "P1D")).isEqualTo("2026-09-08T10:15");
            assertThat(due("2026-09-30T10:00", "P1D")).isEqualTo("2026-10-08T10:00");
            assertThat(due("2026-10-09T16:00", "P1D")).isEqualTo("2026-10-10T16:00");
            assertThat(due("2026-10-09T16:00", "P2D")).isEqualTo("2026-10-12T16:00");
        }

        @Test
        @DisplayName("29 February is a working day of leap years, and no day of others")
        void leapDay() {
            BusinessCalendar daily =
                    BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin").open("08:00-16:00"));
            assertThat(due(daily, "2028-02-28T10:00", "P1D")).isEqualTo("2028-02-29T10:00");
            assertThat(due(daily, "2028-02-28T10:00", "P2D")).isEqualTo("2028-03-01T10:00");
            assertThat(due(daily, "2027-02-28T10:00", "P1D")).isEqualTo("2027-03-01T10:00");
            assertThat(due(daily, "2028-02-28T10:00", "PT8H")).isEqualTo("2028-02-29T10:00");
            assertThat(due(daily, "2028-03-01T10:00", "-P1D")).isEqualTo("2028-02-29T10:00");
            // 2100 is no leap year
            assertThat(due(daily, "2100-02-28T10:00", "P1D")).isEqualTo("2100-03-01T10:00");
        }

        @Test
        @DisplayName("the break after lunch is not the opening of the day")
        void afterLunch() {
            assertThat(due("2026-09-07T12:30", "P1D")).isEqualTo("2026-09-08T13:00");
        }

        @Test
        @DisplayName("a time after that day's close moves back to the close")
        void afterClose() {
            assertThat(due("2026-09-11T16:00", "P1D")).isEqualTo("2026-09-12T12:00");
            assertThat(due("2026-12-30T15:00", "P1D")).isEqualTo("2026-12-31T12:00");
        }

        @Test
        @DisplayName("a time in that day's break moves back to the end of the interval before it")
        void intoBreak() {
            BusinessCalendar calendar = BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai")
                    .open("08:00-18:00", MONDAY)
                    .open("08:00-12:00, 14:00-18:00", TUESDAY));
            assertThat(due(calendar, "2026-09-07T13:00", "P1D")).isEqualTo("2026-09-08T12:00");
            assertThat(due(calendar, "2026-09-07T14:00", "P1D")).isEqualTo("2026-09-08T14:00");
            assertThat(calendar.addWorkingDays(at(calendar, "2026-09-07T13:00").plusNanos(1), 1))
                    .isEqualTo(at(calendar, "2026-09-08T12:00"));
            assertThat(calendar.addWorkingDays(at(calendar, "2026-09-07T12:00").plusNanos(1), 1))
                    .isEqualTo(at(calendar, "2026-09-08T12:00"));
            assertThat(calendar.addWorkingDays(at(calendar, "2026-09-07T11:00").plusNanos(1), 1))
                    .isEqualTo(at(calendar, "2026-09-08T11:00").plusNanos(1));
        }

        @Test
        @DisplayName("a time before that day's opening moves forward to the opening")
        void beforeOpening() {
            assertThat(due("2026-09-11T08:45", "P1D")).isEqualTo("2026-09-12T09:00");
            assertThat(office.addWorkingDays(at(office, "2026-09-11T08:45").plusNanos(5), 1))
                    .isEqualTo(at(office, "2026-09-12T09:00"));
        }

        @Test
        @DisplayName("one nanosecond after the opening is no longer the opening")
        void nanosecondAfterOpening() {
            Instant opening = at(office, "2026-09-07T08:30");
            assertThat(office.addWorkingDays(opening.plusNanos(1), 1))
                    .isEqualTo(at(office, "2026-09-08T08:30").plusNanos(1));
        }

        @Test
        @DisplayName("a time after midnight in a night shift is a time of the day on which the shift started")
        void nightShift() {
            BusinessCalendar nights =
                    BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai").open("22:00-06:00", WEEKDAYS));
            assertThat(due(nights, "2026-09-08T03:00", "P1D")).isEqualTo("2026-09-09T03:00");
            assertThat(due(nights, "2026-09-12T03:00", "P1D")).isEqualTo("2026-09-15T03:00");
            assertThat(due(nights, "2026-09-07T22:00", "P1D")).isEqualTo("2026-09-08T06:00");
            assertThat(due(nights, "2026-09-07T23:00", "P5D")).isEqualTo("2026-09-14T23:00");
        }

        @Test
        @DisplayName("round the clock, one working day from midnight is the next midnight")
        void roundTheClock() {
            BusinessCalendar always =
                    BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai").open("00:00-24:00"));
            assertThat(due(always, "2026-09-07T00:00", "P1D")).isEqualTo("2026-09-08T00:00");
            assertThat(due(always, "2026-09-07T00:00:01", "P1D")).isEqualTo("2026-09-08T00:00:01");
        }

        @Test
        @DisplayName("the local time stays the same over a change of the clock")
        void overClockChange() {
            BusinessCalendar berlin =
                    BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin").open("08:00-18:00"));
            assertThat(due(berlin, "2026-03-28T10:00", "P1D")).isEqualTo("2026-03-29T10:00");
            assertThat(due(berlin, "2026-10-24T10:00", "P1D")).isEqualTo("2026-10-25T10:00");
        }

        @Test
        @DisplayName("zero working days is the instant or the next opening")
        void zero() {
            assertThat(due("2026-09-07T10:15", "P0D")).isEqualTo("2026-09-07T10:15");
            assertThat(due("2026-09-07T18:00", "P0D")).isEqualTo("2026-09-08T08:30");
        }

        @Test
        @DisplayName("backwards it is the mirror image")
        void backwards() {
            assertThat(due("2026-09-07T17:30", "-P1D")).isEqualTo("2026-09-07T08:30");
            assertThat(due("2026-09-09T17:30", "-P3D")).isEqualTo("2026-09-07T08:30");
            assertThat(due("2026-09-07T20:00", "-P2D")).isEqualTo("2026-09-05T09:00");
            assertThat(due("2026-09-08T10:15", "-P1D")).isEqualTo("2026-09-07T10:15");
            assertThat(due("2026-09-07T08:45", "-P1D")).isEqualTo("2026-09-05T09:00");
            assertThat(due("2026-09-07T16:00", "-P1D")).isEqualTo("2026-09-05T12:00");
            assertThat(due("2026-10-08T10:00", "-P1D")).isEqualTo("2026-09-30T10:00");
            BusinessCalendar calendar = BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai")
                    .open("08:00-18:00", TUESDAY)
                    .open("08:00-12:00, 14:00-18:00", MONDAY));
            assertThat(due(calendar, "2026-09-08T13:00", "-P1D")).isEqualTo("2026-09-07T14:00");
            assertThat(due(calendar, "2026-09-08T12:00", "-P1D")).isEqualTo("2026-09-07T12:00");
            assertThat(calendar.addWorkingDays(at(calendar, "2026-09-08T12:00").plusNanos(1), -1))
                    .isEqualTo(at(calendar, "2026-09-07T14:00"));
            assertThat(calendar.addWorkingDays(at(calendar, "2026-09-08T12:00").minusNanos(1), -1))
                    .isEqualTo(at(calendar, "2026-09-07T12:00").minusNanos(1));
            assertThat(calendar.addWorkingDays(at(calendar, "2026-09-08T18:00").minusNanos(1), -1))
                    .isEqualTo(at(calendar, "2026-09-07T18:00").minusNanos(1));
        }
    }

    @Nested
    @DisplayName("Rule e: local wall time, real elapsed time")
    class RuleE {

        private final BusinessCalendar berlin =
                BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin").open("00:00-04:00"));

        @Test
        @DisplayName("00:00-04:00 lasts three hours on a spring-forward day and five on a fall-back day")
        void lengths() {
            assertThat(between(berlin, "2026-03-29T00:00", "2026-03-30T00:00")).isEqualTo(Duration.ofHours(3));
            assertThat(between(berlin, "2026-10-25T00:00", "2026-10-26T00:00")).isEqualTo(Duration.ofHours(5));
            assertThat(between(berlin, "2026-03-28T00:00", "2026-03-29T00:00")).isEqualTo(Duration.ofHours(4));
        }

        @Test
        @DisplayName("a boundary in a gap moves forward by the gap")
        void gap() {
            BusinessCalendar early =
                    BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin").open("02:30-06:00"));
            assertThat(due(early, "2026-03-28T23:00", "PT0S")).isEqualTo("2026-03-29T03:30");
            assertThat(between(early, "2026-03-29T00:00", "2026-03-30T00:00")).isEqualTo(Duration.ofMinutes(150));
            BusinessCalendar late =
                    BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin").open("00:30-02:30"));
            assertThat(between(late, "2026-03-29T00:00", "2026-03-30T00:00")).isEqualTo(Duration.ofHours(2));
            assertThat(due(late, "2026-03-29T00:30", "P1D")).isEqualTo("2026-03-29T03:30");
        }

        @Test
        @DisplayName("what two boundaries moved out of a gap share is counted once, what they turn round not at all")
        void gapOverlaps() {
            BusinessCalendar calendar =
                    BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin").open("02:10-02:40, 03:00-04:00"));
            assertThat(between(calendar, "2026-03-29T00:00", "2026-03-30T00:00"))
                    .isEqualTo(Duration.ofMinutes(60));
            BusinessCalendar turned =
                    BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin").open("02:30-03:15, 05:00-06:00"));
            assertThat(between(turned, "2026-03-29T00:00", "2026-03-30T00:00")).isEqualTo(Duration.ofMinutes(60));
            assertThat(due(turned, "2026-03-28T12:00", "P1D")).isEqualTo("2026-03-29T06:00");
        }

        @Test
        @DisplayName("in an overlap the earlier offset is used")
        void overlap() {
            BusinessCalendar calendar =
                    BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin").open("02:30-06:00"));
            ZonedDateTime opening =
                    calendar.nextOpening(at(calendar, "2026-10-25T00:00")).atZone(calendar.zone());
            assertThat(opening).hasToString("2026-10-25T02:30+02:00[Europe/Berlin]");
            assertThat(between(calendar, "2026-10-25T00:00", "2026-10-26T00:00"))
                    .isEqualTo(Duration.ofMinutes(4 * 60 + 30));
            BusinessCalendar both =
                    BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin").open("02:10-02:30"));
            assertThat(between(both, "2026-10-25T00:00", "2026-10-26T00:00")).isEqualTo(Duration.ofMinutes(20));
        }

        @Test
        @DisplayName("a half-hour change (Lord Howe) is half an hour")
        void lordHowe() {
            BusinessCalendar calendar = BusinessCalendar.of(
                    CalendarDefinition.in("Australia/Lord_Howe").open("00:00-04:00"));
            assertThat(between(calendar, "2026-10-04T00:00", "2026-10-05T00:00"))
                    .isEqualTo(Duration.ofMinutes(210));
            assertThat(between(calendar, "2026-04-05T00:00", "2026-04-06T00:00"))
                    .isEqualTo(Duration.ofMinutes(270));
        }

        @Test
        @DisplayName("a day that has no midnight (São Paulo, November 2018) begins at one o'clock")
        void saoPaulo() {
            BusinessCalendar always = BusinessCalendar.of(
                    CalendarDefinition.in("America/Sao_Paulo").open("00:00-24:00"));
            assertThat(between(always, "2018-11-03T00:00", "2018-11-04T12:00")).isEqualTo(Duration.ofHours(35));
            assertThat(due(always, "2018-11-03T12:00", "PT12H")).isEqualTo("2018-11-04T01:00");
            BusinessCalendar night = BusinessCalendar.of(CalendarDefinition.in("America/Sao_Paulo")
                    .open("22:00-00:30", SATURDAY)
                    .open("01:00-05:00", SUNDAY));
            // 00:30 moves to 01:30, half an hour of which is Sunday's too.
            assertThat(between(night, "2018-11-03T00:00", "2018-11-05T00:00")).isEqualTo(Duration.ofHours(6));
            assertThat(between(night, "2018-11-10T00:00", "2018-11-12T00:00")).isEqualTo(Duration.ofMinutes(150 + 240));
        }

        @Test
        @DisplayName("an hour that comes twice before midnight (São Paulo, February 2018) counts twice")
        void saoPauloBack() {
            BusinessCalendar always = BusinessCalendar.of(
                    CalendarDefinition.in("America/Sao_Paulo").open("00:00-24:00"));
            assertThat(between(always, "2018-02-17T00:00", "2018-02-18T00:00")).isEqualTo(Duration.ofHours(25));
        }

        @Test
        @DisplayName("a date that the zone skipped (Apia, 30 December 2011) has no hours and is no working day")
        void apia() {
            BusinessCalendar calendar =
                    BusinessCalendar.of(CalendarDefinition.in("Pacific/Apia").open("08:00-16:00"));
            assertThat(between(calendar, "2011-12-29T00:00", "2012-01-01T00:00"))
                    .isEqualTo(Duration.ofHours(16));
            assertThat(due(calendar, "2011-12-29T15:00", "PT2H")).isEqualTo("2011-12-31T09:00");
            assertThat(due(calendar, "2011-12-29T10:00", "P1D")).isEqualTo("2011-12-31T10:00");
            assertThat(due(calendar, "2011-12-29T10:00", "P2D")).isEqualTo("2012-01-01T10:00");
            assertThat(due(calendar, "2011-12-31T10:00", "-P1D")).isEqualTo("2011-12-29T10:00");
            BusinessCalendar weekdays =
                    BusinessCalendar.of(CalendarDefinition.in("Pacific/Apia").open("08:00-16:00", WEEKDAYS));
            assertThat(due(weekdays, "2011-12-29T15:00", "PT2H")).isEqualTo("2012-01-02T09:00");
            BusinessCalendar nights =
                    BusinessCalendar.of(CalendarDefinition.in("Pacific/Apia").open("22:00-06:00"));
            assertThat(between(nights, "2011-12-29T12:00", "2011-12-31T12:00")).isEqualTo(Duration.ofHours(8));
            assertThat(due(nights, "2011-12-29T23:00", "PT7H")).isEqualTo("2011-12-31T06:00");
            assertThat(nights.isOpen(at(nights, "2011-12-31T05:59:59"))).isTrue();
        }

        @Test
        @DisplayName(
                "hours that a skipped date pushes into those of the next day are the night shift's; that day opens after")
        void nightIntoTheNextDay() {
            BusinessCalendar calendar = BusinessCalendar.of(CalendarDefinition.in("Pacific/Apia")
                    .open("23:45-04:20", DayOfWeek.THURSDAY)
                    .open("04:00-04:15, 10:00-18:30", DayOfWeek.SATURDAY)
                    .open("10:45-15:30", DayOfWeek.SUNDAY));
            assertThat(between(calendar, "2011-12-29T23:00", "2011-12-31T09:00"))
                    .isEqualTo(Duration.ofMinutes(275));
            assertThat(due(calendar, "2011-12-31T04:20", "P1D")).isEqualTo("2011-12-31T18:30");
            assertThat(due(calendar, "2011-12-31T04:10", "P1D")).isEqualTo("2011-12-31T18:30");
        }
    }

    @Nested
    @DisplayName("Rule f: nothing loops")
    class RuleF {

        @Test
        @DisplayName("a calendar without hours refuses to add, and says why")
        void noHours() {
            BusinessCalendar empty = BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai"));
            Instant now = at(empty, "2026-09-07T10:00");
            for (String span : List.of("PT1H", "PT0S", "-PT1H", "P1D", "-P1D", "P0D", "P0D by close-of-business")) {
                assertThatThrownBy(() -> empty.add(now, Span.parse(span)))
                        .as(span)
                        .isInstanceOf(CalendarException.class)
                        .hasMessage("the calendar has no working time within ten years of 2026-09-07");
            }
            assertThatThrownBy(() -> empty.previousClosing(now)).hasMessageContaining("within ten years");
            assertThat(empty.between(now, now.plusSeconds(1_000_000))).isZero();
            assertThat(empty.isOpen(now)).isFalse();
        }

        @Test
        @DisplayName("working time more than ten years away is none")
        void farAway() {
            BusinessCalendar once = BusinessCalendar.of(
                    CalendarDefinition.in("Asia/Shanghai").exception(LocalDate.of(2050, 1, 1), "08:00-12:00"));
            for (String from : List.of("2026-09-07T10:00", "2100-01-01T00:00")) {
                assertThatThrownBy(() -> due(once, from, "PT1H"))
                        .hasMessageContaining("within ten years of " + from.substring(0, 10));
                assertThatThrownBy(() -> due(once, from, "-PT1H")).hasMessageContaining("within ten years");
                assertThatThrownBy(() -> due(once, from, "PT0S")).hasMessageContaining("within ten years");
                assertThatThrownBy(() -> due(once, from, "P1D")).hasMessageContaining("within ten years");
            }
            assertThat(due(once, "2040-01-04T10:00", "PT1H")).isEqualTo("2050-01-01T09:00");
            assertThat(due(once, "2059-12-30T10:00", "-PT1H")).isEqualTo("2050-01-01T11:00");
            assertThat(due(once, "2059-12-30T10:00", "-P1D")).isEqualTo("2050-01-01T08:00");
        }

        @Test
        @DisplayName("more working time than a calendar has is refused")
        void tooMuch() {
            BusinessCalendar once = BusinessCalendar.of(
                    CalendarDefinition.in("Asia/Shanghai").exception(LocalDate.of(2026, 9, 7), "08:00-12:00"));
            assertThat(due(once, "2026-09-07T08:00", "PT4H")).isEqualTo("2026-09-07T12:00");
            assertThat(due(once, "2026-09-07T12:00", "-PT4H")).isEqualTo("2026-09-07T08:00");
            for (String span : List.of("PT5H", "-PT5H", "P2D", "-P2D", "P1D by close-of-business")) {
                assertThatThrownBy(() -> due(once, "2026-09-07T10:00", span))
                        .as(span)
                        .isInstanceOf(CalendarException.class)
                        .hasMessageContaining("less working time than that until the year "
                                + (span.startsWith("-") ? "1900" : "2200"));
            }
        }

        @Test
        @DisplayName("a count longer than ten years is no reason to refuse, wherever it begins")
        void longCount() {
            assertThat(due("2026-09-06T12:00", "PT40000H")).startsWith("2044-");
            assertThat(due("2026-09-06T12:00", "-PT40000H")).startsWith("2008-");
            assertThat(due("2026-09-07T10:00", "PT40000H")).startsWith("2044-");
        }

        @Test
        @DisplayName("compiles the days near a question only, and never more than the three centuries it answers for")
        void boundedWork() {
            BusinessCalendar near =
                    BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai").open("08:00-17:00"));
            near.add(Instant.parse("2026-03-02T00:00:00Z"), Duration.ofHours(40));
            near.add(Instant.parse("2026-09-02T00:00:00Z"), Duration.ofHours(400));
            assertThat(near.compiled()).isLessThan(1_500);
            near.add(Instant.parse("2030-03-02T00:00:00Z"), Duration.ofHours(40));
            assertThat(near.compiled()).isLessThan(4_000);

            BusinessCalendar far = BusinessCalendar.of(CalendarDefinition.in("Africa/Casablanca")
                    .exception(LocalDate.of(1900, 1, 8), "22:00-06:00")
                    .exception(LocalDate.of(2199, 12, 20), "22:00-06:00"));
            far.between(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2199-12-31T23:59:59Z"));
            for (Duration time :
                    List.of(Duration.ofDays(365 * 299), Duration.ofDays(-365 * 299), Duration.ofHours(9))) {
                assertThatThrownBy(() -> far.add(Instant.parse("2050-01-01T00:00:00Z"), time))
                        .isInstanceOf(CalendarException.class);
            }
            assertThat(far.compiled()).isLessThan(300 * 366 + 100);
            assertThat(far.explain(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2199-12-31T00:00:00Z"), 3))
                    .hasSize(3);
        }

        @Test
        @DisplayName("years that no calendar answers for are refused")
        void outOfRange() {
            for (Instant far : List.of(
                    Instant.MIN,
                    Instant.MAX,
                    Instant.parse("1899-12-31T23:59:59Z"),
                    Instant.parse("2200-01-01T00:00:00Z"))) {
                assertThatThrownBy(() -> office.add(far, Duration.ofHours(1))).hasMessageContaining("1900 to 2199");
                assertThatThrownBy(() -> office.between(Instant.EPOCH, far)).hasMessageContaining("1900 to 2199");
            }
            assertThatThrownBy(() -> office.add(Instant.EPOCH, Duration.ofSeconds(Long.MAX_VALUE)))
                    .isInstanceOf(CalendarException.class);
            assertThatThrownBy(() -> office.add(Instant.EPOCH, Duration.ofSeconds(Long.MIN_VALUE)))
                    .isInstanceOf(CalendarException.class);
            assertThatThrownBy(() -> office.addWorkingDays(Instant.EPOCH, Integer.MAX_VALUE))
                    .isInstanceOf(CalendarException.class);
            assertThatThrownBy(() -> office.addWorkingDays(Instant.EPOCH, Integer.MIN_VALUE))
                    .isInstanceOf(CalendarException.class);
            assertThatThrownBy(() -> office.closeOfBusiness(Instant.EPOCH, Integer.MAX_VALUE))
                    .isInstanceOf(CalendarException.class);
            assertThat(BusinessCalendar.answersFor(Instant.parse("1899-12-31T23:59:59Z")))
                    .isFalse();
            assertThat(BusinessCalendar.answersFor(Instant.parse("1900-01-01T00:00:00Z")))
                    .isTrue();
            assertThat(BusinessCalendar.answersFor(Instant.parse("2199-12-31T23:59:59Z")))
                    .isTrue();
            assertThat(BusinessCalendar.answersFor(Instant.parse("2200-01-01T00:00:00Z")))
                    .isFalse();
            assertThat(office.between(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2199-12-31T23:59:59Z")))
                    .isGreaterThan(Duration.ofHours(600_000));
        }
    }

    @Nested
    @DisplayName("Rule g: by close of business")
    class RuleG {

        @Test
        @DisplayName("is the close of the n-th working day after the day of the instant")
        void close() {
            assertThat(due("2026-09-07T10:15", "P1D by close-of-business")).isEqualTo("2026-09-08T17:30");
            assertThat(due("2026-09-07T08:30", "P1D by close-of-business")).isEqualTo("2026-09-08T17:30");
            assertThat(due("2026-09-11T10:15", "P1D by close-of-business")).isEqualTo("2026-09-12T12:00");
            assertThat(due("2026-09-11T10:15", "P2D by close-of-business")).isEqualTo("2026-09-14T17:30");
        }

        @Test
        @DisplayName("outside hours the day of the next opening is the day of the instant")
        void outside() {
            assertThat(due("2026-09-07T18:00", "P1D by close-of-business")).isEqualTo("2026-09-09T17:30");
            assertThat(due("2026-10-04T18:00", "P1D by close-of-business")).isEqualTo("2026-10-09T17:30");
        }

        @Test
        @DisplayName("zero days is the close of the same day")
        void sameDay() {
            assertThat(due("2026-09-07T10:15", "P0D by close-of-business")).isEqualTo("2026-09-07T17:30");
            assertThat(due("2026-09-07T18:00", "P0D by close-of-business")).isEqualTo("2026-09-08T17:30");
        }

        @Test
        @DisplayName("a close of business never lies behind")
        void negative() {
            assertThatThrownBy(() -> office.closeOfBusiness(Instant.EPOCH, -1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    @DisplayName("Business time between two instants")
    class Between {

        @Test
        @DisplayName("leaves out breaks, nights, weekends and holidays")
        void leavesOut() {
            assertThat(between(office, "2026-09-07T08:30", "2026-09-07T17:30")).isEqualTo(Duration.ofHours(8));
            assertThat(between(office, "2026-09-07T11:00", "2026-09-07T12:30")).isEqualTo(Duration.ofHours(1));
            assertThat(between(office, "2026-09-30T16:30", "2026-10-08T09:30")).isEqualTo(Duration.ofHours(2));
            assertThat(between(office, "2026-09-07T18:00", "2026-09-08T08:00")).isZero();
        }

        @Test
        @DisplayName("is negative when the end is earlier")
        void negative() {
            assertThat(between(office, "2026-09-08T09:30", "2026-09-07T16:30")).isEqualTo(Duration.ofHours(-2));
        }

        @Test
        @DisplayName("counts fractions of a second inside hours only")
        void nanos() {
            Instant opening = at(office, "2026-09-07T08:30");
            assertThat(office.between(opening.minusNanos(5), opening.plusNanos(5)))
                    .isEqualTo(Duration.ofNanos(5));
            assertThat(office.between(opening.plusNanos(5), opening.plusSeconds(1)))
                    .isEqualTo(Duration.ofNanos(999_999_995));
            Instant closing = at(office, "2026-09-07T17:30");
            assertThat(office.between(closing.minusNanos(5), closing.plusNanos(5)))
                    .isEqualTo(Duration.ofNanos(5));
            assertThat(office.between(closing, closing.plusNanos(5))).isZero();
        }

        @Test
        @DisplayName("a year round the clock is all of its seconds, leap day included")
        void leapYear() {
            BusinessCalendar always =
                    BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai").open("00:00-24:00"));
            assertThat(between(always, "2024-01-01T00:00", "2025-01-01T00:00")).isEqualTo(Duration.ofDays(366));
            assertThat(between(always, "2025-01-01T00:00", "2026-01-01T00:00")).isEqualTo(Duration.ofDays(365));
            assertThat(between(office, "2024-02-28T08:30", "2024-03-01T08:30")).isEqualTo(Duration.ofHours(16));
        }

        @Test
        @DisplayName("ten years and back again is the instant itself")
        void tenYears() {
            Instant from = at(office, "2026-09-07T10:15");
            Duration decade = office.between(from, at(office, "2036-09-08T11:45"));
            assertThat(office.add(from, decade)).isEqualTo(at(office, "2036-09-08T11:45"));
            assertThat(office.add(at(office, "2036-09-08T11:45"), decade.negated()))
                    .isEqualTo(from);
            String due = due("2016-09-07T10:15", "PT20000H");
            assertThat(due).startsWith("2025-");
            assertThat(between(office, "2016-09-07T10:15", due)).isEqualTo(Duration.ofHours(20_000));
            assertThat(due("2016-09-07T10:15", "P2500D")).startsWith("2024-");
        }
    }

    @Nested
    @DisplayName("Night shifts")
    class Nights {

        private final BusinessCalendar nights = BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin")
                .open("22:00-06:00", WEEKDAYS)
                .holiday(LocalDate.of(2026, 9, 9), LocalDate.of(2026, 9, 9), "Feast"));

        @Test
        @DisplayName("run into the weekend and belong to the day on which they start")
        void weekend() {
            assertThat(due(nights, "2026-09-11T23:00", "PT7H")).isEqualTo("2026-09-12T06:00");
            assertThat(due(nights, "2026-09-11T23:00", "PT8H")).isEqualTo("2026-09-14T23:00");
            assertThat(nights.isOpen(at(nights, "2026-09-12T05:59"))).isTrue();
            assertThat(nights.isOpen(at(nights, "2026-09-13T05:59"))).isFalse();
            assertThat(nights.isOpen(at(nights, "2026-09-14T05:59"))).isFalse();
        }

        @Test
        @DisplayName("that start on a holiday are removed, those that run into it are not")
        void holiday() {
            assertThat(nights.isOpen(at(nights, "2026-09-09T03:00"))).isTrue();
            assertThat(nights.isOpen(at(nights, "2026-09-09T23:00"))).isFalse();
            assertThat(nights.isOpen(at(nights, "2026-09-10T03:00"))).isFalse();
            assertThat(nights.isOpen(at(nights, "2026-09-10T23:00"))).isTrue();
        }

        @Test
        @DisplayName("last an hour less or more when the clock changes in them")
        void clockChange() {
            BusinessCalendar all =
                    BusinessCalendar.of(CalendarDefinition.in("Europe/Berlin").open("22:00-06:00"));
            assertThat(between(all, "2026-03-28T12:00", "2026-03-29T12:00")).isEqualTo(Duration.ofHours(7));
            assertThat(between(all, "2026-10-24T12:00", "2026-10-25T12:00")).isEqualTo(Duration.ofHours(9));
        }

        @Test
        @DisplayName("may end where the next day begins")
        void endsAtOpening() {
            BusinessCalendar threeShifts =
                    BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai").open("06:00-06:00"));
            assertThat(between(threeShifts, "2026-09-07T00:00", "2026-09-08T00:00"))
                    .isEqualTo(Duration.ofDays(1));
            assertThat(due(threeShifts, "2026-09-07T06:00", "P1D")).isEqualTo("2026-09-08T06:00");
        }
    }

    @Nested
    @DisplayName("Explains itself")
    class Explains {

        @Test
        @DisplayName("with every stretch in order, counted or not, and why")
        void stretches() {
            List<Counted> stretches = office.explain(at(office, "2026-09-30T11:00"), at(office, "2026-10-08T09:00"));
            assertThat(stretches)
                    .extracting(c -> local(office, c.from()) + " " + local(office, c.to()) + " " + c.counted() + " "
                            + c.inWords(Locale.ENGLISH))
                    .containsExactly(
                            "2026-09-30T11:00 2026-09-30T12:00 true working hours",
                            "2026-09-30T12:00 2026-09-30T13:00 false break",
                            "2026-09-30T13:00 2026-09-30T17:30 true working hours",
                            "2026-09-30T17:30 2026-10-01T00:00 false outside hours",
                            "2026-10-01T00:00 2026-10-08T00:00 false holiday: National Day",
                            "2026-10-08T00:00 2026-10-08T08:30 false outside hours",
                            "2026-10-08T08:30 2026-10-08T09:00 true working hours");
        }

        @Test
        @DisplayName("in Chinese too")
        void chinese() {
            assertThat(office.explain(at(office, "2026-10-02T11:00"), at(office, "2026-10-08T09:00")))
                    .extracting(c -> c.inWords(Locale.SIMPLIFIED_CHINESE))
                    .containsExactly("假日：National Day", "非工作时间", "工作时间");
        }

        @Test
        @DisplayName("days without hours, dated hours and dated closures by name")
        void reasons() {
            assertThat(office.explain(at(office, "2026-09-05T12:00"), at(office, "2026-09-07T08:30")))
                    .extracting(Counted::why)
                    .containsExactly(Counted.Why.OUTSIDE_HOURS, Counted.Why.CLOSED, Counted.Why.OUTSIDE_HOURS);
            assertThat(office.explain(at(office, "2026-05-05T00:00"), at(office, "2026-05-06T00:00")))
                    .extracting(c -> c.inWords(Locale.ENGLISH))
                    .containsExactly("closed on this date");
            assertThat(office.explain(at(office, "2026-12-31T08:30"), at(office, "2026-12-31T12:00")))
                    .extracting(c -> c.inWords(Locale.ENGLISH))
                    .containsExactly("special hours");
        }

        @Test
        @DisplayName("a skipped date, though it takes no time, does not disturb")
        void skippedDate() {
            BusinessCalendar calendar =
                    BusinessCalendar.of(CalendarDefinition.in("Pacific/Apia").open("08:00-16:00"));
            assertThat(calendar.explain(at(calendar, "2011-12-29T15:00"), at(calendar, "2011-12-31T09:00")))
                    .extracting(c -> local(calendar, c.from()) + " " + c.why())
                    .containsExactly(
                            "2011-12-29T15:00 SHIFT", "2011-12-29T16:00 OUTSIDE_HOURS", "2011-12-31T08:00 SHIFT");
        }

        @Test
        @DisplayName("a night shift that runs into a day without hours")
        void night() {
            BusinessCalendar nights =
                    BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai").open("22:00-06:00", FRIDAY));
            assertThat(nights.explain(at(nights, "2026-09-11T21:00"), at(nights, "2026-09-12T08:00")))
                    .extracting(c -> local(nights, c.from()) + " " + c.why())
                    .containsExactly(
                            "2026-09-11T21:00 OUTSIDE_HOURS", "2026-09-11T22:00 SHIFT", "2026-09-12T06:00 CLOSED");
        }

        @Test
        @DisplayName("the other way round as well, and nothing for no time")
        void reversed() {
            Instant one = at(office, "2026-09-30T11:00");
            Instant other = at(office, "2026-10-08T09:00");
            assertThat(office.explain(other, one)).isEqualTo(office.explain(one, other));
            assertThat(office.explain(one, one)).isEmpty();
        }
    }

    @Nested
    @DisplayName("Is provisional")
    class Provisional {

        @Test
        @DisplayName("in a year for which it has no holidays")
        void unknownYear() {
            assertThat(office.provisional(at(office, "2026-12-31T23:59:59"))).isFalse();
            assertThat(office.provisional(at(office, "2027-01-01T00:00"))).isTrue();
            assertThat(office.provisional(at(office, "2025-12-31T23:59:59"))).isTrue();
        }

        @Test
        @DisplayName("never when it has no holidays at all")
        void noHolidays() {
            BusinessCalendar always =
                    BusinessCalendar.of(CalendarDefinition.in("UTC").open("00:00-24:00"));
            assertThat(always.provisional(Instant.parse("2150-01-01T00:00:00Z")))
                    .isFalse();
        }
    }
}
