package dev.steward.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in a list.
 *
 * @param dueAt earliest due time of its running clocks; empty when none runs or the resident is waited for
 * @param overdue whether a running clock is past its due time
 */
record TicketSummary(
        String number,
        Kind kind,
        String category,
        String title,
        String site,
        @Nullable String home,
        @Nullable String place,
        Status status,
        Priority priority,
        @Nullable String owner,
        Instant openedAt,
        @Nullable Instant dueAt,
        boolean overdue) {}
