package dev.steward.intake;

/** What became of an old ticket. */
public enum Loaded {
    /** It is new: a finished record, or a process that goes on. */
    CREATED,
    /** It was here, and the file knew more. */
    UPDATED,
    /** It was here as it is. */
    SKIPPED
}
