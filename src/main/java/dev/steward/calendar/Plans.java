package dev.steward.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which plan a date has: by its exception, its holiday or its weekday, in that order; searched, not walked. */
final class Plans {

    private final CalendarDefinition definition;
    private final ZoneRules rules;
    private final DayPlan[] week = new DayPlan[7];
    private final int[] exceptionDays;
    private final DayPlan[] exceptionPlans;
    private final Holiday[] holidays;
    private final int[] holidayFrom;
    private final int[] holidayTo;

    Plans(CalendarDefinition definition) {
        this.definition = definition;
        this.rules = definition.zone().getRules();
        for (DayOfWeek day : DayOfWeek.values()) {
            week[day.getValue() - 1] = DayPlan.of(definition.hours().getOrDefault(day, List.of()));
        }
        exceptionDays = definition.exceptions().keySet().stream()
                .mapToInt(date -> (int) date.toEpochDay())
                .toArray();
        exceptionPlans = definition.exceptions().values().stream()
                .map(day -> DayPlan.of(day.shifts()))
                .toArray(DayPlan[]::new);
        holidays = definition.holidays().stream()
                .sorted(Comparator.comparing(Holiday::from))
                .toArray(Holiday[]::new);
        holidayFrom = Arrays.stream(holidays)
                .mapToInt(h -> (int) h.from().toEpochDay())
                .toArray();
        holidayTo =
                Arrays.stream(holidays).mapToInt(h -> (int) h.to().toEpochDay()).toArray();
    }

    ZoneRules rules() {
        return rules;
    }

    /** The plan as written, before the clock changes of the zone. */
    DayPlan written(int day) {
        int exception = Arrays.binarySearch(exceptionDays, day);
        if (exception >= 0) {
            return exceptionPlans[exception];
        }
        return holidayOn(day) != null ? DayPlan.EMPTY : week[Math.floorMod(day + 3, 7)];
    }

    @Nullable
    Holiday holidayOn(int day) {
        int i = Arrays.binarySearch(holidayFrom, day);
        int candidate = i >= 0 ? i : -i - 2;
        return candidate >= 0 && day <= holidayTo[candidate] ? holidays[candidate] : null;
    }

    @Nullable
    DatedHours exceptionOn(int day) {
        return Arrays.binarySearch(exceptionDays, day) >= 0
                ? definition.exceptions().get(LocalDate.ofEpochDay(day))
                : null;
    }

    boolean hasHours(DayOfWeek day) {
        return !week[day.getValue() - 1].isEmpty();
    }

    /**
     * The instant of a local time, in epoch seconds: in a gap it moves forward by the gap, in an overlap the earlier offset
     * is used (what {@code ZoneRules} answers for the offset of a local time).
     */
    long instantOf(int day, long second) {
        long local = day * (long) Shift.DAY + second;
        return local - rules.getOffset(local(local)).getTotalSeconds();
    }

    /** The first instant of a date; of a date that the zone skipped, the instant of the jump. */
    long firstInstantOf(int day) {
        ZoneOffsetTransition jump = rules.getTransition(local(day * (long) Shift.DAY));
        return jump != null && jump.isGap() ? jump.toEpochSecond() : instantOf(day, 0);
    }

    /** Whether the zone jumped over the whole date (Apia, 30 December 2011): it has no hours, whatever is written. */
    boolean isSkipped(int day) {
        LocalDateTime midnight = local(day * (long) Shift.DAY);
        ZoneOffsetTransition jump = rules.getTransition(midnight);
        return jump != null && jump.isGap() && !jump.getDateTimeAfter().isBefore(midnight.plusDays(1));
    }

    private static LocalDateTime local(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }
}
