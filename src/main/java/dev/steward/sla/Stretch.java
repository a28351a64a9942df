package dev.steward.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a ticket's life in which one step had the work.
 *
 * @param from when the step got it
 * @param to when it passed it on; null while it has it
 * @param step id of the step in the process, e.g. {@code userTask_waitForParts}
 * @param actor who had it; null while nobody had taken it
 * @param provider OWN, CONTRACTOR or DEVELOPER; null where that says nothing
 */
public record Stretch(
        Instant from, @Nullable Instant to, String step, @Nullable String actor, @Nullable String provider) {}
