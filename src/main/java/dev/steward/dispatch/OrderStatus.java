package dev.steward.dispatch;

/** How far a work order has come. */
public enum OrderStatus {
    /** Waits for a dispatcher, or for a technician who claims it. */
    OPEN,
    /** Sent to a technician who has not answered. */
    DISPATCHED,
    ACCEPTED,
    ON_SITE,
    WAITING_PARTS,
    WAITING_QUOTE,
    DONE,
    /** The ticket was withdrawn. */
    CANCELLED,
    /** The owner decided to close without work. */
    GIVEN_UP;

    /** Whether nothing more happens to it. */
    public boolean isEnd() {
        return this == DONE || this == CANCELLED || this == GIVEN_UP;
    }
}
