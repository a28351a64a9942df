package dev.steward.ticket;

/** What the assessment found the ticket to need. */
public enum Outcome {
    ANSWERED,
    REPAIR,
    INVESTIGATE,
    /** Outside the company's duty, still followed. */
    REFERRED,
    DUPLICATE,
    REJECTED
}
