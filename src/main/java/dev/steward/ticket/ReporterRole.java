package dev.steward.ticket;

/** Who reports, as seen from the home. */
public enum ReporterRole {
    OWNER,
    TENANT,
    OCCUPANT,
    VISITOR,
    STAFF,
    SYSTEM
}
