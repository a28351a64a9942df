package dev.steward.sla;

/** Why a promise was broken, for the weekly review. */
public enum RootCause {
    RESIDENT,
    STAFFING,
    PARTS,
    CONTRACTOR,
    DEVELOPER,
    /** The design or construction of the building. */
    DESIGN,
    /** A promise made at the sale of the home. */
    PROMISE,
    /** The work was estimated wrongly. */
    ESTIMATE,
    OTHER
}
