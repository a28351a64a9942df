package dev.steward.sla;

import dev.steward.calendar.BusinessCalendar;
import dev.steward.sla.Rung.After;
import dev.steward.sla.Rung.Before;
import dev.steward.sla.Rung.Percent;
import dev.steward.sla.Rung.SinceStart;
import dev.steward.sla.Terms.Counting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one target of one ticket: a list of facts that only grows, from which everything else is computed as of an
 * instant that the caller gives.
 *
 * <p>The due is start + target + the business time of the holds so far, through the clock's calendar. Holds are pauses (the
 * resident is waited for) and the time between a solution and the objection to it. A due that was set by hand is moved by no
 * pause, but by the time from a solution to the objection, whether it was agreed or imposed: the clock runs on without that
 * time. A clock that was past its due while it ran stays breached, whatever is paused afterwards; only new terms judge it
 * anew, from the original start.
 *
 * <p>Instants are absolute; durations are business time of the clock's calendar. Immutable.
 */
public final class ServiceClock {

    /**
     * A wait for the resident.
     *
     * @param to when it ended; null while it lasts
     * @param until when it ends by itself
     */
    public record Pause(Instant from, @Nullable Instant to, Instant until, PauseReason reason) {}

    /**
     * A rung of the ladder as this clock meets it.
     *
     * @param at its instant; null while the clock is paused, ended or without a due, unless it was climbed
     * @param climbedAt when it was climbed; null if it was not
     * @param told who was told
     */
    public record Step(Rung rung, @Nullable Instant at, @Nullable Instant climbedAt, List<Told> told) {}

    /** Time that does not count: a pause, or (without a reason) the time from a solution to the objection. */
    record Hold(Instant from, @Nullable Instant to, @Nullable Instant until, @Nullable PauseReason reason) {

        boolean isPause() {
            return reason != null;
        }

        Instant end(Instant now) {
            Instant end = to != null ? to : now;
            return until != null && until.isBefore(end) ? until : end;
        }

        boolean lasts(Instant now) {
            return to == null && (until == null || now.isBefore(until));
        }

        Hold endingAt(Instant at) {
            Instant end = until != null && until.isBefore(at) ? until : at;
            return new Hold(from, end, until, reason);
        }
    }

    private record FixedDue(Instant setAt, Instant due) {}

    private final String ticket;
    private final String site;
    private final Target target;
    private final int round;
    private final List<Fact> facts;

    // computed from the facts, once
    private final Instant startedAt;
    private final Terms terms;
    private final List<Hold> holds = new ArrayList<>();
    private final List<FixedDue> fixed = new ArrayList<>();
    private final Map<String, Fact.RungClimbed> climbed = new LinkedHashMap<>();
    private final @Nullable Instant base;
    private final @Nullable Instant metAt;
    private final @Nullable Instant cancelledAt;
    private final boolean unpromised;
    private final Fact.@Nullable CauseStated cause;
    private final int reopened;

    private ServiceClock(String ticket, String site, Target target, int round, List<Fact> facts) {
        this.ticket = ticket;
        this.site = site;
        this.target = target;
        this.round = round;
        this.facts = List.copyOf(facts);
        if (facts.isEmpty() || !(facts.get(0) instanceof Fact.Started first)) {
            throw new IllegalArgumentException("the first fact of a clock is its start");
        }
        this.startedAt = first.at();
        Terms current = first.terms();
        Instant met = null;
        Instant cancelled = null;
        boolean takenAway = false;
        Fact.CauseStated stated = null;
        int objections = 0;
        for (Fact fact : facts.subList(1, facts.size())) {
            boolean open = met == null && cancelled == null;
            if (fact instanceof Fact.Paused pause) {
                if (open && current.pausable() && pause.at().isBefore(pause.until())) {
                    endHold(pause.at());
                    holds.add(new Hold(pause.at(), null, pause.until(), pause.reason()));
                }
            } else if (fact instanceof Fact.Resumed) {
                endHold(fact.at());
            } else if (fact instanceof Fact.Retargeted retarget) {
                if (cancelled == null) {
                    Terms before = current;
                    current = retarget.terms();
                    if (!current.pausable()) {
                        endHold(fact.at());
                    }
                    dropFixedIfStricter(before, current, fact.at());
                }
            } else if (fact instanceof Fact.DueSet set) {
                if (open) {
                    fixed.add(new FixedDue(set.at(), set.due()));
                }
            } else if (fact instanceof Fact.Met) {
                if (open) {
                    endHold(fact.at());
                    met = fact.at();
                }
            } else if (fact instanceof Fact.Reopened) {
                if (met != null) {
                    addHold(new Hold(met, fact.at(), null, null));
                    met = null;
                    objections++;
                }
            } else if (fact instanceof Fact.Cancelled cancel) {
                if (open) {
                    endHold(fact.at());
                    cancelled = fact.at();
                    takenAway = cancel.unpromised();
                }
            } else if (fact instanceof Fact.RungClimbed rung) {
                climbed.putIfAbsent(rung.rung(), rung);
            } else if (fact instanceof Fact.CauseStated causeStated) {
                stated = causeStated;
            } else {
                throw new IllegalArgumentException("a clock starts once");
            }
        }
        this.terms = current;
        this.base = baseDue(current);
        this.metAt = met;
        this.cancelledAt = cancelled;
        this.unpromised = takenAway;
        this.cause = stated;
        this.reopened = objections;
    }

    /** A clock that starts to run. */
    public static ServiceClock start(String ticket, String site, Target target, int round, Terms terms, Instant at) {
        return new ServiceClock(ticket, site, target, round, List.of(new Fact.Started(at, terms)));
    }

    /** The clock that these facts, in the order in which they were recorded, make. */
    public static ServiceClock of(String ticket, String site, Target target, int round, List<Fact> facts) {
        return new ServiceClock(ticket, site, target, round, facts);
    }

    /** The same clock after one more fact. A fact that means nothing here (a pause of a met clock) changes nothing. */
    public ServiceClock with(Fact fact) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(fact);
        return new ServiceClock(ticket, site, target, round, more);
    }

    /**
     * The same clock as other terms would have judged it, in the place of those that it ended with; for replay and what-if.
     * What happened under earlier terms (a pause that they allowed, a due set by hand that they gave up) stays as it was.
     */
    public ServiceClock judgedUnder(Terms other) {
        List<Fact> same = new ArrayList<>(facts);
        int last = same.size() - 1;
        while (!(same.get(last) instanceof Fact.Retargeted) && last > 0) {
            last--;
        }
        same.set(
                last,
                same.get(last) instanceof Fact.Retargeted change
                        ? new Fact.Retargeted(change.at(), other, change.actor(), change.reason(), change.oldDue())
                        : new Fact.Started(startedAt, other));
        return new ServiceClock(ticket, site, target, round, same);
    }

    private void endHold(Instant at) {
        if (!holds.isEmpty()) {
            int last = holds.size() - 1;
            Hold hold = holds.get(last);
            if (hold.to() == null) {
                Hold ended = hold.endingAt(at);
                if (ended.from().equals(ended.to())) {
                    holds.remove(last);
                } else {
                    holds.set(last, ended);
                }
            }
        }
    }

    private void addHold(Hold hold) {
        if (!hold.from().equals(hold.to())) {
            holds.add(hold);
        }
    }

    /** A due set by hand stays when the terms change, unless the new ones ask for more than it and than those before. */
    private void dropFixedIfStricter(Terms before, Terms next, Instant at) {
        Instant asked = computed(next, at);
        if (asked == null || fixed.isEmpty()) {
            return;
        }
        Instant asIfBefore = computed(before, at);
        boolean stricter = asIfBefore == null || asked.isBefore(asIfBefore);
        Instant due = moved(next.calendar().calendar(), lastFixed(), at);
        if (stricter && asked.isBefore(due)) {
            fixed.clear();
        }
    }

    private @Nullable Instant computed(Terms of, Instant at) {
        Instant start = baseDue(of);
        BusinessCalendar hours = of.calendar().calendar();
        return start == null ? null : later(hours, start, held(hours, at));
    }

    private @Nullable Instant baseDue(Terms of) {
        return of.span() == null ? null : of.calendar().calendar().add(startedAt, of.span());
    }

    public String ticket() {
        return ticket;
    }

    public String site() {
        return site;
    }

    public Target target() {
        return target;
    }

    /** 1 for the first clock of its target; each return visit and each word to the resident starts the next. */
    public int round() {
        return round;
    }

    public List<Fact> facts() {
        return facts;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** The terms in force: those of the start, or of the last retargeting. */
    public Terms terms() {
        return terms;
    }

    public Optional<Instant> metAt() {
        return Optional.ofNullable(metAt);
    }

    public Optional<Instant> cancelledAt() {
        return Optional.ofNullable(cancelledAt);
    }

    /** Whether it was cancelled only because other terms do not promise it. */
    public boolean isUnpromised() {
        return unpromised;
    }

    /** How often a solution was objected to. */
    public int reopened() {
        return reopened;
    }

    /** The reason and root cause of the breach that were stated last. */
    public Optional<Fact.CauseStated> cause() {
        return Optional.ofNullable(cause);
    }

    /** Whether it still counts: neither met nor cancelled. A paused clock is open. */
    public boolean isOpen() {
        return metAt == null && cancelledAt == null;
    }

    public boolean isPaused(Instant now) {
        return isOpen() && currentPause(now).isPresent();
    }

    /** The wait that lasts at the instant. */
    public Optional<Pause> currentPause(Instant now) {
        if (!isOpen() || holds.isEmpty()) {
            return Optional.empty();
        }
        Hold last = holds.get(holds.size() - 1);
        return last.isPause() && last.lasts(now) ? Optional.of(pause(last, now)) : Optional.empty();
    }

    /** The instant at which the last pause ended by itself without anybody having recorded it yet. */
    public Optional<Instant> ranOut(Instant now) {
        if (!isOpen() || holds.isEmpty()) {
            return Optional.empty();
        }
        Hold last = holds.get(holds.size() - 1);
        return last.isPause() && last.to() == null && !last.lasts(now)
                ? Optional.ofNullable(last.until())
                : Optional.empty();
    }

    public List<Pause> pauses(Instant now) {
        return holds.stream()
                .filter(Hold::isPause)
                .map(hold -> pause(hold, now))
                .toList();
    }

    private static Pause pause(Hold hold, Instant now) {
        if (hold.reason() == null || hold.until() == null) {
            throw new IllegalStateException("not a pause");
        }
        return new Pause(hold.from(), hold.lasts(now) ? null : hold.end(now), hold.until(), hold.reason());
    }

    List<Hold> holds() {
        return List.copyOf(holds);
    }

    /** Where the clock stands. At its due an open clock is breached; met at its due it was in time. */
    public ClockState state(Instant now) {
        if (cancelledAt != null) {
            return ClockState.CANCELLED;
        }
        if (isPaused(now)) {
            return ClockState.PAUSED;
        }
        if (isBreached(now)) {
            return ClockState.BREACHED;
        }
        return metAt != null ? ClockState.MET : ClockState.RUNNING;
    }

    /**
     * When it is due, or was. Nothing while it is paused, and nothing without a target as long as no slot is agreed.
     */
    public Optional<Instant> due(Instant now) {
        return isPaused(now) ? Optional.empty() : Optional.ofNullable(dueSoFar(stop(now)));
    }

    /** Whether it ever ran past its due, as the terms in force have it. Cancelled clocks are not judged. */
    public boolean isBreached(Instant now) {
        return breachedAt(now).isPresent();
    }

    /** The due that was missed, if one was. */
    public Optional<Instant> breachedAt(Instant now) {
        if (cancelledAt != null) {
            return Optional.empty();
        }
        Instant from = startedAt;
        Duration held = Duration.ZERO;
        for (Hold hold : holds) {
            Optional<Instant> missed = missed(from, hold.from(), false, held);
            if (missed.isPresent()) {
                return missed;
            }
            if (hold.lasts(now)) {
                return Optional.empty();
            }
            from = hold.end(now);
            held = held.plus(calendar().between(hold.from(), from));
        }
        return missed(from, metAt != null ? metAt : now, metAt == null, held);
    }

    /** The due that a stretch of running time went past; an open end at the due is past it, a closed one is in time. */
    private Optional<Instant> missed(Instant from, Instant to, boolean open, Duration held) {
        Instant start = from;
        Instant due = base == null ? null : later(calendar(), base, held);
        for (FixedDue set : fixed) {
            Instant until = set.setAt().isBefore(to) ? set.setAt() : to;
            if (due != null && start.isBefore(until) && due.isBefore(until)) {
                return Optional.of(due);
            }
            if (set.setAt().isAfter(to)) {
                return Optional.empty();
            }
            start = start.isAfter(until) ? start : until;
            due = moved(calendar(), set, from);
        }
        boolean late = due != null && (open ? !due.isAfter(to) : due.isBefore(to) && start.isBefore(to));
        return late ? Optional.ofNullable(due) : Optional.empty();
    }

    /** Business time used, without the holds; stops at the solution. */
    public Duration businessElapsed(Instant now) {
        Instant stop = stop(now);
        return calendar().between(startedAt, stop).minus(held(calendar(), stop));
    }

    /** Business time past the due; zero before it, and no longer growing from the solution on. */
    public Duration overrun(Instant now) {
        Instant stop = stop(now);
        Instant due = dueSoFar(stop);
        if (due == null || cancelledAt != null || !due.isBefore(stop)) {
            return Duration.ZERO;
        }
        return isFixed() ? pastFixed(stop) : calendar().between(due, stop);
    }

    /** What ran past the due set by hand, stretch by stretch, since an objection moves it only for those after it. */
    private Duration pastFixed(Instant stop) {
        Duration over = Duration.ZERO;
        Instant from = startedAt;
        for (Hold hold : holds) {
            over = over.plus(pastFixed(from, earlier(hold.from(), stop)));
            from = hold.end(stop);
        }
        return over.plus(pastFixed(from, stop));
    }

    private Duration pastFixed(Instant from, Instant to) {
        Instant due = moved(calendar(), lastFixed(), from);
        Instant start = due.isAfter(from) ? due : from;
        return start.isBefore(to) ? calendar().between(start, to) : Duration.ZERO;
    }

    /** Business time of the pauses so far, the present one included. */
    public Duration paused(Instant now) {
        Instant end = metAt != null ? metAt : cancelledAt != null ? cancelledAt : now;
        Duration sum = Duration.ZERO;
        for (Hold hold : holds) {
            if (hold.isPause()) {
                sum = sum.plus(calendar().between(hold.from(), hold.end(end)));
            }
        }
        return sum;
    }

    /** Time of some hours that the pauses which are over took between two instants. */
    public Duration paused(Instant from, Instant now, BusinessCalendar hours) {
        return pauses(now).stream()
                .filter(pause -> pause.to() != null && pause.to().isAfter(from))
                .map(pause -> hours.between(pause.from().isAfter(from) ? pause.from() : from, pause.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The business time that was promised, without pauses; nothing without a due. */
    public Optional<Duration> promised() {
        Instant due = isFixed() ? lastFixed().due() : base;
        return Optional.ofNullable(due).map(at -> calendar().between(startedAt, at));
    }

    /** Whether the due lies in a year for which the calendar has no holidays. */
    public boolean isProvisional(Instant now) {
        Instant due = dueSoFar(stop(now));
        return due != null && calendar().provisional(due);
    }

    /** Whether the due set by hand is later than it was set, by the time between solution and objection. */
    boolean isMovedByObjection() {
        return isFixed() && holds.stream().anyMatch(hold -> moves(lastFixed(), hold));
    }

    /** Whether the due was set by hand. */
    public boolean isFixed() {
        return !fixed.isEmpty();
    }

    /** Whether a person has to say why: overrun by more than a tenth of what was promised, and nobody has said it yet. */
    public boolean needsStatedCause(Instant now) {
        if (!isBreached(now)) {
            return false;
        }
        Duration tenth = promised().orElse(Duration.ZERO).dividedBy(10);
        return overrun(now).compareTo(tenth) > 0
                && (cause == null || cause.actor().equals("steward"));
    }

    /** The ladder as this clock meets it, in the order of the ladder. */
    public List<Step> steps(Instant now) {
        boolean stands = !isOpen() || isPaused(now);
        List<Step> steps = new ArrayList<>();
        for (Rung rung : terms.ladder().rungs()) {
            Fact.RungClimbed done = climbed.get(rung.key());
            if (done != null) {
                steps.add(new Step(rung, done.due(), done.at(), done.told()));
            } else {
                steps.add(new Step(rung, stands ? null : instantOf(rung, now), null, List.of()));
            }
        }
        return steps;
    }

    /** Rungs that were climbed though the ladder in force does not have them, e.g. before the priority changed. */
    public List<Fact.RungClimbed> climbed() {
        return climbed.values().stream()
                .sorted(Comparator.comparing(Fact.RungClimbed::due))
                .toList();
    }

    /** The rungs that are due by now and were not climbed, earliest first. None while the clock is paused or ended. */
    public List<Step> dueSteps(Instant now) {
        return steps(now).stream()
                .filter(step -> step.climbedAt() == null
                        && step.at() != null
                        && !step.at().isAfter(now))
                .sorted(Comparator.comparing(step -> step.at() == null ? now : step.at()))
                .toList();
    }

    /** The instant of the next rung that was not climbed; in the past where one is overdue. */
    public Optional<Instant> nextRung(Instant now) {
        return steps(now).stream()
                .filter(step -> step.climbedAt() == null)
                .flatMap(step -> Optional.ofNullable(step.at()).stream())
                .min(Comparator.naturalOrder());
    }

    /** When somebody has to look at this clock again: its next rung, or the end of its pause. */
    public Optional<Instant> nextWakeUp(Instant now) {
        Optional<Instant> overdue = ranOut(now);
        if (overdue.isPresent()) {
            return overdue;
        }
        return currentPause(now).map(Pause::until).or(() -> nextRung(now));
    }

    /** How the clock came to its due, in words: the promise, every interval, every pause, every rung; in order of time. */
    public List<Explained> explain(Instant now, Locale locale) {
        return new Explanation(this, now, locale).lines();
    }

    /** When people may be told something at the instant: at once in their hours, otherwise at the next opening. */
    public Instant tellAt(Instant now) {
        BusinessCalendar hours = terms.hours().calendar();
        return hours.isOpen(now) ? now : hours.nextOpening(now);
    }

    /**
     * When a pause that begins now would have to end.
     *
     * @param wanted the end that was asked for, if one was
     * @return nothing when the clock cannot pause: it ended, it is not pausable, or its pauses are used up
     */
    public Optional<Instant> pauseUntil(Instant at, @Nullable Instant wanted, PauseBounds bounds) {
        if (!isOpen() || !terms.pausable()) {
            return Optional.empty();
        }
        BusinessCalendar hours = terms.hours().calendar();
        Instant first = at;
        Duration used = Duration.ZERO;
        for (Hold hold : holds) {
            if (hold.isPause()) {
                first = hold.from().isBefore(first) ? hold.from() : first;
                used = used.plus(hours.between(hold.from(), hold.end(at)));
            }
        }
        Duration left = hours.between(first, hours.addWorkingDays(first, bounds.total()))
                .minus(used);
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        Instant until = earlier(hours.addWorkingDays(at, bounds.each()), hours.add(at, left));
        return Optional.of(wanted == null ? until : earlier(wanted, until));
    }

    private BusinessCalendar calendar() {
        return counting().calendar();
    }

    private Counting counting() {
        return terms.calendar();
    }

    /** Where the clock's hand stands: at its end, at the beginning of the present pause, or now. */
    private Instant stop(Instant now) {
        if (metAt != null) {
            return metAt;
        }
        if (cancelledAt != null) {
            return cancelledAt;
        }
        return currentPause(now).map(Pause::from).orElse(now);
    }

    private Duration held(BusinessCalendar calendar, Instant stop) {
        Duration sum = Duration.ZERO;
        for (Hold hold : holds) {
            if (hold.from().isBefore(stop)) {
                sum = sum.plus(calendar.between(hold.from(), hold.end(stop)));
            }
        }
        return sum;
    }

    private FixedDue lastFixed() {
        return fixed.get(fixed.size() - 1);
    }

    /** A due set by hand, later by the time between solution and objection that began after it was set, as of an instant. */
    private Instant moved(BusinessCalendar calendar, FixedDue set, Instant at) {
        Duration by = holds.stream()
                .filter(hold -> moves(set, hold) && hold.from().isBefore(at))
                .map(hold -> calendar.between(hold.from(), hold.end(at)))
                .reduce(Duration.ZERO, Duration::plus);
        return later(calendar, set.due(), by);
    }

    private static boolean moves(FixedDue set, Hold hold) {
        return !hold.isPause() && !hold.from().isBefore(set.setAt());
    }

    private @Nullable Instant dueSoFar(Instant stop) {
        if (isFixed()) {
            return moved(calendar(), lastFixed(), stop);
        }
        return base == null ? null : later(calendar(), base, held(calendar(), stop));
    }

    private @Nullable Instant instantOf(Rung rung, Instant now) {
        Instant due = dueSoFar(stop(now));
        Instant target = isFixed() ? lastFixed().due() : base;
        if (due == null || target == null) {
            return null;
        }
        Rung.Point point = rung.point();
        if (point instanceof After after) {
            return after.time().inDays()
                    ? terms.hours().calendar().add(due, after.time())
                    : calendar().add(due, after.time());
        }
        Instant at;
        if (point instanceof Percent percent) {
            Duration share = percent.percent() == 100
                    ? null
                    : calendar()
                            .between(startedAt, target)
                            .multipliedBy(percent.percent())
                            .dividedBy(100);
            at = share == null ? target : later(calendar(), startedAt, share);
        } else if (point instanceof SinceStart since) {
            at = later(calendar(), startedAt, since.time());
        } else if (point instanceof Before before) {
            at = calendar().add(target, before.time().negated());
        } else {
            throw new IllegalStateException("a rung without a point");
        }
        at = at.isBefore(startedAt) ? startedAt : at;
        return pushedByHolds(at, now);
    }

    /** A point of the clock that a hold came before moves by the hold; one that was reached before stays where it was. */
    private Instant pushedByHolds(Instant at, Instant now) {
        Instant pushed = at;
        FixedDue set = isFixed() ? lastFixed() : null;
        for (Hold hold : holds) {
            if (!hold.from().isAfter(pushed) && (set == null || moves(set, hold))) {
                pushed = later(calendar(), pushed, calendar().between(hold.from(), hold.end(now)));
            }
        }
        return pushed;
    }

    /** Adding nothing must not move an instant to the next opening. */
    private static Instant later(BusinessCalendar calendar, Instant from, Duration by) {
        return by.isZero() ? from : calendar.add(from, by);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
