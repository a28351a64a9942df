package dev.steward.estate;

import dev.steward.estate.Duty.Kind;
import dev.steward.platform.Role;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A duty that comes back every week, holidays included.
 *
 * @param weekdays on which it starts
 * @param ends at or before {@code starts}: on the next day ({@code 00:00} to {@code 00:00} is the whole day)
 * @param validFrom the first day on which it starts; empty: always did
 * @param validTo the last day on which it starts; empty: goes on
 */
record DutyRule(
        String user,
        Role role,
        Kind kind,
        int rank,
        Set<DayOfWeek> weekdays,
        LocalTime starts,
        LocalTime ends,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {

    DutyRule {
        // in the order of the week, so that two equal rules also read the same
        weekdays = Collections.unmodifiableSet(
                weekdays.isEmpty() ? EnumSet.noneOf(DayOfWeek.class) : EnumSet.copyOf(weekdays));
    }

    /** The duty of this rule that an instant falls into. */
    Optional<Duty> at(Instant at, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(at, zone);
        return on(today, zone).filter(duty -> covers(duty, at)).or(() -> on(today.minusDays(1), zone)
                .filter(duty -> covers(duty, at)));
    }

    /** The duty that starts on a day. */
    Optional<Duty> on(LocalDate day, ZoneId zone) {
        if (!weekdays.contains(day.getDayOfWeek())
                || (validFrom != null && day.isBefore(validFrom))
                || (validTo != null && day.isAfter(validTo))) {
            return Optional.empty();
        }
        LocalDate end = ends.isAfter(starts) ? day : day.plusDays(1);
        return Optional.of(new Duty(
                user,
                role,
                kind,
                rank,
                day.atTime(starts).atZone(zone).toInstant(),
                end.atTime(ends).atZone(zone).toInstant(),
                null));
    }

    private static boolean covers(Duty duty, Instant at) {
        return !at.isBefore(duty.from()) && at.isBefore(duty.to());
    }
}
