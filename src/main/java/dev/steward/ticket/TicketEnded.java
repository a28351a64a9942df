package dev.steward.ticket;

/** Told when a ticket has ended, in whatever way, in the same transaction: what still waited for an answer does not any more. */
public record TicketEnded(String ticket) {}
