package dev.steward.dispatch;

/** What came of a visit. */
public enum VisitResult {
    DONE,
    MADE_SAFE,
    PARTIAL,
    DIAGNOSED,
    NO_FAULT,
    ABSENT,
    MISSED_BY_US,
    NEEDS_PARTS,
    NEEDS_QUOTE,
    NEEDS_NEIGHBOUR,
    NEXT_TRADE,
    REFUSED;

    /** Whether the order ends with it. */
    public boolean endsOrder() {
        return this == DONE || this == NO_FAULT;
    }

    /** Whether somebody was there. */
    public boolean attended() {
        return this != MISSED_BY_US;
    }

    /** Whether the resident was met, so that nobody waits for them any more. */
    boolean metResident() {
        return this != MISSED_BY_US && this != ABSENT;
    }

    /** Whether nobody is in danger any more. */
    boolean safe() {
        return this == MADE_SAFE || endsOrder();
    }

    /** Whether there can be something to pay for. */
    boolean chargeable() {
        return endsOrder() || this == MADE_SAFE || this == PARTIAL || this == DIAGNOSED;
    }
}
