package dev.steward.dispatch;

/** What the owner decides when a resident was absent three times, refused, or declined the quote. */
public enum Decision {
    NEW_APPOINTMENT,
    OTHER_PROVIDER,
    CLOSE_WITHOUT_WORK
}
