package dev.steward.sla.ledger;

/** Told when a recomputation moved the due times of a ticket, in its transaction: its tasks and its ladder follow. */
public record ClocksRecomputed(String ticket) {}
