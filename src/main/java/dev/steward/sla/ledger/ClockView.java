package dev.steward.sla.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.calendar.Span;
import dev.steward.sla.ClockState;
import dev.steward.sla.Explained;
import dev.steward.sla.Fact;
import dev.steward.sla.PauseReason;
import dev.steward.sla.RootCause;
import dev.steward.sla.Rung;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A clock as {@code GET /api/v1/tickets/{number}/clocks} answers it (fields are added, never renamed). Durations are
 * business time of the clock's calendar.
 *
 * @param dueAt null while paused, or while no slot is agreed
 * @param promised the business time promised; null while no slot is agreed
 * @param provisional whether the due lies in a year whose holidays are not known
 * @param explain only where it was asked for
 */
public record ClockView(
        Target target,
        int round,
        ClockState state,
        Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Instant metAt,
        @Nullable Instant breachedAt,
        Duration businessElapsed,
        Duration overrun,
        Duration paused,
        @Nullable Duration promised,
        @Nullable String promise,
        boolean provisional,
        String calendar,
        int calendarVersion,
        String policyRow,
        List<PauseView> pauses,
        List<RungView> rungs,
        @Nullable String breachReason,
        @Nullable RootCause rootCause,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Explained> explain) {

    /**
     * A wait for the resident.
     *
     * @param to null while it lasts
     * @param until when it ends by itself
     */
    public record PauseView(Instant from, @Nullable Instant to, Instant until, PauseReason reason) {}

    /**
     * A rung, by exactly one of its four points.
     *
     * @param at null while the clock is paused or ended
     * @param climbedAt null while it is not climbed
     * @param told who was told, or will be
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RungView(
            @JsonInclude @Nullable Instant at,
            @Nullable Integer percent,
            @Nullable String after,
            @Nullable String since,
            @Nullable String before,
            @JsonInclude @Nullable Instant climbedAt,
            List<String> told) {

        private static RungView of(ServiceClock.Step step) {
            List<Told> told = step.climbedAt() == null ? step.rung().tells() : step.told();
            return of(step.rung().point(), step.at(), step.climbedAt(), told);
        }

        private static RungView of(
                Rung.Point point, @Nullable Instant at, @Nullable Instant climbedAt, List<Told> told) {
            return new RungView(
                    at,
                    point instanceof Rung.Percent percent ? percent.percent() : null,
                    point instanceof Rung.After after ? after.time().toString() : null,
                    point instanceof Rung.SinceStart since ? since.time().toString() : null,
                    point instanceof Rung.Before before ? before.time().toString() : null,
                    climbedAt,
                    told.stream().map(Told::toString).toList());
        }
    }

    /** What people see of a clock at an instant; explained in words of the language where they ask for it. */
    public static ClockView of(ServiceClock clock, Instant now, boolean explain, Locale language) {
        Span span = clock.terms().span();
        return new ClockView(
                clock.target(),
                clock.round(),
                clock.state(now),
                clock.startedAt(),
                clock.due(now).orElse(null),
                clock.metAt().orElse(null),
                clock.breachedAt(now).orElse(null),
                clock.businessElapsed(now),
                clock.overrun(now),
                clock.paused(now),
                clock.promised().orElse(null),
                span == null ? null : span.toString(),
                clock.isProvisional(now),
                clock.terms().calendar().key(),
                clock.terms().calendar().version(),
                clock.terms().policyRow(),
                clock.pauses(now).stream()
                        .map(pause -> new PauseView(pause.from(), pause.to(), pause.until(), pause.reason()))
                        .toList(),
                rungs(clock, now),
                clock.cause().map(Fact.CauseStated::reason).orElse(null),
                clock.cause().map(Fact.CauseStated::cause).orElse(null),
                explain ? clock.explain(now, language) : null);
    }

    /** The rungs of the ladder in force, and those that were climbed before the terms changed. */
    private static List<RungView> rungs(ServiceClock clock, Instant now) {
        List<RungView> rungs = new ArrayList<>();
        Set<String> shown =
                clock.terms().ladder().rungs().stream().map(Rung::key).collect(Collectors.toSet());
        for (Fact.RungClimbed climbed : clock.climbed()) {
            if (!shown.contains(climbed.rung())) {
                rungs.add(RungView.of(Rung.Point.parse(climbed.rung()), climbed.due(), climbed.at(), climbed.told()));
            }
        }
        clock.steps(now).forEach(step -> rungs.add(RungView.of(step)));
        return rungs;
    }
}
