package dev.steward.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A calendar as one would first write it, from the rules alone: walks minute by minute, day by day. For comparison only. */
final class MinuteWalk {

    private static final int DAYS = 80;

    private record Open(LocalDate day, Instant from, Instant to) {}

    private final ZoneId zone;
    private final List<Open> hours = new ArrayList<>();

    MinuteWalk(CalendarDefinition definition, LocalDate around) {
        zone = definition.zone();
        Instant closed = Instant.MIN;
        for (LocalDate day = around.minusDays(DAYS); day.isBefore(around.plusDays(DAYS)); day = day.plusDays(1)) {
            for (Shift shift : hoursOn(definition, day)) {
                Instant from = instant(day, shift.start());
                Instant to = instant(day, shift.end());
                // What a jump of the clock pushes into the hours of a day is that day's, counted once.
                from = from.isBefore(closed) ? closed : from;
                if (from.isBefore(to)) {
                    hours.add(new Open(day, from, to));
                }
            }
            closed = hours.stream().map(Open::to).max(Instant::compareTo).orElse(closed);
        }
    }

    private static List<Shift> hoursOn(CalendarDefinition definition, LocalDate day) {
        // A date that no instant falls on (Apia 2011) has no hours.
        if (!day.atStartOfDay(definition.zone()).toLocalDate().equals(day)) {
            return List.of();
        }
        if (definition.exceptions().containsKey(day)) {
            return definition.exceptions().get(day).shifts();
        }
        boolean free = definition.holidays().stream().anyMatch(h -> !day.isBefore(h.from()) && !day.isAfter(h.to()));
        return free ? List.of() : definition.hours().getOrDefault(day.getDayOfWeek(), List.of());
    }

    private Instant instant(LocalDate day, long second) {
        return day.atStartOfDay().plusSeconds(second).atZone(zone).toInstant();
    }

    boolean isOpen(Instant instant) {
        return hours.stream().anyMatch(o -> !instant.isBefore(o.from()) && instant.isBefore(o.to()));
    }

    long between(Instant from, Instant to) {
        long minutes = 0;
        for (Instant i = from; i.isBefore(to); i = i.plusSeconds(60)) {
            minutes += isOpen(i) ? 1 : 0;
        }
        for (Instant i = to; i.isBefore(from); i = i.plusSeconds(60)) {
            minutes -= isOpen(i) ? 1 : 0;
        }
        return minutes;
    }

    Instant add(Instant from, int minutes) {
        Instant i = from;
        if (minutes == 0) {
            while (!isOpen(i)) {
                i = i.plusSeconds(60);
            }
        }
        for (int left = minutes; left > 0; i = i.plusSeconds(60)) {
            left -= isOpen(i) ? 1 : 0;
        }
        for (int left = minutes; left < 0; ) {
            i = i.minusSeconds(60);
            left += isOpen(i) ? 1 : 0;
        }
        return i;
    }

    private Open openAt(Instant s) {
        return hours.stream()
                .filter(o -> !s.isBefore(o.from()) && s.isBefore(o.to()))
                .findFirst()
                .orElseThrow();
    }

    private List<LocalDate> workingDaysFrom(LocalDate day) {
        return hours.stream()
                .map(Open::day)
                .distinct()
                .filter(d -> !d.isBefore(day))
                .toList();
    }

    private List<Open> of(LocalDate day) {
        return hours.stream().filter(o -> o.day().equals(day)).toList();
    }

    private Instant open(LocalDate day) {
        return of(day).stream().map(Open::from).min(Instant::compareTo).orElseThrow();
    }

    private Instant close(LocalDate day) {
        return of(day).stream().map(Open::to).max(Instant::compareTo).orElseThrow();
    }

    Instant closeOfBusiness(Instant from, int days) {
        LocalDate day = openAt(add(from, 0)).day();
        return close(workingDaysFrom(day).get(days));
    }

    Instant addWorkingDays(Instant from, int days) {
        Instant s = add(from, 0);
        LocalDate day = openAt(s).day();
        if (days == 0) {
            return s;
        }
        List<LocalDate> working = workingDaysFrom(day);
        if (s.equals(open(day))) {
            return close(working.get(days - 1));
        }
        LocalDateTime local = LocalDateTime.ofInstant(s, zone);
        long shift = working.get(days).toEpochDay() - day.toEpochDay();
        Instant same = local.plusDays(shift).atZone(zone).toInstant();
        return of(working.get(days)).stream()
                .filter(open -> !same.isBefore(open.from()))
                .map(open -> same.isBefore(open.to()) ? same : open.to())
                .max(Instant::compareTo)
                .orElse(open(working.get(days)));
    }
}
