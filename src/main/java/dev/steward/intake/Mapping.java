package dev.steward.intake;

import dev.steward.estate.Catalogue;
import dev.steward.estate.Category;
import dev.steward.estate.PhoneNumber;
import dev.steward.estate.Site;
import dev.steward.intake.OldTicket.State;
import dev.steward.platform.Fields;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import dev.steward.ticket.Kind;
import dev.steward.ticket.Priority;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the columns and values of an older system mean here; compiled from YAML by {@link MappingFile}, which has refused
 * what could never be right.
 *
 * @param zone of the older system: its people read the errors
 * @param rules by field of the ticket
 * @param times by field, of those that are times
 */
record Mapping(
        Site site,
        ZoneId zone,
        SourceFile.@Nullable Format format,
        Charset encoding,
        String delimiter,
        Map<String, Rule> rules,
        Map<String, LocalTimes> times,
        Set<String> columns,
        Catalogue catalogue) {

    static final Set<String> TEXTS = Set.of(
            "externalReference",
            "kind",
            "category",
            "priority",
            "title",
            "description",
            "home",
            "place",
            "address",
            "asset",
            "reporterName",
            "reporterPhone",
            "reporterEmail",
            "language",
            "state");
    static final Set<String> TIMES = Set.of("openedAt", "repliedAt", "resolvedAt", "closedAt");
    static final Set<String> REQUIRED = Set.of("externalReference", "category", "title", "state", "openedAt");

    private static final int TITLE = 200;
    private static final int TEXT = 5_000;
    private static final int NAME = 100;

    /** The clocks of two systems differ a little. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Instant OLDEST = Instant.parse("1970-01-01T00:00:00Z");

    /** An old ticket, or why there is none. */
    record Reading(@Nullable OldTicket ticket, List<Fault> faults) {}

    /** Refuses a file without a column that the mapping reads: a typing error would load nonsense. */
    void refuseMissing(Set<String> header) {
        Set<String> missing = new TreeSet<>(columns);
        missing.removeAll(header);
        if (!missing.isEmpty()) {
            throw Refusal.invalid(
                    "file",
                    "there is no column {0}; there are {1}",
                    missing,
                    header.stream().limit(50).map(Text::shown).toList());
        }
    }

    /** Reads a record; all of its faults at once. */
    Reading read(Map<String, String> record, String importedBy, Instant now) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Object> texts = new HashMap<>();
        Map<String, Instant> instants = new HashMap<>();
        rules.forEach((field, rule) -> {
            Rule.Reading reading = rule.read(record);
            if (reading.fault() != null) {
                faults.add(new Fault(field, reading.fault()));
            } else if (reading.text() != null) {
                LocalTimes time = times.get(field);
                if (time == null) {
                    texts.put(field, field.equals("description") ? reading.text() : Text.line(reading.text()));
                } else {
                    instant(field, time.read(reading.text()), instants, faults);
                }
            }
        });
        OldTicket ticket = ticket(texts, instants, importedBy, now, faults);
        return faults.isEmpty() ? new Reading(ticket, List.of()) : new Reading(null, List.copyOf(faults));
    }

    private static void instant(
            String field, LocalTimes.Reading reading, Map<String, Instant> instants, List<Fault> faults) {
        if (reading.instant() != null) {
            instants.put(field, reading.instant());
        } else if (reading.fault() != null) {
            faults.add(new Fault(field, reading.fault()));
        }
    }

    private @Nullable OldTicket ticket(
            Map<String, Object> texts,
            Map<String, Instant> instants,
            String importedBy,
            Instant now,
            List<Fault> faults) {
        Set<String> known = faults.stream().map(Fault::field).collect(Collectors.toSet());
        Fields fields = Fields.of(texts, TEXTS);
        String reference = fields.optionalLine("externalReference", TITLE);
        String title = fields.optionalLine("title", TITLE);
        String description = fields.optionalText("description", TEXT);
        String key = fields.optionalLine("category", NAME);
        Kind kind = fields.optional("kind", Kind.class);
        Priority priority = fields.optional("priority", Priority.class);
        State state = fields.optional("state", State.class);
        String home = fields.optionalLine("home", NAME);
        String place = fields.optionalLine("place", NAME);
        String address = fields.optionalLine("address", TITLE);
        String asset = fields.optionalLine("asset", NAME);
        String name = fields.optionalLine("reporterName", NAME);
        String email = fields.optionalEmail("reporterEmail");
        String language = fields.optionalLine("language", 35);
        String phone = fields.optionalLine("reporterPhone", 60);

        Category category = key == null ? null : catalogue.find(key).orElse(null);
        fields.check(
                key == null || category != null,
                "category",
                "\"{0}\" is not in the catalogue",
                Text.shown(String.valueOf(key)));
        PhoneNumber number =
                phone == null ? null : PhoneNumber.parse(phone, site.country()).orElse(null);
        fields.check(phone == null || number != null, "reporterPhone", "not a telephone number");
        fields.check(home == null || place == null, "place", "either a home or a place, not both");
        fields.check(
                home != null
                        || place != null
                        || address != null
                        || known.contains("home")
                        || known.contains("place")
                        || known.contains("address"),
                "address",
                "missing: neither home nor place nor address says where it was");
        Kind kindOrUsual = kind != null || category == null ? kind : Kind.valueOf(category.kind());
        times(fields, instants, state, known, now);
        try {
            fields.refuse();
        } catch (Refusal wrong) {
            faults.addAll(wrong.faults());
        }
        Instant openedAt = instants.get("openedAt");
        if (!faults.isEmpty()
                || reference == null
                || title == null
                || key == null
                || kindOrUsual == null
                || state == null
                || openedAt == null) {
            return null;
        }
        return new OldTicket(
                site.key(),
                reference,
                kindOrUsual,
                key,
                priority,
                title,
                description == null ? title : description,
                home,
                place,
                address,
                asset,
                name,
                number == null ? null : number.e164(),
                email,
                language,
                state,
                openedAt,
                instants.get("repliedAt"),
                instants.get("resolvedAt"),
                instants.get("closedAt"),
                importedBy);
    }

    private void times(
            Fields fields, Map<String, Instant> instants, @Nullable State state, Set<String> known, Instant now) {
        Instant openedAt = instants.get("openedAt");
        Instant closedAt = instants.get("closedAt");
        Instant latest = now.plus(TOLERANCE);
        boolean possible = openedAt != null && !openedAt.isAfter(latest) && !openedAt.isBefore(OLDEST);
        instants.forEach((field, at) -> {
            fields.check(!at.isAfter(latest), field, "{0} is in the future", told(at));
            fields.check(!at.isBefore(OLDEST), field, "{0} is too long ago to be true", told(at));
            if (possible && !field.equals("openedAt") && openedAt != null) {
                fields.check(
                        !at.isBefore(openedAt), field, "{0} is before it was opened, {1}", told(at), told(openedAt));
            }
            if (!field.equals("closedAt") && closedAt != null && !field.equals("openedAt")) {
                fields.check(!at.isAfter(closedAt), field, "{0} is after it was closed, {1}", told(at), told(closedAt));
            }
        });
        if (state != null && !known.contains("closedAt")) {
            fields.check(
                    state != State.OPEN || closedAt == null,
                    "state",
                    "open, but it has a closing, {0}",
                    told(closedAt));
            fields.check(state == State.OPEN || closedAt != null, "closedAt", "missing, though it is {0}", state);
        }
    }

    private String told(@Nullable Instant at) {
        return at == null ? "" : at.atZone(zone).toOffsetDateTime().toString();
    }
}
