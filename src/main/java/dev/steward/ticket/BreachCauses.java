package dev.steward.ticket;

import dev.steward.calendar.Span;
import dev.steward.calendar.book.Calendars;
import dev.steward.estate.Names;
import dev.steward.estate.Roster;
import dev.steward.platform.Actor;
import dev.steward.platform.People;
import dev.steward.sla.LostTime;
import dev.steward.sla.RootCause;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.process.Steps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the time of a broken promise went, and who says why: whoever's step lost the most. Promises that were overrun by a
 * tenth or less get the computed cause.
 */
@Service
public class BreachCauses {

    private static final Span ONE_WORKING_DAY = Span.parse("P1D");

    private final Clocks clocks;
    private final Steps steps;
    private final Roster roster;
    private final People people;
    private final Calendars calendars;
    private final Clock clock;

    BreachCauses(Clocks clocks, Steps steps, Roster roster, People people, Calendars calendars, Clock clock) {
        this.clocks = clocks;
        this.steps = steps;
        this.roster = roster;
        this.people = people;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * The promise that was overrun most, and where its time went.
     *
     * @param lost the step that lost the most first
     */
    public record Account(Target target, int round, Duration overrun, List<Lost> lost) {}

    /**
     * The part of one step in one pair of hands.
     *
     * @param name of the step, as its task is called
     * @param groups whom the step was offered to
     */
    public record Lost(
            String step,
            @Nullable Names name,
            @Nullable String actor,
            Duration time,
            RootCause cause,
            List<String> groups) {}

    /**
     * Who states the cause: one person, or whoever of some groups takes it.
     *
     * @param user null where it is offered to the groups
     */
    public record Stater(@Nullable String user, List<String> groups) {}

    /** Where the time of the worst overrun went; empty where nothing has to be stated. */
    @Transactional(readOnly = true)
    public Optional<Account> account(String number) {
        Instant now = clock.instant();
        return clocks.of(number).stream()
                .filter(broken -> broken.needsStatedCause(now))
                .max(Comparator.comparing(broken -> broken.overrun(now)))
                .map(worst -> account(worst, steps.of(number), now));
    }

    private static Account account(ServiceClock worst, Steps.Told told, Instant now) {
        return new Account(
                worst.target(),
                worst.round(),
                worst.overrun(now),
                LostTime.of(worst, told.stretches(), now).stream()
                        .map(lost -> new Lost(
                                lost.step(),
                                told.names().get(lost.step()),
                                lost.actor(),
                                lost.time(),
                                lost.cause(),
                                told.groups().getOrDefault(lost.step(), List.of())))
                        .toList());
    }

    /**
     * Who states it: whoever had the step that lost the most; the groups it was offered to where nobody had taken it; the
     * owner where people without accounts had it. For somebody who is away for more than a working day the deputy does, and
     * the owner for those who are gone, or whom the complaint is about.
     */
    @Transactional(readOnly = true)
    public Stater statedBy(Ticket ticket) {
        Lost most = account(ticket.number())
                .flatMap(account -> account.lost().stream().findFirst())
                .orElse(null);
        boolean ours = most != null && most.cause() != RootCause.DEVELOPER && most.cause() != RootCause.CONTRACTOR;
        if (most == null || !ours) {
            return owner(ticket);
        }
        if (most.actor() == null) {
            return most.groups().isEmpty() ? owner(ticket) : new Stater(null, most.groups());
        }
        return present(ticket, most.actor())
                .map(user -> new Stater(user, List.of()))
                .orElseGet(() -> owner(ticket));
    }

    /** The person, or who stands in for them; never anybody who left or whom the complaint is about. */
    private Optional<String> present(Ticket ticket, String user) {
        if (!isThere(ticket, user)) {
            return Optional.empty();
        }
        return isAwayForLong(ticket.site(), user)
                ? roster.deputyOf(ticket.site(), user, clock.instant()).filter(deputy -> isThere(ticket, deputy))
                : Optional.of(user);
    }

    private boolean isThere(Ticket ticket, String user) {
        return !user.equals(ticket.about())
                && people.find(user)
                        .filter(Actor::isStaff)
                        .filter(person -> person.belongsTo(ticket.site()))
                        .isPresent();
    }

    /** Whether somebody is away now, and still is when the cause has to be stated. */
    private boolean isAwayForLong(String site, String user) {
        Instant now = clock.instant();
        return roster.absent(site, user, now)
                && roster.absent(
                        site, user, calendars.of(site, "office").calendar().add(now, ONE_WORKING_DAY));
    }

    private static Stater owner(Ticket ticket) {
        return ticket.owner() != null
                ? new Stater(ticket.owner(), List.of())
                : new Stater(null, List.of(ticket.candidateGroup().split(",")));
    }

    /** Every breach that nobody has to explain, or will, gets the cause that its steps suggest. */
    @Transactional
    public void compute(String number) {
        Instant now = clock.instant();
        List<ServiceClock> unexplained = clocks.of(number).stream()
                .filter(broken -> broken.isBreached(now) && broken.cause().isEmpty())
                .toList();
        if (unexplained.isEmpty()) {
            return;
        }
        Steps.Told told = steps.of(number);
        for (ServiceClock broken : unexplained) {
            LostTime most = LostTime.most(broken, told.stretches(), now);
            clocks.stateCause(
                    number, broken.target(), broken.round(), most.reason(), most.cause(), Actor.STEWARD.user(), now);
        }
    }
}
