package dev.steward.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that another system has finished, with its real times.
 *
 * @param priority empty where triage shall give it
 * @param status how it ended
 */
public record FinishedTicket(
        String site,
        @Nullable String home,
        @Nullable String place,
        @Nullable String building,
        @Nullable String region,
        @Nullable String asset,
        Kind kind,
        String category,
        @Nullable Priority priority,
        String title,
        String description,
        String externalReference,
        Person reporter,
        Status status,
        Instant openedAt,
        @Nullable Instant repliedAt,
        @Nullable Instant resolvedAt,
        Instant closedAt) {}
