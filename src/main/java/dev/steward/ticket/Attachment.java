package dev.steward.ticket;

/**
 * The same thing is reported again.
 *
 * @param ticket number of the open ticket it is about
 * @param text what was said this time
 */
public record Attachment(String ticket, String text) {

    /** Without what the resident said: logs must not tell. */
    @Override
    public String toString() {
        return "Attachment[" + ticket + "]";
    }
}
