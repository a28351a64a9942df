package dev.steward.ticket;

/** How far a ticket has come. */
public enum Status {
    REGISTERED,
    OWNED,
    IN_PROGRESS,
    /** Paused: only the resident can go on. Shown instead of the stage underneath. */
    WAITING_RESIDENT,
    RESOLVED,
    VISITED,
    CLOSED,
    WITHDRAWN,
    REJECTED,
    DUPLICATE;

    /** Whether nothing more happens to it. */
    public boolean isEnd() {
        return this == CLOSED || this == WITHDRAWN || this == REJECTED || this == DUPLICATE;
    }
}
