package dev.steward.ticket;

import static dev.steward.ticket.Saying.fact;

import dev.steward.estate.Catalogue;
import dev.steward.estate.Category;
import dev.steward.platform.Actors;
import dev.steward.platform.Refusal;
import dev.steward.sla.Policy;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.sla.ledger.Dimensions;
import dev.steward.sla.process.ServiceLevelTable;
import dev.steward.ticket.process.TriageTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Old tickets that are finished: records with their real times, their clocks judged as if they had run here. */
@Service
@Transactional
public class FinishedTickets {

    private final TicketRepository repository;
    private final TriageTable triage;
    private final ServiceLevelTable serviceLevels;
    private final Catalogue catalogue;
    private final DangerWords dangerWords;
    private final Clocks clocks;
    private final Timeline timeline;
    private final Actors actors;

    FinishedTickets(
            TicketRepository repository,
            TriageTable triage,
            ServiceLevelTable serviceLevels,
            Catalogue catalogue,
            DangerWords dangerWords,
            Clocks clocks,
            Timeline timeline,
            Actors actors) {
        this.repository = repository;
        this.triage = triage;
        this.serviceLevels = serviceLevels;
        this.catalogue = catalogue;
        this.dangerWords = dangerWords;
        this.clocks = clocks;
        this.timeline = timeline;
        this.actors = actors;
    }

    /** The ticket that was imported under a reference of the older system. */
    @Transactional(readOnly = true)
    public Optional<String> imported(String site, String externalReference) {
        return repository.find(site, Channel.IMPORT, externalReference).map(Ticket::number);
    }

    /** Adds it; its number is of the year in which it was opened. */
    public Ticket add(FinishedTicket old) {
        Category category = catalogue
                .find(old.category())
                .orElseThrow(() -> Refusal.invalid("category", "\"{0}\" is not in the catalogue", old.category()));
        String danger = dangerWords.in(old.title() + "\n" + old.description()).name();
        Triage found = triage.triage(old.kind().name(), old.category(), old.home() != null, danger);
        Priority priority = old.priority() == null ? found.priority() : old.priority();
        Policy policy = serviceLevels.policy(old.kind().name(), old.category(), priority.name(), old.site());
        long sequence = repository
                .draw(old.site(), null, old.category(), old.kind(), old.openedAt(), old.openedAt())
                .sequence();
        Instant solved = old.resolvedAt() == null ? old.closedAt() : old.resolvedAt();
        Ticket ticket = new Ticket(
                "ST-%d-%06d".formatted(old.openedAt().atOffset(ZoneOffset.UTC).getYear(), sequence),
                old.site(),
                old.home(),
                old.place(),
                old.building(),
                old.region(),
                old.asset(),
                old.kind(),
                old.category(),
                old.title(),
                old.description(),
                Channel.IMPORT,
                old.externalReference(),
                null,
                null,
                priority,
                category.hazard(),
                found.responsible(),
                found.cooperating(),
                found.facing(),
                found.candidateGroup(),
                found.skill() != null ? found.skill() : category.trade(),
                policy.row(),
                null,
                null,
                null,
                old.status(),
                false,
                null,
                null,
                old.repliedAt(),
                old.openedAt(),
                old.status() == Status.CLOSED ? solved : null,
                old.closedAt(),
                0,
                0,
                false,
                true,
                false,
                0,
                null,
                null,
                null,
                null,
                null,
                0);
        repository.add(ticket, old.reporter());
        judge(ticket, policy, old, solved);
        timeline.add(
                ticket,
                old.openedAt(),
                actors.current().user(),
                Saying.IMPORTED.of(fact("reference", old.externalReference())),
                false);
        timeline.add(
                ticket, old.closedAt(), actors.current().user(), Saying.CLOSED.of(fact("status", old.status())), true);
        return ticket;
    }

    private void judge(Ticket ticket, Policy policy, FinishedTicket old, Instant solved) {
        List<Target> known = List.of(Target.RESPONSE, Target.RESOLUTION);
        clocks.start(ticket.number(), ticket.site(), policy, known, 1, old.openedAt(), dimensions(ticket));
        if (old.status() != Status.CLOSED) {
            clocks.cancelAll(ticket.number(), old.closedAt());
            return;
        }
        clocks.met(ticket.number(), Target.RESPONSE, old.repliedAt() == null ? solved : old.repliedAt());
        clocks.met(ticket.number(), Target.RESOLUTION, solved);
    }

    private static Dimensions dimensions(Ticket ticket) {
        return new Dimensions(
                ticket.region(),
                ticket.building(),
                ticket.responsible(),
                null,
                null,
                null,
                ticket.category(),
                ticket.priority().name(),
                ticket.channel().name(),
                ticket.kind().name());
    }
}
