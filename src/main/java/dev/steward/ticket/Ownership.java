package dev.steward.ticket;

import static dev.steward.ticket.Saying.fact;

import dev.steward.calendar.book.Calendars;
import dev.steward.estate.Region;
import dev.steward.estate.Regions;
import dev.steward.estate.Roster;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.People;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.sla.ledger.Clocks;
import dev.steward.sla.ledger.Dimensions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the owner of a ticket changes: an accepted hand-over, a supervisor's decision, the deputy during an absence, the
 * housekeeper after the night. Never silently: both are told and it stays in the timeline.
 */
@Service
@Transactional
public class Ownership {

    /** A hand-over is answered within this business time, or it goes back. */
    static final Duration ANSWER_WITHIN = Duration.ofHours(4);

    private final Tickets tickets;
    private final TicketRepository repository;
    private final HandoverRepository handovers;
    private final Timeline timeline;
    private final StaffMessages messages;
    private final Calendars calendars;
    private final Regions regions;
    private final Roster roster;
    private final Clocks clocks;
    private final People people;
    private final Actors actors;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Ownership(
            Tickets tickets,
            TicketRepository repository,
            HandoverRepository handovers,
            Timeline timeline,
            StaffMessages messages,
            Calendars calendars,
            Regions regions,
            Roster roster,
            Clocks clocks,
            People people,
            Actors actors,
            Clock clock,
            ApplicationEventPublisher events) {
        this.tickets = tickets;
        this.repository = repository;
        this.handovers = handovers;
        this.timeline = timeline;
        this.messages = messages;
        this.calendars = calendars;
        this.regions = regions;
        this.roster = roster;
        this.clocks = clocks;
        this.people = people;
        this.actors = actors;
        this.clock = clock;
        this.events = events;
    }

    /** The owner offers the ticket to a colleague, who answers; until then nothing changes. */
    public Handover request(String number, String to, String reason) {
        Ticket ticket = tickets.held(number);
        ticket.requireOpen("handover");
        String owner = ticket.requireOwner();
        Actor actor = actors.current();
        if (!actor.user().equals(owner) && !actor.isAny(Role.SUPERVISOR, Role.MANAGER)) {
            throw Refusal.forbidden("Only its owner hands a ticket over; a supervisor reassigns it");
        }
        requireNewOwner(ticket, "to", to);
        Instant now = clock.instant();
        Handover handover = new Handover(number, ticket.site(), owner, to, reason, now);
        if (!handovers.add(handover)) {
            throw Refusal.conflict("Ticket {0} is offered to a colleague already; wait for the answer", number);
        }
        timeline.note(ticket, Saying.HANDOVER_OFFERED.of(fact("from", owner), fact("to", to), fact("reason", reason)));
        messages.handover(ticket, owner, to, reason, answerBy(handover), now);
        return handover;
    }

    /** When an unanswered hand-over goes back to the owner. */
    @Transactional(readOnly = true)
    public Instant answerBy(Handover handover) {
        return calendars.of(handover.site(), "service").calendar().add(handover.requestedAt(), ANSWER_WITHIN);
    }

    /** The hand-over that waits for an answer. */
    @Transactional(readOnly = true)
    public Optional<Handover> offered(String number) {
        return handovers.find(number);
    }

    /**
     * The colleague accepts, and owns the ticket from now on, or refuses with a reason. Nothing changes where it is not the
     * owner's any more who offered it.
     */
    public Ticket answer(String number, boolean accepted, @Nullable String reason) {
        Handover handover = handovers
                .find(number)
                .orElseThrow(() -> Refusal.conflict("Ticket {0} is not offered to anybody", number));
        if (!actors.current().user().equals(handover.to())) {
            throw Refusal.forbidden("The hand-over was offered to {0}", handover.to());
        }
        if (!accepted && reason == null) {
            throw Refusal.invalid("reason", "say why you cannot take it");
        }
        handovers.remove(number);
        Ticket ticket = tickets.held(number);
        if (!handover.from().equals(ticket.owner())) {
            noteMoot(ticket, handover);
            return ticket;
        }
        if (!accepted) {
            timeline.note(ticket, Saying.HANDOVER_REFUSED.of(fact("reason", reason)));
            messages.notAccepted(ticket, handover, "HANDOVER_REFUSED");
            return ticket;
        }
        return pass(ticket, handover.to(), "HANDED_OVER", handover.reason());
    }

    /** Nobody answered in time: the ticket stays with its owner. */
    public Ticket returned(String number) {
        Ticket ticket = tickets.held(number);
        handovers.find(number).ifPresent(handover -> {
            handovers.remove(number);
            if (!handover.from().equals(ticket.owner())) {
                noteMoot(ticket, handover);
                return;
            }
            timeline.note(ticket, Saying.HANDOVER_UNANSWERED.of(fact("to", handover.to())));
            messages.notAccepted(ticket, handover, "HANDOVER_UNANSWERED");
        });
        return ticket;
    }

    /** The ticket has ended: nobody has to answer any more. */
    @EventListener
    public void end(TicketEnded ended) {
        handovers.remove(ended.ticket());
    }

    private void noteMoot(Ticket ticket, Handover handover) {
        timeline.note(ticket, Saying.HANDOVER_MOOT.of(fact("to", handover.to())));
    }

    /** A supervisor decides who owns it. */
    public Ticket reassign(String number, String to, String reason) {
        Ticket ticket = tickets.held(number);
        ticket.requireOpen("reassign");
        if (!actors.current().isAny(Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR)) {
            throw Refusal.forbidden("Only a supervisor or manager reassigns a ticket; its owner hands it over");
        }
        requireNewOwner(ticket, "to", to);
        return pass(ticket, to, "REASSIGNED", reason);
    }

    /**
     * The owner is away or gone: the deputy owns it now. Without one who may, it goes to whoever keeps the region, then to a
     * supervisor or manager of the site, else stays.
     *
     * @param deputy who stands in; empty: the deputy of the roster
     */
    public Ticket deputise(String number, String absent, @Nullable String deputy) {
        Ticket ticket = tickets.held(number);
        if (!ticket.isOpen() || !absent.equals(ticket.owner())) {
            return ticket;
        }
        Instant now = clock.instant();
        return Stream.<Supplier<Stream<String>>>of(
                        () -> Stream.ofNullable(deputy),
                        () -> roster.deputyOf(ticket.site(), absent, now).stream(),
                        () -> keepers(ticket, now),
                        () -> people.with(Role.SUPERVISOR, ticket.site()).stream(),
                        () -> people.with(Role.MANAGER, ticket.site()).stream())
                .flatMap(Supplier::get)
                .filter(user -> !user.equals(absent) && mayOwn(ticket, user, now))
                .findFirst()
                .map(user -> pass(ticket, user, "ABSENCE", absent + " is away"))
                .orElse(ticket);
    }

    /** After the night a normal ticket passes from the monitoring centre to the region's housekeeper. */
    public Ticket afterNight(String number) {
        Ticket ticket = tickets.held(number);
        Instant now = clock.instant();
        if (!ticket.isOpen() || ticket.passesAt() == null || ticket.passesAt().isAfter(now)) {
            return ticket;
        }
        return keepers(ticket, now)
                .filter(user -> mayOwn(ticket, user, now))
                .findFirst()
                .filter(user -> !user.equals(ticket.owner()))
                .map(user -> pass(ticket, user, "NIGHT_RULE", "taken at night"))
                // nobody to pass it to: asked once, or its wake-up would be due for ever
                .orElseGet(() -> repository.save(ticket.change().nightOver().done()));
    }

    /** The housekeeper of the region, and who stands in for them. */
    private Stream<String> keepers(Ticket ticket, Instant now) {
        return regions.of(ticket.site(), ticket.home(), ticket.place()).map(Region::housekeeper).stream()
                .flatMap(keeper ->
                        Stream.concat(Stream.of(keeper), roster.deputyOf(ticket.site(), keeper, now).stream()));
    }

    private void requireNewOwner(Ticket ticket, String field, String user) {
        Actor person = people.staff(field, user, ticket.site());
        if (user.equals(ticket.owner())) {
            throw Refusal.invalid(field, "\"{0}\" owns the ticket already", user);
        }
        if (!suits(ticket, person)) {
            throw Refusal.invalid(field, "\"{0}\" cannot own this ticket", user);
        }
        if (roster.absent(ticket.site(), user, clock.instant())) {
            throw Refusal.invalid(field, "\"{0}\" is away", user);
        }
    }

    /** Whether somebody is there to own the ticket: of the staff of its site, at work, and not too near to it. */
    private boolean mayOwn(Ticket ticket, String user, Instant now) {
        return people.find(user)
                        .filter(person -> person.isStaff() && person.sites().contains(ticket.site()))
                        .filter(person -> suits(ticket, person))
                        .isPresent()
                && !roster.absent(ticket.site(), user, now);
    }

    /** A complaint about a member of staff is a supervisor's or a manager's, never that person's own. */
    private static boolean suits(Ticket ticket, Actor person) {
        return ticket.about() == null
                || (!person.user().equals(ticket.about()) && person.isAny(Role.SUPERVISOR, Role.MANAGER));
    }

    private Ticket pass(Ticket ticket, String to, String how, String reason) {
        String before = ticket.owner();
        Ticket passed = repository.save(ticket.change().owner(to).done());
        clocks.describe(ticket.number(), Dimensions.NONE.withOwner(to));
        timeline.note(
                passed,
                Saying.OWNER_CHANGED.of(
                        fact("from", before), fact("to", to), fact("how", how), fact("reason", reason)));
        messages.ownerChanged(passed, before, to, how);
        handovers.find(passed.number()).ifPresent(offer -> {
            handovers.remove(passed.number());
            noteMoot(passed, offer);
            events.publishEvent(new HandoverMoot(passed));
        });
        events.publishEvent(new OwnerChanged(passed, before));
        return passed;
    }
}
