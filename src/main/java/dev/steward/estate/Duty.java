package dev.steward.estate;

import dev.steward.platform.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is on duty or on call at a site for a time.
 *
 * @param user who: the deputy where the person planned is absent
 * @param rank 1 is asked first
 * @param from inclusive
 * @param to exclusive
 * @param insteadOf the person planned, when a deputy stands in
 */
public record Duty(String user, Role role, Kind kind, int rank, Instant from, Instant to, @Nullable String insteadOf) {

    /** At work, or to be called. */
    public enum Kind {
        ON_DUTY,
        ON_CALL
    }
}
