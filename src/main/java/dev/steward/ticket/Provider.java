package dev.steward.ticket;

/** Who does the work. */
public enum Provider {
    OWN,
    CONTRACTOR,
    DEVELOPER
}
