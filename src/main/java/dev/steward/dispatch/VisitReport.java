package dev.steward.dispatch;

import dev.steward.ticket.Slot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What whoever made a visit reports of it.
 *
 * @param materials what was used, one item of the price list a line ({@code hose x 2}); other words are kept as they are
 * @param charge to be paid, in the site's currency
 * @param next slot of the next visit, agreed on the spot
 * @param promisedAt when the missing parts are promised
 * @param skill key of the trade that goes on
 * @param neighbourHome the other home that must be opened
 * @param furtherRequest something else that the resident asks for
 * @param clearance reference of the document that releases a lift or fire installation
 * @param signature name of whoever signed, or the id of an uploaded picture of the signature
 * @param photosBefore ids of uploaded photos; empty means those uploaded for this visit
 * @param noticePhoto id of the photo of the notice card on the door
 */
public record VisitReport(
        VisitResult result,
        @Nullable String workDone,
        @Nullable String materials,
        @Nullable BigDecimal charge,
        @Nullable String chargeReason,
        @Nullable String diagnosis,
        @Nullable String plan,
        @Nullable Slot next,
        @Nullable Instant promisedAt,
        @Nullable BigDecimal quoteAmount,
        @Nullable String quoteText,
        @Nullable String skill,
        @Nullable String neighbourHome,
        @Nullable String furtherRequest,
        @Nullable String furtherRequestCategory,
        @Nullable String clearance,
        @Nullable String signature,
        List<String> photosBefore,
        List<String> photosAfter,
        @Nullable String noticePhoto,
        @Nullable Instant arrivedAt) {

    public VisitReport {
        photosBefore = List.copyOf(photosBefore);
        photosAfter = List.copyOf(photosAfter);
    }

    /** A result with nothing said about it. */
    public static VisitReport of(VisitResult result) {
        return new VisitReport(
                result, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                List.of(), List.of(), null, null);
    }

    /** Whether somebody has to pay something. */
    boolean charged() {
        return charge != null && charge.signum() > 0;
    }
}
