package dev.steward.ticket;

/** Told when a ticket got another priority, its clocks first: whoever works on it goes about it differently. */
public record TicketReprioritised(String ticket, Priority priority) {}
