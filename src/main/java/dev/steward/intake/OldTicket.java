package dev.steward.intake;

import dev.steward.ticket.Kind;
import dev.steward.ticket.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket of an older system, read and found consistent: the times are in order, none is in the future, and only an open
 * one has no closing. Whether the home or place exists, the loader knows.
 *
 * @param externalReference the older system's number; with site and channel IMPORT it is unique
 * @param priority null where the older system had none: triage gives it
 * @param home key of the home; null in shared areas
 * @param place key of the shared area; null at homes
 * @param address where it was, in the older system's words; home, place or address is there
 * @param phone E.164
 * @param language BCP 47 tag; null for the site's
 * @param repliedAt when the resident was answered; null where nobody recorded it
 * @param resolvedAt when the work was done; null where only the closing is known
 * @param closedAt null if and only if it is open
 * @param importedBy who uploaded the file
 */
public record OldTicket(
        String site,
        String externalReference,
        Kind kind,
        String category,
        @Nullable Priority priority,
        String title,
        String description,
        @Nullable String home,
        @Nullable String place,
        @Nullable String address,
        @Nullable String asset,
        @Nullable String reporterName,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String language,
        State state,
        Instant openedAt,
        @Nullable Instant repliedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        String importedBy) {

    /** How far it had come. */
    public enum State {
        OPEN,
        CLOSED,
        WITHDRAWN,
        REJECTED,
        DUPLICATE
    }

    /** Without what the resident said: logs must not tell. */
    @Override
    public String toString() {
        return "OldTicket[" + externalReference + "]";
    }
}
