package dev.steward.estate;

import java.time.Instant;
import java.util.List;

/**
 * When somebody is planned, and away, between two instants.
 *
 * @param duties planned ones, by their start; whether the person is away then is told by {@code absences}
 */
public record Attendance(List<Duty> duties, List<Absence> absences) {

    /** Nothing is planned for them. */
    public static final Attendance NONE = new Attendance(List.of(), List.of());

    public Attendance {
        duties = List.copyOf(duties);
        absences = List.copyOf(absences);
    }

    /** Whether the person is away at any time from one instant to another. */
    public boolean isAway(Instant from, Instant to) {
        return absences.stream()
                .anyMatch(absence -> absence.from().isBefore(to)
                        && (absence.to() == null || absence.to().isAfter(from)));
    }
}
