package dev.steward.ticket;

import dev.steward.estate.Location;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report that was found good: everything needed to register a ticket.
 *
 * @param number the ticket's number, already drawn
 * @param takenBy the member of staff who took the inquiry, when a system registers it for them
 * @param reply what the resident was told on the call
 * @param outcome what was found on the call; assessment is then skipped
 * @param about a member of staff the complaint is about
 * @param openedAt when it was opened in the system it is imported from; empty: now
 * @param recurrenceOf the same home and category, closed within thirty days
 */
public record Report(
        String number,
        Kind kind,
        String category,
        String title,
        String description,
        Location location,
        @Nullable String asset,
        Person reporter,
        Channel channel,
        @Nullable String externalReference,
        @Nullable Instant externalDueAt,
        @Nullable Slot appointment,
        @Nullable String takenBy,
        @Nullable String reply,
        @Nullable Outcome outcome,
        @Nullable Provider provider,
        @Nullable String about,
        @Nullable String recurrenceOf,
        @Nullable String splitFrom,
        @Nullable Instant openedAt) {

    /** Key of the site. */
    public String site() {
        return location.site().key();
    }

    /** Without what the resident said: logs must not tell. */
    @Override
    public String toString() {
        return "Report[" + number + "]";
    }
}
