package dev.steward.sla.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.calendar.Span;
import dev.steward.sla.Fact;
import dev.steward.sla.PauseReason;
import dev.steward.sla.RootCause;
import dev.steward.sla.Terms;
import dev.steward.sla.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a fact is written down: its type, its actor, and what else it says as JSON. */
final class FactText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Countings calendars;
    private final Ladders ladders;

    FactText(Countings calendars, Ladders ladders) {
        this.calendars = calendars;
        this.ladders = ladders;
    }

    /** Fills type, at, actor and detail of a fact's row. */
    void write(Fact fact, ObjectNode row) {
        row.put("at", fact.at().toString());
        ObjectNode detail = row.putObject("detail");
        if (fact instanceof Fact.Started started) {
            row.put("type", "STARTED");
            write(started.terms(), detail);
        } else if (fact instanceof Fact.Paused paused) {
            row.put("type", "PAUSED").put("actor", paused.actor());
            detail.put("reason", paused.reason().name())
                    .put("until", paused.until().toString());
        } else if (fact instanceof Fact.Resumed resumed) {
            row.put("type", "RESUMED").put("actor", resumed.actor());
        } else if (fact instanceof Fact.Retargeted change) {
            row.put("type", "RETARGETED").put("actor", change.actor());
            write(change.terms(), detail);
            detail.put("reason", change.reason());
            Instant oldDue = change.oldDue();
            detail.put("oldDue", oldDue == null ? null : oldDue.toString());
        } else if (fact instanceof Fact.DueSet set) {
            row.put("type", "DUE_SET").put("actor", set.actor());
            detail.put("due", set.due().toString()).put("reason", set.reason());
        } else if (fact instanceof Fact.Met) {
            row.put("type", "MET");
        } else if (fact instanceof Fact.Reopened) {
            row.put("type", "REOPENED");
        } else if (fact instanceof Fact.Cancelled cancelled) {
            row.put("type", "CANCELLED");
            detail.put("unpromised", cancelled.unpromised());
        } else if (fact instanceof Fact.CauseStated stated) {
            row.put("type", "CAUSE_STATED").put("actor", stated.actor());
            detail.put("reason", stated.reason()).put("cause", stated.cause().name());
        } else {
            throw new IllegalArgumentException("rungs have a table of their own");
        }
    }

    /** Reads a fact back; {@code CLIMBED} is a row of the rungs. */
    Fact read(String type, Instant at, @Nullable String actor, String json) {
        JsonNode detail = parse(json);
        String who = actor == null ? "" : actor;
        return switch (type) {
            case "STARTED" -> new Fact.Started(at, terms(detail));
            case "PAUSED" ->
                new Fact.Paused(at, PauseReason.valueOf(text(detail, "reason")), instant(detail, "until"), who);
            case "RESUMED" -> new Fact.Resumed(at, who);
            case "RETARGETED" ->
                new Fact.Retargeted(
                        at,
                        terms(detail),
                        who,
                        text(detail, "reason"),
                        detail.path("oldDue").isTextual() ? instant(detail, "oldDue") : null);
            case "DUE_SET" -> new Fact.DueSet(at, instant(detail, "due"), who, text(detail, "reason"));
            case "MET" -> new Fact.Met(at);
            case "REOPENED" -> new Fact.Reopened(at);
            case "CANCELLED" -> new Fact.Cancelled(at, detail.path("unpromised").asBoolean());
            case "CAUSE_STATED" ->
                new Fact.CauseStated(at, text(detail, "reason"), RootCause.valueOf(text(detail, "cause")), who);
            case "CLIMBED" -> new Fact.RungClimbed(at, text(detail, "rung"), instant(detail, "due"), told(detail));
            default -> throw new IllegalStateException("unknown fact " + type);
        };
    }

    private static void write(Terms terms, ObjectNode detail) {
        Span span = terms.span();
        detail.put("span", span == null ? null : span.toString())
                .put("calendar", terms.calendar().key())
                .put("calendarVersion", terms.calendar().version())
                .put("hours", terms.hours().key())
                .put("hoursVersion", terms.hours().version())
                .put("row", terms.policyRow())
                .put("ladder", terms.ladder().name())
                .put("ladderVersion", terms.ladder().version())
                .put("pausable", terms.pausable());
    }

    private Terms terms(JsonNode detail) {
        return new Terms(
                detail.path("span").isTextual() ? Span.parse(text(detail, "span")) : null,
                calendars.version(
                        text(detail, "calendar"), detail.path("calendarVersion").asInt()),
                calendars.version(
                        text(detail, "hours"), detail.path("hoursVersion").asInt()),
                text(detail, "row"),
                ladders.version(
                        text(detail, "ladder"), detail.path("ladderVersion").asInt()),
                detail.path("pausable").asBoolean());
    }

    private static List<Told> told(JsonNode detail) {
        List<Told> told = new ArrayList<>();
        detail.path("told").forEach(entry -> told.add(Told.parse(entry.asText())));
        return told;
    }

    private static String text(JsonNode detail, String field) {
        return detail.path(field).asText();
    }

    /** PostgreSQL writes a timestamptz into JSON with an offset; our own are written with Z. */
    private static Instant instant(JsonNode detail, String field) {
        return java.time.OffsetDateTime.parse(text(detail, field)).toInstant();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a fact cannot be read", broken);
        }
    }
}
