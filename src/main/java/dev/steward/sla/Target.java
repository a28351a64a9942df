package dev.steward.sla;

/** What is promised within a time; each target of a ticket has a clock of its own. */
public enum Target {
    /** The first real reply to the resident. */
    RESPONSE,
    /** Somebody is on site. */
    ATTENDANCE,
    /** Nobody is in danger any more and nothing gets worse. */
    MADE_SAFE,
    /** The work is done, or the solution told. */
    RESOLUTION,
    /** The return visit, counted from the solution; a new round for each. */
    CALLBACK,
    /** Word to the resident while the ticket is open; a new round after each. */
    PROGRESS,
    /** Operational: a technician is assigned. */
    DISPATCH,
    /** Operational: the technician accepts, or anybody on call claims. */
    ACCEPT,
    /** Operational: the department has investigated. */
    INVESTIGATION,
    /** Operational: an objection is followed up. */
    FOLLOW_UP;

    /** Whether this is promised inside the company only, not to the resident. */
    public boolean operational() {
        return this == DISPATCH || this == ACCEPT || this == INVESTIGATION || this == FOLLOW_UP;
    }

    /** Whether the clock starts when the ticket is opened; the others start when their step begins. */
    public boolean fromTheOpening() {
        return this == RESPONSE || this == ATTENDANCE || this == MADE_SAFE || this == RESOLUTION || this == PROGRESS;
    }

    /** Whether this clock runs on whatever happens; the return visit waits for nobody. */
    public boolean neverPauses() {
        return this == CALLBACK;
    }
}
