package dev.steward.ticket;

/** Told when a clock of a ticket was started beside those that run already: its ladder looks whether it wakes up earlier. */
public record ClockStarted(String ticket) {}
