package dev.steward.ticket;

/** Told when a hand-over came to nothing because the ticket passed to somebody in another way: nobody has to answer it. */
public record HandoverMoot(Ticket ticket) {}
