package dev.steward.dispatch;

import dev.steward.ticket.Slot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One visit of an order, as it was reported.
 *
 * @param technician who was there; empty for providers without accounts
 * @param recordedBy who reported it
 * @param at when it was reported
 * @param arrivedAt when somebody arrived; empty when the appointment was missed
 * @param slot that was agreed for it
 * @param linked the ticket for the other home that must be opened
 */
public record HomeVisit(
        long id,
        long order,
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
        @Nullable String chargeReason,
        @Nullable Instant promisedAt,
        @Nullable String skill,
        @Nullable String neighbourHome,
        @Nullable String linked,
        @Nullable String clearance,
        @Nullable String signature) {}
