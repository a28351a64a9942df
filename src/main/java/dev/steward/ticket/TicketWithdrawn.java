package dev.steward.ticket;

/** Told when a reporter took a ticket back: orders and visits of it end, in the same transaction. */
public record TicketWithdrawn(String ticket) {}
