package dev.steward.estate;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.steward.estate.Duty.Kind;
import dev.steward.language.Sentence;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Api;
import dev.steward.platform.Days;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import dev.steward.platform.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.net.URI;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The roster of a site over REST. Whoever keeps it is a supervisor, a manager or an administrator. */
@Api
class RosterController {

    private static final int MOST_DAYS = 62;
    private static final int MOST_ENTRIES = 2000;

    private static final Rule NO_RULE = new Rule(null, null, null, null, null, null, null, null, null);
    private static final Single NO_DUTY = new Single(null, null, null, null, null, null);
    private static final Stand NO_DEPUTY = new Stand(null, null, null, null, null);

    private final Actors actors;
    private final Sites sites;
    private final Staff staff;
    private final Roster roster;
    private final Leave leave;
    private final Clock clock;

    RosterController(Actors actors, Sites sites, Staff staff, Roster roster, Leave leave, Clock clock) {
        this.actors = actors;
        this.sites = sites;
        this.staff = staff;
        this.roster = roster;
        this.leave = leave;
        this.clock = clock;
    }

    /** {@code plan} is what PUT takes; {@code shifts} are its duties as they fall into the days asked for. */
    record RosterView(
            String site,
            String zone,
            LocalDate from,
            LocalDate to,
            Plan plan,
            List<Shift> shifts,
            List<AbsenceView> absences) {}

    /** What a roster is made of: repeated duties, single ones, and who deputises for whom. */
    @Schema(name = "RosterPlan")
    record Plan(
            @Nullable List<@Nullable Rule> rules,
            @Nullable List<@Nullable Single> duties,
            @Nullable List<@Nullable Stand> deputies) {}

    /**
     * A duty that repeats.
     *
     * @param role a group such as {@code technician}
     * @param rank who is called first; 1 when it is left out
     * @param days all when they are left out
     */
    @Schema(name = "RosterRule")
    record Rule(
            @Nullable String user,
            @Nullable String role,
            @Nullable Kind kind,
            @Nullable Integer rank,
            @Nullable List<DayOfWeek> days,
            @Nullable @JsonFormat(pattern = "HH:mm") LocalTime from,
            @Nullable @JsonFormat(pattern = "HH:mm") LocalTime to,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /** A duty at one time. */
    @Schema(name = "RosterDuty")
    record Single(
            @Nullable String user,
            @Nullable String role,
            @Nullable Kind kind,
            @Nullable Integer rank,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to) {}

    /** Who stands in for whom. */
    @Schema(name = "RosterDeputy")
    record Stand(
            @Nullable String user,
            @Nullable String deputy,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String reason) {}

    /** A duty as it falls into the days asked for. */
    @Schema(name = "RosterShift")
    record Shift(String user, String role, Kind kind, int rank, Instant from, Instant to) {}

    /** The reason is told only to whoever keeps the roster. */
    record AbsenceView(
            long id,
            String user,
            Instant from,
            @Nullable Instant to,
            @Nullable String deputy,
            @Nullable String reason) {}

    /**
     * Somebody will be away.
     *
     * @param to open while it is left out
     * @param deputy who owns what is theirs meanwhile
     */
    record NewAbsence(
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable String user,
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String deputy,
            @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 500) @Nullable String reason) {}

    /** An absence. */
    @Schema(name = "RecordedAbsence")
    record Recorded(long id, String user, Instant from, @Nullable Instant to, @Nullable String deputy) {}

    /** Who is on duty, on call, away, and who deputises.
     *
     * @param from the first day; today when it is left out
     * @param to the last day, at most 62 later; six days later when it is left out
     */
    @GetMapping("/sites/{site}/roster")
    ResponseEntity<RosterView> roster(
            @PathVariable String site,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        Actor actor = actors.current();
        Site at = sites.of(actor, site);
        LocalDate first = from == null ? LocalDate.ofInstant(clock.instant(), at.zone()) : from;
        Days.check("from", first);
        LocalDate last = to == null ? first.plusDays(6) : to;
        Days.check("to", last);
        if (last.isBefore(first) || last.isAfter(first.plusDays(MOST_DAYS))) {
            throw Refusal.invalid("to", "must be from the day of from to {0} days later", MOST_DAYS);
        }
        Instant begin = first.atStartOfDay(at.zone()).toInstant();
        Instant end = last.plusDays(1).atStartOfDay(at.zone()).toInstant();
        RosterPlan plan = roster.plan(at.key());
        var view = new RosterView(
                at.key(),
                at.zone().getId(),
                first,
                last,
                view(plan),
                roster.planned(at, plan, begin, end).stream()
                        .map(duty -> new Shift(
                                duty.user(), duty.role().group(), duty.kind(), duty.rank(), duty.from(), duty.to()))
                        .toList(),
                leave.between(at.key(), begin, end).stream()
                        .map(recorded -> view(recorded, keepsRoster(actor)))
                        .toList());
        return ResponseEntity.ok().eTag(plan.version()).body(view);
    }

    /** Replaces the plan. */
    @PutMapping("/sites/{site}/roster")
    ResponseEntity<Plan> replace(
            @PathVariable String site,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Plan body) {
        Actor actor = actors.current();
        Site at = sites.of(actor, site);
        if (!keepsRoster(actor)) {
            throw Refusal.forbidden("Only a supervisor or manager keeps the roster.");
        }
        RosterPlan plan = new Reading(at.key()).plan(body);
        roster.replace(at.key(), plan, ifMatch == null || ifMatch.equals("*") ? null : ifMatch.replace("\"", ""));
        RosterPlan saved = roster.plan(at.key());
        return ResponseEntity.ok().eTag(saved.version()).body(view(saved));
    }

    /** Records that somebody will be away; what is theirs goes to the deputy when it begins. */
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping("/sites/{site}/roster/absences")
    ResponseEntity<Recorded> record(@PathVariable String site, @RequestBody NewAbsence body) {
        if (body.from() == null) {
            throw Refusal.invalid("from", "is missing; a time with its offset");
        }
        var absence = new Absence(
                site,
                body.user() == null ? "" : body.user(),
                body.from().toInstant(),
                body.to() == null ? null : body.to().toInstant(),
                body.deputy() == null || body.deputy().isBlank() ? null : body.deputy(),
                body.reason() == null ? "" : body.reason());
        long id = leave.record(actors.current(), absence);
        URI location = ServletUriComponentsBuilder.fromCurrentRequestUri()
                .path("/{id}")
                .build(id);
        return ResponseEntity.created(location)
                .body(new Recorded(id, absence.user(), absence.from(), absence.to(), absence.deputy()));
    }

    /** Ends an absence now, or strikes one that has not begun. */
    @DeleteMapping("/sites/{site}/roster/absences/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String site, @PathVariable long id) {
        leave.end(actors.current(), site, id);
    }

    private static boolean keepsRoster(Actor actor) {
        return actor.isSteward() || actor.isAny(Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR);
    }

    private static AbsenceView view(Leave.Recorded recorded, boolean withReason) {
        Absence absence = recorded.absence();
        return new AbsenceView(
                recorded.id(),
                absence.user(),
                absence.from(),
                absence.to(),
                absence.deputy(),
                withReason ? absence.reason() : null);
    }

    private static Plan view(RosterPlan plan) {
        return new Plan(
                plan.rules().stream()
                        .map(rule -> new Rule(
                                rule.user(),
                                rule.role().group(),
                                rule.kind(),
                                rule.rank(),
                                List.copyOf(rule.weekdays()),
                                rule.starts(),
                                rule.ends(),
                                rule.validFrom(),
                                rule.validTo()))
                        .toList(),
                plan.duties().stream()
                        .map(duty -> new Single(
                                duty.user(),
                                duty.role().group(),
                                duty.kind(),
                                duty.rank(),
                                Rows.utc(duty.from()),
                                Rows.utc(duty.to())))
                        .toList(),
                plan.deputies().stream()
                        .map(deputy -> new Stand(
                                deputy.user(),
                                deputy.deputy(),
                                Rows.utcOrNull(deputy.from()),
                                Rows.utcOrNull(deputy.to()),
                                deputy.reason()))
                        .toList());
    }

    /** Reads a plan as it was sent and collects all that is wrong with it. */
    private final class Reading {

        private final List<Fault> faults = new ArrayList<>();
        private final Set<String> known;

        Reading(String site) {
            known = staff.users(site);
        }

        RosterPlan plan(Plan body) {
            List<DutyRule> rules = new ArrayList<>();
            List<Duty> duties = new ArrayList<>();
            List<Deputy> deputies = new ArrayList<>();
            for (@Nullable Rule rule : entries("rules", body.rules())) {
                String path = "rules[" + rules.size() + "]";
                rules.add(rule(path, rule == null ? NO_RULE : rule));
            }
            for (@Nullable Single duty : entries("duties", body.duties())) {
                String path = "duties[" + duties.size() + "]";
                duties.add(duty(path, duty == null ? NO_DUTY : duty));
            }
            for (@Nullable Stand deputy : entries("deputies", body.deputies())) {
                String path = "deputies[" + deputies.size() + "]";
                deputies.add(deputy(path, deputy == null ? NO_DEPUTY : deputy));
            }
            if (!faults.isEmpty()) {
                throw Refusal.invalid(faults);
            }
            return new RosterPlan(rules, duties, deputies);
        }

        private <T> List<T> entries(String field, @Nullable List<T> entries) {
            if (entries == null) {
                faults.add(new Fault(field, "is missing; an empty list for none"));
                return List.of();
            }
            if (entries.size() > MOST_ENTRIES) {
                faults.add(new Fault(field, "has more than {0} entries", MOST_ENTRIES));
                return List.of();
            }
            return entries;
        }

        private DutyRule rule(String path, Rule rule) {
            if (rule.from() == null || rule.to() == null) {
                faults.add(new Fault(path, "needs from and to, like \"08:30\""));
            }
            Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
            if (rule.days() != null) {
                days = EnumSet.noneOf(DayOfWeek.class);
                rule.days().stream().filter(Objects::nonNull).forEach(days::add);
            }
            if (days.isEmpty()) {
                faults.add(new Fault(path + ".days", "must have a day; leave it out for all"));
            }
            Days.check(faults, path + ".validFrom", rule.validFrom());
            Days.check(faults, path + ".validTo", rule.validTo());
            if (rule.validFrom() != null
                    && rule.validTo() != null
                    && rule.validTo().isBefore(rule.validFrom())) {
                faults.add(new Fault(path + ".validTo", "must not be before validFrom"));
            }
            return new DutyRule(
                    user(path + ".user", rule.user()),
                    role(path + ".role", rule.role()),
                    rule.kind() == null ? Kind.ON_DUTY : rule.kind(),
                    rank(path + ".rank", rule.rank()),
                    days,
                    rule.from() == null ? LocalTime.MIDNIGHT : rule.from(),
                    rule.to() == null ? LocalTime.MIDNIGHT : rule.to(),
                    rule.validFrom(),
                    rule.validTo());
        }

        private Duty duty(String path, Single duty) {
            Instant from = duty.from() == null ? Instant.EPOCH : duty.from().toInstant();
            Instant to = duty.to() == null ? Instant.EPOCH : duty.to().toInstant();
            Days.check(faults, path + ".from", from);
            Days.check(faults, path + ".to", to);
            if (!from.isBefore(to)) {
                faults.add(new Fault(path, "needs from and, after it, to: times with their offset"));
            }
            return new Duty(
                    user(path + ".user", duty.user()),
                    role(path + ".role", duty.role()),
                    duty.kind() == null ? Kind.ON_DUTY : duty.kind(),
                    rank(path + ".rank", duty.rank()),
                    from,
                    to,
                    null);
        }

        private Deputy deputy(String path, Stand stand) {
            String user = user(path + ".user", stand.user());
            String deputy = user(path + ".deputy", stand.deputy());
            Instant from = stand.from() == null ? null : stand.from().toInstant();
            Instant to = stand.to() == null ? null : stand.to().toInstant();
            Days.check(faults, path + ".from", from);
            Days.check(faults, path + ".to", to);
            if (!user.isEmpty() && user.equals(deputy)) {
                faults.add(new Fault(path + ".deputy", "must be somebody else"));
            }
            if (from != null && to != null && !to.isAfter(from)) {
                faults.add(new Fault(path + ".to", "must be after from"));
            }
            Sentence wrong = stand.reason() == null ? null : Text.fault(stand.reason(), Leave.LONGEST_REASON);
            if (wrong != null) {
                faults.add(new Fault(path + ".reason", wrong));
            }
            return new Deputy(user, deputy, from, to, stand.reason());
        }

        private String user(String field, @Nullable String user) {
            if (user == null || !known.contains(user)) {
                faults.add(new Fault(field, "is not a member of staff of this site"));
                return "";
            }
            return user;
        }

        private Role role(String field, @Nullable String group) {
            return Role.ofGroup(group == null ? "" : group).orElseGet(() -> {
                faults.add(new Fault(field, "must be a role like technician"));
                return Role.FRONT_DESK;
            });
        }

        private int rank(String field, @Nullable Integer rank) {
            if (rank != null && (rank < 1 || rank > 100)) {
                faults.add(new Fault(field, "must be from 1 to 100"));
            }
            return rank == null ? 1 : rank;
        }
    }
}
