package dev.steward.sla;

import dev.steward.calendar.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a clock's business time went: the part of one step, in one pair of hands.
 *
 * @param step id of the step in the process
 * @param actor who had it; null where nobody had taken it
 * @param time business time of the clock, pauses left out
 * @param cause what that suggests as the root cause
 */
public record LostTime(String step, @Nullable String actor, Duration time, RootCause cause) {

    private static final String NO_STEP = "no step had the work";
    private static final Pattern STEP = Pattern.compile("^userTask_");

    private record Hands(String step, @Nullable String actor, @Nullable String provider) {}

    /**
     * Shares a clock's time out among the steps that had the work.
     *
     * @param stretches of the ticket; what lies outside the clock or in a pause is left out
     * @return the most first; steps without business time are left out
     */
    public static List<LostTime> of(ServiceClock clock, List<Stretch> stretches, Instant now) {
        BusinessCalendar calendar = clock.terms().calendar().calendar();
        Instant end = clock.metAt().or(clock::cancelledAt).orElse(now);
        Map<Hands, Duration> sums = new LinkedHashMap<>();
        for (Stretch stretch : stretches) {
            Instant from = later(stretch.from(), clock.startedAt());
            Instant to = stretch.to() == null ? end : earlier(stretch.to(), end);
            if (from.isBefore(to)) {
                Duration time = calendar.between(from, to);
                for (ServiceClock.Hold hold : clock.holds()) {
                    Instant heldFrom = later(hold.from(), from);
                    Instant heldTo = earlier(hold.end(now), to);
                    if (heldFrom.isBefore(heldTo)) {
                        time = time.minus(calendar.between(heldFrom, heldTo));
                    }
                }
                sums.merge(new Hands(stretch.step(), stretch.actor(), stretch.provider()), time, Duration::plus);
            }
        }
        List<LostTime> lost = new ArrayList<>();
        sums.forEach((hands, time) -> {
            if (!time.isZero()) {
                lost.add(new LostTime(hands.step(), hands.actor(), time, suspect(hands)));
            }
        });
        lost.sort((a, b) -> b.time().compareTo(a.time()));
        return lost;
    }

    /** Where a clock lost most; nobody's step where no step had the work. */
    public static LostTime most(ServiceClock clock, List<Stretch> stretches, Instant now) {
        List<LostTime> lost = of(clock, stretches, now);
        return lost.isEmpty() ? new LostTime(NO_STEP, null, clock.businessElapsed(now), RootCause.OTHER) : lost.get(0);
    }

    /** The reason to prefill: the step, whose hands, how long; {@code Visit home (li): 5 h 30 min}. */
    public String reason() {
        String words = STEP.matcher(step)
                .replaceFirst("")
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
        String name = words.isEmpty() ? step : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return name + (actor == null ? "" : " (" + actor + ")") + ": " + time.toHours() + " h " + time.toMinutesPart()
                + " min";
    }

    /** What usually lies behind time that a step took; a person says it better. */
    private static RootCause suspect(Hands hands) {
        if ("DEVELOPER".equals(hands.provider())) {
            return RootCause.DEVELOPER;
        }
        if ("CONTRACTOR".equals(hands.provider())) {
            return RootCause.CONTRACTOR;
        }
        return switch (hands.step()) {
            case "userTask_waitForParts" -> RootCause.PARTS;
            case "userTask_agreeAppointment", "userTask_recordQuoteDecision", "userTask_decideNext" ->
                RootCause.RESIDENT;
            case "userTask_visitHome" -> RootCause.ESTIMATE;
            case "userTask_takeOwnership",
                    "userTask_assessTicket",
                    "userTask_confirmRejection",
                    "userTask_acceptHandover",
                    "userTask_assignTechnician",
                    "userTask_acceptOrder",
                    "userTask_investigate",
                    "userTask_confirmSolution",
                    "userTask_callBack",
                    "userTask_checkOnSite",
                    "userTask_followUpObjection",
                    "userTask_decideClosure" -> RootCause.STAFFING;
            default -> RootCause.OTHER;
        };
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
