package dev.steward.ticket;

import org.jspecify.annotations.Nullable;

/**
 * What the owner found when assessing a ticket.
 *
 * @param reply text to the resident; meets the response clock
 * @param provider who does the work, for a repair; suggested by the warranty when empty
 * @param duplicateOf the ticket that this one repeats
 * @param reason why it is rejected
 */
public record Assessment(
        Outcome outcome,
        @Nullable String reply,
        @Nullable Provider provider,
        @Nullable String duplicateOf,
        @Nullable String reason) {}
