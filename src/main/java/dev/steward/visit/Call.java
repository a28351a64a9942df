package dev.steward.visit;

import org.jspecify.annotations.Nullable;

/**
 * What came of calling the resident.
 *
 * @param evidence number dialled, recording, card left: what shows that somebody tried; needed when not reached
 * @param satisfied needed when reached, unless declined
 * @param score 1 to 5
 * @param objection what is not solved; needed when not satisfied
 * @param furtherRequest something else the resident wants: becomes a linked ticket
 * @param declined the resident does not want to be asked, and so has answered nothing
 */
public record Call(
        boolean reached,
        @Nullable String evidence,
        @Nullable Boolean satisfied,
        @Nullable Integer score,
        @Nullable String objection,
        @Nullable String furtherRequest,
        boolean declined) {}
