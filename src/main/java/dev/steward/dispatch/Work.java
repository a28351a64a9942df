package dev.steward.dispatch;

import dev.steward.ticket.Ticket;

/** A ticket and the order that works on it, as a step left them. */
public record Work(Ticket ticket, WorkOrder order) {}
