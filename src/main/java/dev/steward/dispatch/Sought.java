package dev.steward.dispatch;

import dev.steward.ticket.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a technician is looked for.
 *
 * @param skill key of the trade that is needed; empty where any will do
 * @param building of the home or place; empty for what belongs to the whole site
 * @param responsible user id of the technician who is responsible for the region
 * @param slot when the resident wants somebody; empty while that is open
 * @param zone the site's: what a day is
 * @param objections how often the resident said that it is not solved
 * @param about a member of staff the complaint is about, who is never suggested
 */
record Sought(
        @Nullable String skill,
        @Nullable String building,
        @Nullable String region,
        @Nullable String responsible,
        @Nullable Slot slot,
        Instant now,
        ZoneId zone,
        int objections,
        @Nullable String about) {

    /** The first instant that matters: of the slot, or now. */
    Instant from() {
        return slot == null ? now : slot.from();
    }

    /** The local day of the visit. */
    LocalDate day() {
        return LocalDate.ofInstant(from(), zone);
    }
}
