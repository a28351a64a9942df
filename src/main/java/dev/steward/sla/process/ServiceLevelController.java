package dev.steward.sla.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.calendar.BusinessCalendar;
import dev.steward.calendar.CalendarException;
import dev.steward.calendar.CalendarReader;
import dev.steward.calendar.Entry;
import dev.steward.language.Sentence;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Api;
import dev.steward.platform.Days;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import dev.steward.platform.rules.WrongRules;
import dev.steward.sla.Compliance;
import dev.steward.sla.Policies;
import dev.steward.sla.Target;
import dev.steward.sla.Terms.Counting;
import dev.steward.sla.ledger.ComplianceReport;
import dev.steward.sla.ledger.Recomputation;
import dev.steward.sla.ledger.Replay;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Changing a promise: try it on the past, bring the open tickets to it. */
@Api
class ServiceLevelController {

    private static final Set<String> FIELDS = Set.of("from", "to", "calendar", "policy");
    private static final int MOST_CHARACTERS = 1_000_000;

    private final ServiceLevelTable table;
    private final Recomputation recomputation;
    private final Replay replay;
    private final Actors actors;

    ServiceLevelController(ServiceLevelTable table, Recomputation recomputation, Replay replay, Actors actors) {
        this.table = table;
        this.recomputation = recomputation;
        this.replay = replay;
        this.actors = actors;
    }

    /** How well one column kept its promises. */
    @Schema(name = "ReplayFigures")
    record Figures(long met, long breached, double compliance, String medianBusinessTime, String overrun) {

        static Figures of(Compliance compliance) {
            return new Figures(
                    compliance.met(),
                    compliance.breached(),
                    Math.round(compliance.share() * 10_000) / 10_000.0,
                    compliance.median().toString(),
                    compliance.overrun().toString());
        }
    }

    /**
     * A group as it was and as it would have been.
     *
     * @param target absent for all targets together
     */
    @Schema(name = "ReplayRow")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(@Nullable Target target, Figures before, Figures after) {

        static Row of(@Nullable Target target, Replay.Outcome outcome) {
            return new Row(target, Figures.of(outcome.before()), Figures.of(outcome.after()));
        }
    }

    /** What a replay answers. */
    record Replayed(
            String from,
            String to,
            int clocks,
            int notPromised,
            int changed,
            Row all,
            List<Row> targets,
            List<Replay.Changed> examples) {}

    /**
     * Brings the open tickets to the promises in force.
     *
     * @param dryRun only says what would change
     */
    @PostMapping("/sla/recompute")
    Recomputation.Result recompute(@RequestParam(defaultValue = "true") boolean dryRun) {
        return recomputation.run(actors.current(), table.inForce(), dryRun);
    }

    /**
     * What is to be tried; as it is described, the body is read by hand, so that each fault has its place.
     *
     * @param from the first day
     * @param to the last day, at most 400 later
     * @param calendar a calendar with the {@code name} of the one whose place it takes
     * @param policy the text of a {@code service-level.dmn}
     */
    record ReplayQuestion(
            LocalDate from, LocalDate to, @Nullable Map<String, Object> calendar, @Nullable String policy) {}

    /** Judges the clocks of a period again, as if a calendar or a table of promises had been in force. */
    @PostMapping("/sla/replay")
    Replayed replay(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ReplayQuestion.class)))
                    @RequestBody
                    JsonNode body) {
        Actor actor = actors.current();
        ComplianceReport.allow(actor);
        if (!(body instanceof ObjectNode request)) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "The body is not a JSON object");
        }
        List<Fault> faults = new ArrayList<>();
        request.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                faults.add(new Fault(field, "not known here; known are {0}", new TreeSet<>(FIELDS)));
            }
        });
        LocalDate from = day("from", request, faults);
        LocalDate to = day("to", request, faults);
        Counting calendar = calendar(request, faults);
        Policies policies = policies(request, calendar, faults);
        if (calendar != null && !request.has("policy")) {
            known(calendar, faults);
        }
        if (calendar == null && policies == null && faults.isEmpty()) {
            faults.add(new Fault("", "what is to be tried: a calendar, a policy, or both?"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        Replay.Result result = replay.run(actor, from, to, new Replay.Trial(calendar, policies), table.inForce());
        List<Row> targets = new ArrayList<>();
        result.targets().forEach((target, outcome) -> targets.add(Row.of(target, outcome)));
        return new Replayed(
                from.toString(),
                to.toString(),
                result.clocks(),
                result.notPromised(),
                result.changed(),
                Row.of(null, result.all()),
                targets,
                result.examples());
    }

    private static LocalDate day(String field, ObjectNode request, List<Fault> faults) {
        try {
            LocalDate day = LocalDate.parse(request.path(field).asText());
            Days.check(faults, field, day);
            return day;
        } catch (DateTimeException e) {
            faults.add(new Fault(field, "expected a day such as 2026-10-01"));
            return LocalDate.EPOCH;
        }
    }

    /** A calendar as the preview takes it, with the {@code name} of the one whose place it takes. */
    private static @Nullable Counting calendar(ObjectNode request, List<Fault> faults) {
        JsonNode calendar = request.path("calendar");
        if (calendar.isMissingNode()) {
            return null;
        }
        if (!(calendar instanceof ObjectNode fields) || !fields.path("name").isTextual()) {
            faults.add(new Fault("calendar.name", "which calendar's place does it take?"));
            return null;
        }
        ObjectNode definition = fields.deepCopy();
        definition.remove("name");
        try {
            return new Counting(
                    fields.path("name").asText(),
                    0,
                    BusinessCalendar.of(CalendarReader.read(Entry.json(definition.toString()), "calendar")));
        } catch (CalendarException wrong) {
            wrong.faults().forEach(fault -> faults.add(new Fault(fault.path(), fault.said())));
            return null;
        }
    }

    /** Without a table that names it, a calendar takes the place of one that there is, for all or for one site. */
    private void known(Counting calendar, List<Fault> faults) {
        SortedSet<String> keys = table.calendars();
        String name = calendar.key();
        if (!keys.contains(name) && keys.stream().noneMatch(key -> name.endsWith("-" + key))) {
            faults.add(new Fault("calendar.name", "there is no calendar \"{0}\"; known are {1}", name, keys));
        }
    }

    private @Nullable Policies policies(ObjectNode request, @Nullable Counting calendar, List<Fault> faults) {
        JsonNode policy = request.path("policy");
        if (policy.isMissingNode()) {
            return null;
        }
        if (!policy.isTextual() || policy.asText().length() > MOST_CHARACTERS) {
            faults.add(new Fault("policy", "expected the text of a service-level.dmn"));
            return null;
        }
        try {
            return table.tryOut(policy.asText(), calendar == null ? null : calendar.key());
        } catch (WrongRules wrong) {
            wrong.faults().forEach(fault -> faults.add(new Fault("policy", Sentence.verbatim(fault.told()))));
            return null;
        }
    }
}
