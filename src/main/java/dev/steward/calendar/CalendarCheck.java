package dev.steward.calendar;

import static dev.steward.calendar.CalendarDefinition.key;

import dev.steward.calendar.CalendarException.Fault;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Finds what is wrong with a calendar. */
final class CalendarCheck {

    static final int MOST_ENTRIES = 5_000;

    private final Map<DayOfWeek, List<Shift>> hours;
    private final List<Holiday> holidays;
    private final SortedMap<LocalDate, DatedHours> exceptions;
    private final List<Fault> faults = new ArrayList<>();

    CalendarCheck(CalendarDefinition definition) {
        this.hours = definition.hours();
        this.holidays = definition.holidays();
        this.exceptions = definition.exceptions();
    }

    List<Fault> faults() {
        if (holidays.size() + exceptions.size() > MOST_ENTRIES) {
            faults.add(new Fault("", 0, "more than {0} holidays and exceptions", MOST_ENTRIES));
            return faults;
        }
        faultsOfDays();
        faultsOfNights();
        faultsOfHolidays();
        return faults;
    }

    private void faultsOfDays() {
        hours.forEach((day, shifts) -> faultsOfDay("hours." + key(day), shifts));
        exceptions.forEach((date, day) -> faultsOfDay("exceptions." + date, day.shifts()));
    }

    private void faultsOfDay(String path, List<Shift> shifts) {
        if (shifts.size() > Shift.MOST_OF_A_DAY) {
            faults.add(new Fault(path, 0, "more than {0} intervals in a day", Shift.MOST_OF_A_DAY));
        }
        for (int i = 1; i < shifts.size(); i++) {
            Shift earlier = shifts.get(i - 1);
            Shift later = shifts.get(i);
            if (later.start() < earlier.end()) {
                faults.add(new Fault(path, 0, "{0} and {1} overlap", earlier, later));
            } else if (later.start() == earlier.end()) {
                faults.add(new Fault(path, 0, "{0} and {1} touch: write one interval", earlier, later));
            }
        }
    }

    /** A night shift may reach the opening of the next day, not run into its hours. */
    private void faultsOfNights() {
        hours.forEach((day, shifts) -> {
            List<Shift> next = hours.getOrDefault(day.plus(1), List.of());
            faultOfNight("hours." + key(day.plus(1)), shifts, key(day), next);
        });
        NavigableMap<LocalDate, LocalDate> free = new TreeMap<>();
        holidays.forEach(h -> free.merge(h.from(), h.to(), (a, b) -> a.isAfter(b) ? a : b));
        exceptions.forEach((date, day) -> {
            LocalDate before = date.minusDays(1);
            LocalDate after = date.plusDays(1);
            if (!exceptions.containsKey(before)) {
                faultOfNight("exceptions." + date, hoursOn(before, free), before.toString(), day.shifts());
            }
            faultOfNight("exceptions." + date, day.shifts(), date.toString(), hoursOn(after, free));
        });
    }

    private void faultOfNight(String path, List<Shift> evening, String eveningOf, List<Shift> morning) {
        if (evening.isEmpty() || morning.isEmpty()) {
            return;
        }
        Shift night = evening.get(evening.size() - 1);
        Shift first = morning.get(0);
        if (night.end() - Shift.DAY > first.start()) {
            faults.add(new Fault(path, 0, "{0} of {1} runs into {2} of the day after", night, eveningOf, first));
        }
    }

    /** The hours of a date by its exception, its holiday or its weekday. */
    private List<Shift> hoursOn(LocalDate date, NavigableMap<LocalDate, LocalDate> free) {
        DatedHours exception = exceptions.get(date);
        if (exception != null) {
            return exception.shifts();
        }
        Map.Entry<LocalDate, LocalDate> holiday = free.floorEntry(date);
        return holiday != null && !date.isAfter(holiday.getValue())
                ? List.of()
                : hours.getOrDefault(date.getDayOfWeek(), List.of());
    }

    private void faultsOfHolidays() {
        List<Integer> byStart = new ArrayList<>();
        IntStream.range(0, holidays.size()).forEach(i -> {
            Holiday holiday = holidays.get(i);
            if (holiday.to().isBefore(holiday.from())) {
                faults.add(new Fault(
                        "holidays." + i + ".to", 0, "{0} is before the first day {1}", holiday.to(), holiday.from()));
            } else {
                byStart.add(i);
            }
        });
        byStart.sort(Comparator.comparing(i -> holidays.get(i).from()));
        LocalDate reached = LocalDate.MIN;
        for (int i : byStart) {
            Holiday holiday = holidays.get(i);
            if (!holiday.from().isAfter(reached)) {
                faults.add(new Fault("holidays." + i, 0, "{0} has two entries", holiday.from()));
            }
            reached = holiday.to().isAfter(reached) ? holiday.to() : reached;
        }
    }
}
