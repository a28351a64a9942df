package dev.steward.intake;

import dev.steward.platform.Refusal;

/** Makes a ticket of an old one, in the caller's transaction. */
public interface TicketLoader {

    /**
     * Finished ones become finished records with their real times and their clocks judged, open ones start the process.
     * The same site and external reference again creates nothing.
     *
     * @throws Refusal when the house's rules do not allow it: an unknown home, say. The transaction is rolled back and
     *     the refusal becomes the row's error
     */
    Loaded load(OldTicket ticket);
}
