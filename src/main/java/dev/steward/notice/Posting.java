package dev.steward.notice;

/** What became of a message given to the {@link Outbox}. */
public enum Posting {
    /** It will be sent once the transaction commits. */
    WAITING,
    /** It is kept, but there is no address to send it to. */
    SUPPRESSED,
    /** It was told before; nothing changed. */
    ALREADY
}
