package dev.steward.ticket;

import static dev.steward.ticket.Saying.fact;

import dev.steward.estate.Duty;
import dev.steward.estate.Roster;
import dev.steward.platform.People;
import dev.steward.platform.Role;
import dev.steward.sla.Climbed;
import dev.steward.sla.Target;
import dev.steward.sla.Told;
import dev.steward.sla.ledger.Clocks;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Nothing is forgotten: climbs the rungs that are due, tells whom they name, ends pauses that ran out and passes tickets
 * on after the night. A wake-up that comes late does all that was missed; one that comes for nothing does nothing.
 */
@Service
@Transactional
public class Escalations {

    private final Tickets tickets;
    private final TicketRepository repository;
    private final Ownership ownership;
    private final Timeline timeline;
    private final StaffMessages messages;
    private final ResidentNotices notices;
    private final Clocks clocks;
    private final Roster roster;
    private final People people;
    private final Candidates candidates;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Escalations(
            Tickets tickets,
            TicketRepository repository,
            Ownership ownership,
            Timeline timeline,
            StaffMessages messages,
            ResidentNotices notices,
            Clocks clocks,
            Roster roster,
            People people,
            Candidates candidates,
            Clock clock,
            ApplicationEventPublisher events) {
        this.tickets = tickets;
        this.repository = repository;
        this.ownership = ownership;
        this.timeline = timeline;
        this.messages = messages;
        this.notices = notices;
        this.clocks = clocks;
        this.roster = roster;
        this.people = people;
        this.candidates = candidates;
        this.clock = clock;
        this.events = events;
    }

    /** Climbs what is due by now. */
    public Ticket climb(String number) {
        Instant now = clock.instant();
        Ticket ticket = ownership.afterNight(number);
        List<Climbed> climbed = clocks.climb(number, now);
        Set<String> paged = new HashSet<>();
        for (Climbed rung : climbed) {
            tell(ticket, rung, paged);
        }
        if (ticket.waiting() && !clocks.paused(number)) {
            ticket = repository.save(ticket.change().waiting(false).done());
            timeline.tell(ticket, Saying.PAUSE_RAN_OUT.of());
            events.publishEvent(new ClocksMoved(number));
        }
        return ticket;
    }

    /** Whether anything of the ticket can still escalate: not after the last return visit. */
    public boolean mayEscalate(Ticket ticket) {
        return ticket.isOpen() && ticket.status() != Status.VISITED;
    }

    /** The next instant at which something of the ticket is due: a rung, the end of a pause or of the night. */
    @Transactional(readOnly = true)
    public Optional<Instant> nextWakeUp(String number) {
        return Stream.of(
                        clocks.nextWakeUp(number),
                        Optional.ofNullable(tickets.get(number).passesAt()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** @param paged who was called in this climb, by promise: after an outage one call says as much as twenty */
    private void tell(Ticket ticket, Climbed rung, Set<String> paged) {
        Instant due = clocks.dueOf(ticket.number(), rung.target()).orElse(rung.at());
        String key = rung.target() + "/" + rung.round() + "/" + rung.rung();
        boolean call = rung.whom().stream().anyMatch(whom -> whom.whom() == Told.Whom.ON_CALL);
        Set<String> told = new LinkedHashSet<>();
        for (Told whom : rung.whom()) {
            Set<String> users = new LinkedHashSet<>(users(ticket, whom, rung.target(), rung.at()));
            users.remove(ticket.about());
            told.addAll(users);
            if (whom.whom() == Told.Whom.ON_CALL || call && whom.whom() == Told.Whom.CANDIDATES) {
                users.removeIf(user -> !paged.add(rung.target() + "/" + rung.round() + "/" + user));
                messages.page(ticket, key, users, due);
            } else {
                messages.rung(ticket, key, users, kind(rung), rung.target().name(), due, rung.tellAt());
            }
        }
        timeline.add(
                ticket,
                rung.at(),
                "steward",
                Saying.RUNG.of(
                        fact("target", rung.target()),
                        fact("rung", rung.rung()),
                        fact("told", String.join(", ", told))),
                false);
        if (rung.breach() && rung.target() == Target.RESOLUTION) {
            notices.delayed(ticket, rung.round(), "OVERDUE", null);
        }
    }

    private static String kind(Climbed rung) {
        return rung.breach() ? "BREACH" : rung.rung().startsWith("+") ? "ESCALATION" : "REMINDER";
    }

    private List<String> users(Ticket ticket, Told told, Target target, Instant at) {
        return switch (told.whom()) {
            case OWNER ->
                ticket.owner() != null ? List.of(ticket.owner()) : with(ticket.candidateGroup(), ticket.site());
            case SUPERVISOR -> people.with(Role.SUPERVISOR, ticket.site());
            case MANAGER -> people.with(Role.MANAGER, ticket.site());
            case ON_CALL ->
                roster.onCall(ticket.site(), Role.TECHNICIAN, at).stream()
                        .filter(duty -> duty.rank() == told.rank())
                        .map(Duty::user)
                        .toList();
            case CANDIDATES -> with(candidates(ticket, target), ticket.site());
        };
    }

    /** The groups whose task it is that keeps the promise. */
    private String candidates(Ticket ticket, Target target) {
        return switch (target) {
            case RESPONSE, RESOLUTION, PROGRESS -> ticket.candidateGroup();
            case ACCEPT, ATTENDANCE, MADE_SAFE -> Role.TECHNICIAN.group();
            case DISPATCH -> Role.DISPATCHER.group();
            case INVESTIGATION -> candidates.investigating(ticket);
            case CALLBACK -> candidates.asking(ticket);
            case FOLLOW_UP -> candidates.followingUp(ticket);
        };
    }

    private List<String> with(String groups, String site) {
        return Arrays.stream(groups.split(","))
                .map(Role::ofGroup)
                .flatMap(Optional::stream)
                .flatMap(role -> people.with(role, site).stream())
                .distinct()
                .toList();
    }
}
