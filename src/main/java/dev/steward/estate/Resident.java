package dev.steward.estate;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who lives in or owns a home of a site. Personal data: it stays in its table, others hold the id.
 *
 * @param reference the company's own number of the resident
 * @param phone E.164
 * @param language {@code en}, {@code zh} …
 * @param note how to talk to this resident
 */
public record Resident(
        long id,
        String site,
        String reference,
        String name,
        @Nullable String phone,
        @Nullable String email,
        String language,
        ContactChannel preferredChannel,
        @Nullable String note) {

    /** Without the person: logs must not tell who it was. */
    @Override
    public String toString() {
        return "Resident[" + id + "]";
    }
}
