package dev.steward.sla.ledger;

import dev.steward.platform.Refusal;
import dev.steward.sla.Climbed;
import dev.steward.sla.Fact;
import dev.steward.sla.Ladder;
import dev.steward.sla.PauseBounds;
import dev.steward.sla.PauseReason;
import dev.steward.sla.Policy;
import dev.steward.sla.Promise;
import dev.steward.sla.RootCause;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.Terms;
import dev.steward.sla.ledger.ClockStore.Appended;
import dev.steward.sla.ledger.ClockStore.RungKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The clocks of tickets. Every change appends facts and brings the indexed row of the clock up to date, in the caller's
 * transaction, under a lock on the ticket's clocks; the caller gives every instant and has checked who may do this.
 */
@Component
public class Clocks {

    private static final String STEWARD = "steward";

    private final ClockStore store;
    private final Countings calendars;
    private final Ladders ladders;
    private final PauseBounds bounds;

    @Autowired
    Clocks(
            JdbcClient database,
            Countings calendars,
            Ladders ladders,
            @Value("${steward.sla.pause-days:5}") int eachPause,
            @Value("${steward.sla.pause-days-in-total:15}") int allPauses) {
        this.store = new ClockStore(database, new FactText(calendars, ladders));
        this.calendars = calendars;
        this.ladders = ladders;
        this.bounds = new PauseBounds(eachPause, allPauses);
    }

    /**
     * Starts the clocks that the policy has a promise for; the others are left out. One batch of rows, one of facts. While
     * the resident is waited for they stand still with the others.
     */
    @Transactional
    public void start(
            String ticket,
            String site,
            Policy policy,
            Collection<Target> targets,
            int round,
            Instant at,
            Dimensions dimensions) {
        List<ServiceClock> clocks = new ArrayList<>();
        for (Target target : EnumSet.copyOf(targets)) {
            policy.promise(target)
                    .ifPresent(promise -> clocks.add(
                            ServiceClock.start(ticket, site, target, round, terms(site, policy, promise), at)));
        }
        if (!clocks.isEmpty() && store.insert(clocks, dimensions, at)) {
            standStill(ticket, clocks, at);
        }
    }

    private void standStill(String ticket, List<ServiceClock> started, Instant at) {
        of(ticket).stream()
                .filter(clock -> clock.isPaused(at))
                .flatMap(clock -> clock.facts().stream())
                .filter(Fact.Paused.class::isInstance)
                .map(Fact.Paused.class::cast)
                .max(Comparator.comparing(Fact.Paused::at))
                .ifPresent(pause -> store.append(
                        started.stream()
                                .filter(clock -> clock.terms().pausable())
                                .map(clock -> Appended.to(
                                        clock, new Fact.Paused(at, pause.reason(), pause.until(), pause.actor())))
                                .toList(),
                        at));
    }

    /**
     * The next round of a promise. Which is next is found under the lock, so that of two at once one comes after the other.
     *
     * @return whether the policy has such a promise, so that a round has started
     */
    @Transactional
    public boolean startNext(
            String ticket, String site, Policy policy, Target target, Instant at, Dimensions dimensions) {
        return startNext(store.lock(ticket), ticket, site, policy, target, at, dimensions);
    }

    /** What was promised is done, and promised again. */
    @Transactional
    public boolean renew(String ticket, String site, Policy policy, Target target, Instant at, Dimensions dimensions) {
        List<ServiceClock> clocks = store.lock(ticket);
        store.append(
                clocks.stream()
                        .filter(clock -> clock.target() == target && clock.isOpen())
                        .map(clock -> Appended.to(clock, new Fact.Met(at)))
                        .toList(),
                at);
        return startNext(clocks, ticket, site, policy, target, at, dimensions);
    }

    private boolean startNext(
            List<ServiceClock> clocks,
            String ticket,
            String site,
            Policy policy,
            Target target,
            Instant at,
            Dimensions dimensions) {
        int round = latest(clocks, target).map(ServiceClock::round).orElse(0) + 1;
        start(ticket, site, policy, List.of(target), round, at, dimensions);
        return policy.promise(target).isPresent();
    }

    /**
     * Owner, technician, department changed: brings the rows up to date. What has ended, and what was broken, stays with the
     * owner, technician and provider who had it then. One statement.
     */
    @Transactional
    public void describe(String ticket, Dimensions dimensions) {
        store.describe(ticket, dimensions);
    }

    /** What was promised is done. Nothing happens when no such clock is open. */
    @Transactional
    public void met(String ticket, Target target, Instant at) {
        append(ticket, at, clock -> clock.target() == target && clock.isOpen() ? new Fact.Met(at) : null);
    }

    /** Several promises are kept at once: an answer that is the solution. */
    @Transactional
    public void met(String ticket, Collection<Target> targets, Instant at) {
        append(ticket, at, clock -> targets.contains(clock.target()) && clock.isOpen() ? new Fact.Met(at) : null);
    }

    /** What was promised is not needed any more. Nothing happens when no such clock is open. */
    @Transactional
    public void cancel(String ticket, Target target, Instant at) {
        append(ticket, at, clock -> clock.target() == target && clock.isOpen() ? new Fact.Cancelled(at) : null);
    }

    /**
     * The work is done, or the solution told: with it ends what was promised on the way there. What was late by then is met
     * late and stays broken; the rest is not needed any more. The return visit is still to come.
     */
    @Transactional
    public void solved(String ticket, Instant at) {
        append(
                ticket,
                at,
                clock -> !clock.isOpen() || clock.target() == Target.CALLBACK
                        ? null
                        : lateOr(new Fact.Cancelled(at), clock));
    }

    /** A promise that is broken by then stays so: it is met late. */
    private static Fact lateOr(Fact.Cancelled cancelled, ServiceClock clock) {
        Fact met = new Fact.Met(cancelled.at());
        return clock.with(met).isBreached(cancelled.at()) ? met : cancelled;
    }

    /** The ticket ends without work: every open clock ends. */
    @Transactional
    public void cancelAll(String ticket, Instant at) {
        append(ticket, at, clock -> clock.isOpen() ? new Fact.Cancelled(at) : null);
    }

    /**
     * The resident is waited for: every open clock that may pause stands still. While the ticket is paused already, the
     * new reason takes over.
     *
     * @param until when the wait ends by itself; shortened to the bounds of pauses, which also hold without it
     * @return when the pause ends by itself; nothing when no clock of the ticket may pause, or the pauses of one are used up
     */
    @Transactional
    public Optional<Instant> pause(
            String ticket, PauseReason reason, @Nullable Instant until, String actor, Instant at) {
        if (until != null && !until.isAfter(at)) {
            throw Refusal.invalid("until", "the pause must end in the future");
        }
        List<ServiceClock> clocks = store.lock(ticket);
        Optional<Instant> end = pauseUntil(clocks, until, at);
        if (end.isPresent()) {
            Fact pause = new Fact.Paused(at, reason, end.get(), actor);
            store.append(
                    clocks.stream()
                            .filter(Clocks::mayPause)
                            .map(clock -> Appended.to(clock, pause))
                            .toList(),
                    at);
        }
        return end;
    }

    /** When a pause that begins now would end by itself; nothing when the ticket cannot be paused (any more). */
    public Optional<Instant> pauseUntil(String ticket, Instant at) {
        return pauseUntil(of(ticket), null, at);
    }

    /** The clocks stand still together: where the pauses of one are used up, none may. */
    private Optional<Instant> pauseUntil(List<ServiceClock> clocks, @Nullable Instant until, Instant at) {
        List<Optional<Instant>> ends = clocks.stream()
                .filter(Clocks::mayPause)
                .map(clock -> clock.pauseUntil(at, until, bounds))
                .toList();
        return ends.stream().allMatch(Optional::isPresent)
                ? ends.stream().flatMap(Optional::stream).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static boolean mayPause(ServiceClock clock) {
        return clock.isOpen() && clock.terms().pausable();
    }

    /** The wait is over. Nothing happens when the ticket is not paused. */
    @Transactional
    public void resume(String ticket, String actor, Instant at) {
        append(ticket, at, clock -> clock.isPaused(at) ? new Fact.Resumed(at, actor) : ranOut(clock, at));
    }

    /** Whether the resident is waited for. */
    public boolean paused(String ticket) {
        return store.paused(ticket);
    }

    /** When the wait for the resident ends by itself; nothing when nobody is waited for. */
    public Optional<Instant> pausedUntil(String ticket) {
        return store.pausedUntil(ticket);
    }

    /** Solved, then objected to: the latest clock of the target runs on, without the time in between, for whoever has it now. */
    @Transactional
    public void reopen(String ticket, Target target, Dimensions dimensions, Instant at) {
        List<ServiceClock> clocks = store.lock(ticket);
        clocks.stream()
                .filter(clock -> clock.target() == target && clock.metAt().isPresent())
                .max(Comparator.comparingInt(ServiceClock::round))
                .ifPresent(clock -> store.append(List.of(Appended.to(clock, new Fact.Reopened(at))), at));
        store.describe(ticket, dimensions);
    }

    /**
     * Priority, category or provider changed: the open clocks get the new promise from their original start, with all
     * pauses kept; those that the policy does not promise any more are cancelled, but for what was broken by then; and while
     * the ticket is unsolved, those that it promises from the opening of the ticket and that never ran are started as of the
     * opening, and those that an earlier change took away as of their own start.
     */
    @Transactional
    public void retarget(String ticket, Policy policy, String actor, String reason, Instant at) {
        List<ServiceClock> clocks = store.lock(ticket);
        List<Appended> changes = new ArrayList<>();
        for (ServiceClock clock : clocks) {
            if (clock.isOpen()) {
                Fact change = policy.promise(clock.target())
                        .<Fact>map(promise -> new Fact.Retargeted(
                                at,
                                terms(clock.site(), policy, promise),
                                actor,
                                reason,
                                clock.due(at).orElse(null)))
                        .orElseGet(() -> lateOr(new Fact.Cancelled(at, true), clock));
                changes.add(Appended.to(clock, change));
            }
        }
        store.append(changes, at);
        List<ServiceClock> missing = missing(clocks, policy);
        if (!missing.isEmpty()) {
            store.insert(missing, Dimensions.NONE, at);
        }
    }

    /** What stood still for the resolution stood still for these. */
    private List<ServiceClock> missing(List<ServiceClock> clocks, Policy policy) {
        Optional<ServiceClock> resolution = clocks.stream()
                .filter(clock -> clock.target() == Target.RESOLUTION && clock.isOpen())
                .findFirst();
        Optional<ServiceClock> first = clocks.stream().min(Comparator.comparing(ServiceClock::startedAt));
        if (resolution.isEmpty() || first.isEmpty()) {
            return List.of();
        }
        List<ServiceClock> missing = new ArrayList<>();
        for (Target target : Target.values()) {
            Optional<ServiceClock> last = latest(clocks, target);
            if (target.fromTheOpening() && last.map(ServiceClock::isUnpromised).orElse(true)) {
                String site = first.get().site();
                Instant start = last.orElse(first.get()).startedAt();
                policy.promise(target)
                        .map(promise -> ServiceClock.start(
                                first.get().ticket(),
                                site,
                                target,
                                last.map(ServiceClock::round).orElse(0) + 1,
                                terms(site, policy, promise),
                                start))
                        .map(clock -> clock.terms().pausable() ? with(clock, waits(resolution.get(), start)) : clock)
                        .ifPresent(missing::add);
            }
        }
        return missing;
    }

    private static Optional<ServiceClock> latest(List<ServiceClock> clocks, Target target) {
        return clocks.stream()
                .filter(clock -> clock.target() == target)
                .max(Comparator.comparingInt(ServiceClock::round));
    }

    /** How a clock stood still, as far as it did from an instant on. */
    private static List<Fact> waits(ServiceClock clock, Instant from) {
        List<Fact> waits = new ArrayList<>();
        Fact.Paused lasting = null;
        for (Fact fact : clock.facts()) {
            if (fact.at().isBefore(from)) {
                if (fact instanceof Fact.Paused pause) {
                    lasting = new Fact.Paused(from, pause.reason(), pause.until(), pause.actor());
                } else if (fact instanceof Fact.Resumed) {
                    lasting = null;
                }
            } else if (fact instanceof Fact.Paused || fact instanceof Fact.Resumed) {
                waits.add(fact);
            }
        }
        if (lasting != null) {
            waits.add(0, lasting);
        }
        return waits;
    }

    private static ServiceClock with(ServiceClock clock, List<Fact> facts) {
        ServiceClock more = clock;
        for (Fact fact : facts) {
            more = more.with(fact);
        }
        return more;
    }

    /** The resident's slot was agreed, or somebody outside imposed a date: the open clock of the target is due then. */
    @Transactional
    public void agree(String ticket, Target target, Instant due, String actor, String reason, Instant at) {
        append(
                ticket,
                at,
                clock -> clock.target() == target && clock.isOpen() ? new Fact.DueSet(at, due, actor, reason) : null);
    }

    /** All clocks of a ticket, by target and round. */
    public List<ServiceClock> of(String ticket) {
        return store.read(List.of(ticket)).getOrDefault(ticket, List.of());
    }

    /** All clocks of several tickets, in one statement; a ticket without any is missing. */
    public Map<String, List<ServiceClock>> of(Collection<String> tickets) {
        return tickets.isEmpty() ? Map.of() : store.read(tickets);
    }

    /** When somebody has to look at the ticket again: its earliest next rung or the end of its pause. */
    public Optional<Instant> nextWakeUp(String ticket) {
        return store.nextWakeUp(ticket);
    }

    /**
     * Ends the pauses that ran out and climbs every rung that is due, each once whoever else tries.
     *
     * @return the rungs that this call climbed, earliest first
     */
    @Transactional
    public List<Climbed> climb(String ticket, Instant now) {
        List<ServiceClock> clocks = store.lock(ticket);
        List<Climbed> due = new ArrayList<>();
        List<Appended> changed = new ArrayList<>();
        for (ServiceClock clock : clocks) {
            List<Climbed> steps = clock.dueSteps(now).stream()
                    .map(step -> new Climbed(
                            ticket,
                            clock.site(),
                            clock.target(),
                            clock.round(),
                            step.rung().key(),
                            step.at() == null ? now : step.at(),
                            clock.tellAt(now),
                            step.rung().tells(),
                            step.rung().breach()))
                    .toList();
            Fact over = ranOut(clock, now);
            if (!steps.isEmpty() || over != null) {
                List<Fact> facts = new ArrayList<>();
                if (over != null) {
                    facts.add(over);
                }
                steps.forEach(step -> facts.add(new Fact.RungClimbed(now, step.rung(), step.at(), step.whom())));
                changed.add(Appended.to(clock, facts.toArray(Fact[]::new)));
                due.addAll(steps);
            }
        }
        Set<RungKey> climbed = due.isEmpty() ? Set.of() : store.climb(due, now);
        store.append(changed, now);
        return due.stream()
                .filter(rung -> climbed.contains(new RungKey(rung.target(), rung.round(), rung.rung())))
                .sorted(Comparator.comparing(Climbed::at))
                .toList();
    }

    /** Whether a clock of the target runs or is paused; asked for every reminder that is sent. */
    public boolean isOpen(String ticket, Target target) {
        return store.isOpen(ticket, target);
    }

    /** The clock of the target that runs or is paused, the latest round of it. */
    public Optional<ServiceClock> open(String ticket, Target target) {
        return of(ticket).stream()
                .filter(clock -> clock.target() == target && clock.isOpen())
                .max(Comparator.comparingInt(ServiceClock::round));
    }

    /** When the open clock of the target is due; nothing while it is paused or when there is none. */
    public Optional<Instant> dueOf(String ticket, Target target) {
        return store.due(ticket, target);
    }

    /** Why the promise was broken. */
    @Transactional
    public void stateCause(
            String ticket, Target target, int round, String reason, RootCause cause, String actor, Instant at) {
        append(
                ticket,
                at,
                clock -> clock.target() == target && clock.round() == round
                        ? new Fact.CauseStated(at, reason, cause, actor)
                        : null);
    }

    /** A resident is forgotten: the words that people wrote about this ticket's promises go, the figures stay. */
    @Transactional
    public void forgetWords(String ticket) {
        store.forgetWords(ticket);
    }

    /** The clocks of a ticket, locked until the end of the transaction. */
    List<ServiceClock> lock(String ticket) {
        return store.lock(ticket);
    }

    /** Records more facts of locked clocks. */
    void append(List<Appended> changes, Instant at) {
        store.append(changes, at);
    }

    private void append(String ticket, Instant at, Function<ServiceClock, @Nullable Fact> fact) {
        List<Appended> changes = new ArrayList<>();
        for (ServiceClock clock : store.lock(ticket)) {
            Fact change = fact.apply(clock);
            if (change != null) {
                changes.add(Appended.to(clock, change));
            }
        }
        store.append(changes, at);
    }

    /** The fact that a pause ended by itself, where nobody has recorded it yet. */
    private static @Nullable Fact ranOut(ServiceClock clock, Instant now) {
        return clock.ranOut(now).map(at -> new Fact.Resumed(at, STEWARD)).orElse(null);
    }

    /** What a clock of the site is promised now. */
    Terms terms(String site, Policy policy, Promise promise) {
        Ladder ladder = ladders.inForce(promise.ladder());
        return new Terms(
                promise.span(),
                calendars.of(site, promise.calendar()),
                calendars.of(site, ladder.hours()),
                policy.row(),
                ladder,
                promise.pausable());
    }

    /** The targets that a ticket's clocks start with. */
    public static List<Target> fromTheOpening() {
        return Arrays.stream(Target.values()).filter(Target::fromTheOpening).toList();
    }
}
