package dev.steward.ticket;

/** What a resident comes with. */
public enum Kind {
    INQUIRY,
    COMPLAINT,
    REPAIR,
    SUGGESTION,
    VALUE_ADDED
}
