package dev.steward.ticket;

/** How much it presses; triage gives it, a person may change it. */
public enum Priority {
    EMERGENCY,
    URGENT,
    NORMAL,
    LOW
}
