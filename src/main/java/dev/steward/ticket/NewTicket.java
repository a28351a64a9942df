package dev.steward.ticket;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A matter that is reported. Its parts become the start variables of {@code service-ticket}, where they are checked, so
 * that no second set of rules exists.
 *
 * @param category a key of the catalogue
 * @param title one line
 * @param site a site of the caller's
 * @param home where it is; or {@code place}, never both
 * @param place a shared area; nobody need be the reporter then
 * @param reporter whose matter it is
 * @param contact who gives access, where that is somebody else
 * @param channel on which it came; that of the caller's role when it is left out
 * @param externalReference the number that another system gave it
 * @param externalDueAt a due that somebody outside imposes, such as a city hotline
 * @param appointment the slot that the resident has chosen
 * @param asset what it is about, such as a lift
 * @param takenBy the member of staff who took it, who owns it then
 * @param attachTo the number of an open ticket that this reports again; it is urged, and no new one is made
 * @param reply what the resident was told on the call, together with an outcome
 * @param outcome what came of it on the call: ANSWERED, REPAIR, INVESTIGATE or REFERRED
 * @param provider who does the work, where the outcome is REPAIR
 * @param about the member of staff whom a complaint is about; that person sees nothing of it
 */
@Schema(
        example =
                """
                {"kind": "REPAIR", "category": "plumbing", "title": "Water under the sink",
                 "description": "The trap drips since this morning", "site": "sunshine", "home": "1-201",
                 "reporter": {"name": "Robin Doe", "phone": "+862155550199", "email": "robin@example.com", "language": "en",
                              "role": "OWNER"},
                 "appointment": {"from": "2026-06-02T14:00:00+08:00", "to": "2026-06-02T16:00:00+08:00"}}""")
record NewTicket(
        @Schema(requiredMode = RequiredMode.REQUIRED, implementation = Kind.class) @Nullable String kind,
        @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable String category,
        @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 200) @Nullable String title,
        @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 5000) @Nullable String description,
        @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable String site,
        @Nullable String home,
        @Nullable String place,
        @Nullable Reporter reporter,
        @Nullable Contact contact,
        @Schema(implementation = Channel.class) @Nullable String channel,
        @Nullable String externalReference,
        @Schema(format = "date-time") @Nullable String externalDueAt,
        @Nullable Appointment appointment,
        @Nullable String asset,
        @Nullable String takenBy,
        @Nullable String attachTo,
        @Schema(maxLength = 5000) @Nullable String reply,
        @Schema(implementation = Outcome.class) @Nullable String outcome,
        @Schema(implementation = Provider.class) @Nullable String provider,
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

    /**
     * Whose matter it is.
     *
     * @param phone as people write it; in the site's country unless it begins with +
     * @param language in which they are written to, such as {@code en} or {@code zh}
     */
    record Reporter(
            @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 100) @Nullable String name,
            @Schema(maxLength = 40) @Nullable String phone,
            @Schema(format = "email", maxLength = 254) @Nullable String email,
            @Nullable String language,
            @Schema(implementation = ReporterRole.class) @Nullable String role) {}

    /** Who gives access. */
    record Contact(@Nullable String name, @Nullable String phone) {}

    /** A slot that is over later than now. */
    record Appointment(
            @Schema(requiredMode = RequiredMode.REQUIRED, format = "date-time") @Nullable String from,
            @Schema(requiredMode = RequiredMode.REQUIRED, format = "date-time") @Nullable String to) {}

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
        put(variables, "reply", reply);
        put(variables, "outcome", outcome);
        put(variables, "provider", provider);
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
