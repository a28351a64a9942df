package dev.steward.dispatch;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What work beyond the price list would cost, offered to whoever pays.
 *
 * @param currency ISO 4217, of the site
 * @param payer who decided, in words
 */
public record Quote(
        long id,
        long order,
        BigDecimal amount,
        String currency,
        String text,
        Status status,
        Instant offeredAt,
        @Nullable String payer,
        @Nullable Instant decidedAt) {

    /** What became of the offer. */
    public enum Status {
        PENDING,
        ACCEPTED,
        DECLINED,
        WITHDRAWN
    }
}
