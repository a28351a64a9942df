package dev.steward.ticket;

import static dev.steward.ticket.Saying.fact;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.language.Sentence;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.sla.PauseReason;
import dev.steward.sla.Policy;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.sla.ledger.Dimensions;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done to a ticket beside its main path, at any stage. */
@Service
@Transactional
public class Commands {

    private final Tickets tickets;
    private final TicketRepository repository;
    private final Timeline timeline;
    private final StaffMessages messages;
    private final ResidentNotices notices;
    private final Clocks clocks;
    private final BreachCauses causes;
    private final Actors actors;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Commands(
            Tickets tickets,
            TicketRepository repository,
            Timeline timeline,
            StaffMessages messages,
            ResidentNotices notices,
            Clocks clocks,
            BreachCauses causes,
            Actors actors,
            Clock clock,
            ApplicationEventPublisher events) {
        this.tickets = tickets;
        this.repository = repository;
        this.timeline = timeline;
        this.messages = messages;
        this.notices = notices;
        this.clocks = clocks;
        this.causes = causes;
        this.actors = actors;
        this.clock = clock;
        this.events = events;
    }

    /** The resident asks again: counted, and the owner is told, in the hours in which owners are. */
    public Ticket urge(String number, String text) {
        Ticket ticket = tickets.held(number);
        ticket.requireOpen("urge");
        Ticket urged = repository.save(ticket.change().urged().done());
        timeline.tell(urged, Entry.Type.URGED, text);
        if (urged.owner() != null) {
            Instant now = clock.instant();
            Optional<ServiceClock> resolution = clocks.of(number).stream()
                    .filter(promise -> promise.target() == Target.RESOLUTION)
                    .reduce((first, last) -> last);
            messages.urged(
                    urged,
                    urged.owner(),
                    resolution
                            .filter(ServiceClock::isOpen)
                            .flatMap(open -> open.due(now))
                            .orElse(null),
                    resolution.map(promise -> promise.tellAt(now)).orElse(now));
        }
        return urged;
    }

    /** The answer to the resident, beside the assessment's form. */
    public Ticket reply(String number, String text) {
        requireSpeaker(tickets.get(number), "reply to");
        return tickets.reply(number, text);
    }

    /**
     * A note; a public one is word to the resident, though no reply. What the resident's own app says publicly is the
     * resident's word, and no word of ours.
     */
    public Ticket comment(String number, String text, boolean isPublic) {
        Ticket ticket = tickets.held(number);
        if (!isPublic) {
            timeline.note(ticket, Entry.Type.COMMENTED, text);
            return ticket;
        }
        requireSpeaker(ticket, "comment publicly on");
        timeline.tell(ticket, Entry.Type.COMMENTED, text);
        if (!actors.current().is(Role.INTEGRATION)) {
            tickets.nextProgress(ticket);
            notices.progress(ticket, timeline.of(number).size(), text, null);
        }
        return ticket;
    }

    /** Only the resident can go on: the clocks stand still, bounded. */
    public Ticket pause(String number, PauseReason reason, @Nullable Instant until) {
        Ticket ticket = tickets.held(number);
        ticket.requireOpen("pause");
        requireOwnerOrSupervisor(ticket, "pause");
        if (ticket.waiting()) {
            throw Refusal.conflict("Ticket {0} is paused already; legal now: resume", number);
        }
        Instant now = clock.instant();
        if (until != null && !until.isAfter(now)) {
            throw Refusal.invalid("until", "must be later than now");
        }
        return paused(ticket, reason, until);
    }

    /** The same, decided by a visit: the resident was absent, refused, or has a quote to decide on. */
    public Ticket paused(Ticket ticket, PauseReason reason, @Nullable Instant until) {
        if (ticket.waiting()) {
            return ticket;
        }
        Instant now = clock.instant();
        var ends = clocks.pause(ticket.number(), reason, until, actors.current().user(), now);
        if (ends.isEmpty()) {
            throw Refusal.conflict(
                    "Ticket {0} has no clock that may be paused (any more): the service level, or the bounds of"
                            + " pauses, forbid it",
                    ticket.number());
        }
        Ticket waiting = repository.save(ticket.change().waiting(true).done());
        timeline.tell(waiting, Saying.PAUSED.of(fact("reason", reason), fact("until", ends.get())));
        events.publishEvent(new ClocksMoved(ticket.number()));
        return waiting;
    }

    /** The wait is over. */
    public Ticket resume(String number) {
        Ticket ticket = tickets.held(number);
        ticket.requireOpen("resume");
        if (!ticket.waiting()) {
            throw Refusal.conflict("Ticket {0} is not paused; legal now: pause", number);
        }
        return resumed(ticket);
    }

    /** The same, where something else ended the wait; nothing happens when it is not paused. */
    public Ticket resumed(Ticket ticket) {
        if (!ticket.waiting()) {
            return ticket;
        }
        clocks.resume(ticket.number(), actors.current().user(), clock.instant());
        Ticket going = repository.save(ticket.change().waiting(false).done());
        timeline.tell(going, Saying.RESUMED.of());
        events.publishEvent(new ClocksMoved(ticket.number()));
        return going;
    }

    /** Another priority: the targets are looked up again and applied from the original start. */
    public Ticket reprioritise(String number, Priority priority, String reason) {
        Ticket ticket = tickets.held(number);
        ticket.requireOpen("reprioritise");
        Actor actor = actors.current();
        boolean down = priority.compareTo(ticket.priority()) > 0;
        if (down && ticket.isEmergency() && !actor.isAny(Role.SUPERVISOR, Role.MANAGER)) {
            throw Refusal.forbidden("Only a supervisor takes an emergency down");
        }
        if (!down || !ticket.isEmergency()) {
            requireStaff(actor, "reprioritise");
        }
        if (priority == ticket.priority()) {
            throw Refusal.invalid("priority", "the ticket is {0} already", priority);
        }
        Policy policy = tickets.promised(ticket, priority);
        clocks.retarget(number, policy, actor.user(), reason, clock.instant());
        clocks.describe(number, Dimensions.NONE.withPriority(priority.name()));
        boolean waits = ticket.waiting() && clocks.paused(number);
        Ticket changed = repository.save(
                ticket.change().priority(priority, policy.row()).waiting(waits).done());
        timeline.note(
                changed,
                Saying.REPRIORITISED.of(fact("from", ticket.priority()), fact("to", priority), fact("reason", reason)));
        if (ticket.waiting() && !waits) {
            timeline.tell(changed, Saying.RESUMED.of());
        }
        events.publishEvent(new ClocksMoved(number));
        events.publishEvent(new TicketReprioritised(number, priority));
        return changed;
    }

    /** Whether a withdrawal ends the ticket; while a hazard, or what became an emergency, is worked on it is only noted. */
    @Transactional(readOnly = true)
    public boolean withdrawalEnds(String number) {
        Ticket ticket = tickets.get(number);
        ticket.requireOpen("withdraw");
        requireSpeaker(ticket, "withdraw");
        boolean dangerous = ticket.hazard() || ticket.isEmergency();
        return !(dangerous && ticket.resolvedAt() == null && ticket.outcome() == Outcome.REPAIR);
    }

    /** The reporter takes it back, but the hazard is worked on: noted, and the work goes on. */
    public Ticket withdrawalNoted(String number, String reason) {
        Ticket ticket = tickets.held(number);
        timeline.tell(ticket, Saying.WITHDRAWAL_NOTED.of(fact("reason", reason)));
        return ticket;
    }

    /** The reporter takes it back: orders, visits, clocks and pauses end with it. */
    public Ticket withdraw(String number, String reason) {
        Ticket ticket = tickets.held(number);
        if (!withdrawalEnds(number)) {
            throw Refusal.conflict(
                    "Ticket {0} is about a hazard that is being worked on; a withdrawal does not stop the work",
                    number);
        }
        Instant now = clock.instant();
        causes.compute(number);
        clocks.cancelAll(number, now);
        Ticket withdrawn =
                repository.save(ticket.change().ended(Status.WITHDRAWN, now).done());
        timeline.tell(withdrawn, Entry.Type.WITHDRAWN, reason);
        events.publishEvent(new TicketWithdrawn(number));
        events.publishEvent(new TicketEnded(number));
        notices.closed(withdrawn, reason, null);
        return withdrawn;
    }

    /** A further request becomes a ticket of its own; this only notes it here. */
    public Ticket splitOff(String number, String into) {
        Ticket ticket = tickets.held(number);
        timeline.note(ticket, Saying.SPLIT_OFF.of(fact("ticket", into)));
        return ticket;
    }

    private void requireOwnerOrSupervisor(Ticket ticket, @CompileTimeConstant String command) {
        Actor actor = actors.current();
        boolean may = Objects.equals(actor.user(), ticket.owner())
                || actor.isAny(Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR, Role.INTEGRATION, Role.DISPATCHER)
                || actor.isSteward();
        if (!may) {
            throw Refusal.forbidden(
                    "Only the owner, a dispatcher or a supervisor may {0} this ticket", Sentence.of(command));
        }
    }

    /** What a resident is told or has said goes through those who speak with them, not through whoever only works there. */
    private void requireSpeaker(Ticket ticket, @CompileTimeConstant String command) {
        Actor actor = actors.current();
        boolean speaks = actor.isSteward()
                || actor.is(Role.INTEGRATION)
                || actor.isAny(Role.SPEAK_WITH_RESIDENTS)
                || actor.user().equals(ticket.owner());
        if (!speaks) {
            throw Refusal.forbidden(
                    "Only whoever speaks with residents may {0} a ticket; tell its owner, or comment",
                    Sentence.of(command));
        }
    }

    private static void requireStaff(Actor actor, @CompileTimeConstant String command) {
        if (!actor.isStaff() && !actor.isSteward()) {
            throw Refusal.forbidden("Only staff may {0} a ticket", Sentence.of(command));
        }
    }
}
