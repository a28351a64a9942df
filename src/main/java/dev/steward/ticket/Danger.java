package dev.steward.ticket;

/** What the words of a report say about danger; an input of the triage table. */
public enum Danger {
    /** Fire, gas, somebody trapped. */
    LIFE,
    /** A burst pipe, no water, no power. */
    OUTAGE,
    /** A leak, no heat in winter, a door that does not lock. */
    URGENT,
    NONE
}
