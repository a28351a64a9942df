package dev.steward.visit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One round of asking whether a ticket is solved.
 *
 * @param round counts from one in its ticket
 * @param sharedArea whether somebody looks on site instead of calling
 * @param result empty while it goes on, and where the ticket was withdrawn before anybody answered
 * @param score 1 to 5, from the resident
 * @param visitedBy who reached the resident, or looked
 * @param amount of a compensation, in the site's currency
 */
public record ReturnVisit(
        String ticket,
        int round,
        String site,
        boolean sharedArea,
        @Nullable VisitResult result,
        @Nullable Integer score,
        @Nullable String objection,
        @Nullable String visitedBy,
        @Nullable FollowUpAction action,
        @Nullable String plan,
        @Nullable BigDecimal amount,
        Instant openedAt,
        @Nullable Instant endedAt,
        List<Attempt> attempts) {

    /** So many attempts without reaching anybody end the visit. */
    static final int MOST_ATTEMPTS = 3;

    public ReturnVisit {
        attempts = List.copyOf(attempts);
    }

    /** A try to reach the resident: the evidence that somebody called. */
    public record Attempt(Instant at, String actor, boolean reached, @Nullable String evidence) {}

    boolean isLastAttempt() {
        return attempts.size() + 1 >= MOST_ATTEMPTS;
    }

    ReturnVisit ended(VisitResult how, @Nullable Integer stars, @Nullable String said, String by, Instant at) {
        return new ReturnVisit(
                ticket, round, site, sharedArea, how, stars, said, by, action, plan, amount, openedAt, at, attempts);
    }

    ReturnVisit followedUp(FollowUpAction what, String how, @Nullable BigDecimal money) {
        return new ReturnVisit(
                ticket,
                round,
                site,
                sharedArea,
                result,
                score,
                objection,
                visitedBy,
                what,
                how,
                money,
                openedAt,
                endedAt,
                attempts);
    }
}
