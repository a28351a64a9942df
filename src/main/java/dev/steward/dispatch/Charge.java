package dev.steward.dispatch;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that is owed for a visit.
 *
 * @param currency ISO 4217, of the site
 * @param reason what for; when waived also why
 * @param receipt reference of the receipt, once paid
 */
public record Charge(
        long id,
        long order,
        BigDecimal amount,
        String currency,
        Payer payer,
        @Nullable String reason,
        Status status,
        @Nullable String receipt,
        Instant dueSince,
        @Nullable String settledBy,
        @Nullable Instant settledAt) {

    /** Who owes it. */
    public enum Payer {
        RESIDENT,
        DEVELOPER,
        CONTRACTOR
    }

    /** Whether it is settled. */
    public enum Status {
        DUE,
        PAID,
        WAIVED
    }
}
