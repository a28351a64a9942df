package dev.steward.ticket;

/** Told when the due times of a ticket moved: its tasks and its ladder follow, in the same transaction. */
public record ClocksMoved(String ticket) {}
