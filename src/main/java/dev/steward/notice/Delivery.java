package dev.steward.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a notice to a resident has come, for the timeline.
 *
 * @param state WAITING (or being sent), SENT, FAILED (given up), SUPPRESSED (never sent)
 * @param reason why it was suppressed: NO_ADDRESS, BAD_ADDRESS, ERASED, MOOT (nothing is left to be reminded of)
 * @param at when it was sent; otherwise when it was decided
 */
public record Delivery(Stage stage, int round, State state, @Nullable String reason, Instant at) {

    /** The states a reader can tell apart. */
    public enum State {
        WAITING,
        SENT,
        FAILED,
        SUPPRESSED
    }
}
