package dev.steward.sla.ledger;

/** Told when a recomputation gave clocks of a ticket new terms, in its transaction: its wait, its tasks and its ladder follow. */
public record ClocksRecomputed(String ticket) {}
