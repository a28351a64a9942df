package dev.steward.ticket;

import org.jspecify.annotations.Nullable;

/**
 * Who reported, and whom to call for access. Personal data: it stays in its table and never becomes a process variable.
 *
 * @param phone E.164
 * @param language {@code en}, {@code zh} …: of everything that is sent to the reporter
 */
public record Person(
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        String language,
        @Nullable ReporterRole role,
        @Nullable String contactName,
        @Nullable String contactPhone) {

    /** Without the person: logs must not tell who it was. */
    @Override
    public String toString() {
        return "Person[…]";
    }
}
