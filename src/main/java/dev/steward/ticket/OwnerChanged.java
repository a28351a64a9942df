package dev.steward.ticket;

import org.jspecify.annotations.Nullable;

/**
 * Told when a ticket that was owned passed to somebody else: what is its owner's passes with it, in the same transaction.
 *
 * @param ticket as it is now
 * @param before who owned it; empty where nobody did
 */
public record OwnerChanged(Ticket ticket, @Nullable String before) {

    /** Who owns it now. */
    public String owner() {
        return ticket.requireOwner();
    }
}
