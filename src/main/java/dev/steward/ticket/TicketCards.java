package dev.steward.ticket;

import dev.steward.sla.ledger.ClockView;
import dev.steward.sla.ledger.ClockViews;
import dev.steward.ticket.process.OpenTask;
import dev.steward.ticket.process.TicketProcess;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The cards of a page of tasks at once: as many statements for a hundred as for one. */
@Service
@Transactional(readOnly = true)
class TicketCards {

    private final TicketSearch search;
    private final TicketProcess process;
    private final ClockViews clocks;
    private final Clock clock;

    TicketCards(TicketSearch search, TicketProcess process, ClockViews clocks, Clock clock) {
        this.search = search;
        this.process = process;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** The tickets of these numbers and of these open tasks, as far as whoever acts may see them. */
    List<TicketCard> of(Collection<String> numbers, Collection<String> tasks) {
        Map<String, List<OpenTask>> steps = process.ticketsOf(tasks);
        Set<String> asked = new LinkedHashSet<>(numbers);
        asked.addAll(steps.keySet());
        List<Ticket> seen = search.visible(asked);
        Map<String, List<ClockView>> running =
                clocks.openOf(seen.stream().map(Ticket::number).toList());
        Instant now = clock.instant();
        return seen.stream()
                .map(ticket -> TicketCard.of(
                        ticket,
                        steps.getOrDefault(ticket.number(), List.of()).stream()
                                .map(step -> TicketCard.Step.of(step, now))
                                .toList(),
                        running.getOrDefault(ticket.number(), List.of())))
                .toList();
    }
}
