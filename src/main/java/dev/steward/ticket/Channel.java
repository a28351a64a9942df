package dev.steward.ticket;

/** How a report reached the company. */
public enum Channel {
    FRONT_DESK,
    MONITORING,
    PHONE,
    EMAIL,
    APP,
    API,
    /** A city hotline: it imposes its own due time. */
    HOTLINE,
    PATROL,
    /** Loaded from an older system. */
    IMPORT
}
