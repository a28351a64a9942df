package dev.steward.ticket;

import dev.steward.sla.ledger.ClockView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ticket as {@code /api/v1} answers it (fields are added, never renamed). */
record TicketView(
        String number,
        Kind kind,
        String category,
        String title,
        String description,
        String site,
        @Nullable String home,
        @Nullable String place,
        @Nullable String asset,
        Status status,
        Priority priority,
        boolean hazard,
        @Nullable Outcome outcome,
        @Nullable Provider provider,
        @Nullable String firstResponder,
        @Nullable String owner,
        Departments departments,
        @Nullable Reporter reporter,
        @Nullable Contact contact,
        Channel channel,
        @Nullable String externalReference,
        @Nullable Instant externalDueAt,
        @Nullable Slot appointment,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        int reopened,
        boolean firstTimeFix,
        int urges,
        List<ClockView> clocks,
        List<?> orders,
        List<?> visits,
        List<Link> links,
        long version) {

    /** Who is responsible, who cooperates, and who faces the resident. */
    record Departments(String responsible, @Nullable String cooperating, String facing) {}

    /** Whose matter it is. */
    record Reporter(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            String language,
            @Nullable ReporterRole role) {}

    /** Who gives access. */
    record Contact(@Nullable String name, @Nullable String phone) {}

    /** How another ticket is related: RECURRENCE_OF, DUPLICATE_OF, SPLIT_FROM, or LINKED the other way round. */
    record Link(String relation, String ticket) {}
}
