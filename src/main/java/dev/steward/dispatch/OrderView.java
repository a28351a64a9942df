package dev.steward.dispatch;

import dev.steward.ticket.Provider;
import dev.steward.ticket.Slot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as a ticket shows it (fields are added, never renamed). */
public record OrderView(
        long id,
        int round,
        OrderStatus status,
        Provider provider,
        @Nullable String technician,
        @Nullable Slot slot,
        @Nullable String skill,
        boolean rework,
        boolean free,
        boolean recharge,
        int absences,
        int missedByUs,
        Instant openedAt,
        @Nullable Instant assignedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant arrivedAt,
        @Nullable Instant promisedAt,
        @Nullable Instant endedAt,
        List<Visit> visits,
        List<Quote> quotes,
        List<Charge> charges) {

    /** A visit of it. */
    public record Visit(
            long id,
            VisitResult result,
            @Nullable String technician,
            String recordedBy,
            Instant at,
            @Nullable Instant arrivedAt,
            @Nullable Slot slot,
            @Nullable String workDone,
            @Nullable String diagnosis,
            @Nullable String plan,
            List<Material> materials,
            @Nullable BigDecimal charge,
            @Nullable String skill,
            @Nullable String neighbourHome,
            @Nullable String linked,
            @Nullable String clearance,
            @Nullable String signature,
            List<String> photos) {}
}
