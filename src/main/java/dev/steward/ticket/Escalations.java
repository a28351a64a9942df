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
        page(ticket, climbed);
        for (Climbed rung : climbed) {
            tell(ticket, rung);
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

    /**
     * Calls whoever is on call now, by promise: after an outage one call says as much as twenty. The latest rung calls, since
     * the first may have been told already by whoever sent the order.
     */
    private void page(Ticket ticket, List<Climbed> climbed) {
        Set<String> paged = new HashSet<>();
        for (int latest = climbed.size() - 1; latest >= 0; latest--) {
            Climbed rung = climbed.get(latest);
            for (Told whom : rung.whom()) {
                if (calls(rung, whom)) {
                    Set<String> users = users(ticket, whom, rung.target());
                    users.removeIf(user -> !paged.add(rung.target() + "/" + rung.round() + "/" + user));
                    messages.page(ticket, key(rung), users, due(ticket, rung));
                }
            }
        }
    }

    private void tell(Ticket ticket, Climbed rung) {
        Instant due = due(ticket, rung);
        Set<String> told = new LinkedHashSet<>();
        for (Told whom : rung.whom()) {
            Set<String> users = users(ticket, whom, rung.target());
            told.addAll(users);
            if (!calls(rung, whom)) {
                messages.rung(
                        ticket, key(rung), users, kind(rung), rung.target().name(), due, rung.tellAt());
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

    private static String key(Climbed rung) {
        return rung.target() + "/" + rung.round() + "/" + rung.rung();
    }

    private Instant due(Ticket ticket, Climbed rung) {
        return clocks.dueOf(ticket.number(), rung.target()).orElse(rung.at());
    }

    /** Where somebody on call is called, those who may take it are too. */
    private static boolean calls(Climbed rung, Told whom) {
        return whom.whom() == Told.Whom.ON_CALL
                || whom.whom() == Told.Whom.CANDIDATES
                        && rung.whom().stream().anyMatch(other -> other.whom() == Told.Whom.ON_CALL);
    }

    private static String kind(Climbed rung) {
        return rung.breach() ? "BREACH" : rung.rung().startsWith("+") ? "ESCALATION" : "REMINDER";
    }

    private Set<String> users(Ticket ticket, Told told, Target target) {
        Set<String> users = new LinkedHashSet<>(
                switch (told.whom()) {
                    case OWNER ->
                        ticket.owner() != null ? List.of(ticket.owner()) : with(ticket.candidateGroup(), ticket.site());
                    case SUPERVISOR -> people.with(Role.SUPERVISOR, ticket.site());
                    case MANAGER -> people.with(Role.MANAGER, ticket.site());
                    case ON_CALL ->
                        roster.onCall(ticket.site(), Role.TECHNICIAN, clock.instant()).stream()
                                .filter(duty -> duty.rank() == told.rank())
                                .map(Duty::user)
                                .toList();
                    case CANDIDATES -> with(candidates(ticket, target), ticket.site());
                });
        users.remove(ticket.about());
        return users;
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
