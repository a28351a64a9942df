package dev.steward.ticket;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /tickets}; its parts become the start variables of {@code service-ticket}, where they are
 * checked, so that no second set of rules exists.
 */
record NewTicket(
        @Nullable String kind,
        @Nullable String category,
        @Nullable String title,
        @Nullable String description,
        @Nullable String site,
        @Nullable String home,
        @Nullable String place,
        @Nullable Reporter reporter,
        @Nullable Contact contact,
        @Nullable String channel,
        @Nullable String externalReference,
        @Nullable String externalDueAt,
        @Nullable Appointment appointment,
        @Nullable String asset,
        @Nullable String takenBy,
        @Nullable String attachTo,
        @Nullable String about) {

    /** Where each start variable stands in the body, when its name differs. */
    static final Map<String, String> PATHS = Map.of(
            "reporterName", "reporter.name",
            "reporterPhone", "reporter.phone",
            "reporterEmail", "reporter.email",
            "language", "reporter.language",
            "reporterRole", "reporter.role",
            "contactName", "contact.name",
            "contactPhone", "contact.phone",
            "appointmentFrom", "appointment.from",
            "appointmentTo", "appointment.to");

    record Reporter(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String language,
            @Nullable String role) {}

    record Contact(@Nullable String name, @Nullable String phone) {}

    record Appointment(@Nullable String from, @Nullable String to) {}

    Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        put(variables, "kind", kind);
        put(variables, "category", category);
        put(variables, "title", title);
        put(variables, "description", description);
        put(variables, "site", site);
        put(variables, "home", home);
        put(variables, "place", place);
        put(variables, "channel", channel);
        put(variables, "externalReference", externalReference);
        put(variables, "externalDueAt", externalDueAt);
        put(variables, "asset", asset);
        put(variables, "takenBy", takenBy);
        put(variables, "attachTo", attachTo);
        put(variables, "about", about);
        if (reporter != null) {
            put(variables, "reporterName", reporter.name());
            put(variables, "reporterPhone", reporter.phone());
            put(variables, "reporterEmail", reporter.email());
            put(variables, "language", reporter.language());
            put(variables, "reporterRole", reporter.role());
        }
        if (contact != null) {
            put(variables, "contactName", contact.name());
            put(variables, "contactPhone", contact.phone());
        }
        if (appointment != null) {
            put(variables, "appointmentFrom", appointment.from());
            put(variables, "appointmentTo", appointment.to());
        }
        return variables;
    }

    private static void put(Map<String, Object> variables, String name, @Nullable String value) {
        if (value != null) {
            variables.put(name, value);
        }
    }
}
