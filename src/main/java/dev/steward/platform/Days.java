package dev.steward.platform;

import dev.steward.platform.Refusal.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The days that a request may name: those of the years 1900 to 2199, which calendars answer for and databases can hold. */
public final class Days {

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);
    private static final Instant BEGIN = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private Days() {}

    /**
     * A day of a request.
     *
     * @throws Refusal invalid, naming the field
     */
    public static void check(String field, LocalDate day) {
        if (isOutside(day)) {
            throw Refusal.invalid(List.of(fault(field)));
        }
    }

    /** A day of a request, if it has one; what is wrong with it is added to the faults. */
    public static void check(List<Fault> faults, String field, @Nullable LocalDate day) {
        if (day != null && isOutside(day)) {
            faults.add(fault(field));
        }
    }

    /** An instant of a request, if it has one; what is wrong with it is added to the faults. */
    public static void check(List<Fault> faults, String field, @Nullable Instant at) {
        if (at != null && !have(at)) {
            faults.add(fault(field));
        }
    }

    /** Whether an instant is one of these days, in universal time. */
    public static boolean have(Instant at) {
        return !at.isBefore(BEGIN) && at.isBefore(END);
    }

    private static boolean isOutside(LocalDate day) {
        return day.isBefore(FIRST) || day.isAfter(LAST);
    }

    private static Fault fault(String field) {
        return new Fault(field, "must be in the years 1900 to 2199");
    }
}
