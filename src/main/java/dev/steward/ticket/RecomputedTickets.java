package dev.steward.ticket;

import dev.steward.sla.ledger.Clocks;
import dev.steward.sla.ledger.ClocksRecomputed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What follows for a ticket whose clocks were brought to the rules in force: where these let none of them stand still, nobody
 * waits for the resident any more.
 */
@Component
class RecomputedTickets {

    private final Tickets tickets;
    private final TicketRepository repository;
    private final Timeline timeline;
    private final Clocks clocks;
    private final ApplicationEventPublisher events;

    RecomputedTickets(
            Tickets tickets,
            TicketRepository repository,
            Timeline timeline,
            Clocks clocks,
            ApplicationEventPublisher events) {
        this.tickets = tickets;
        this.repository = repository;
        this.timeline = timeline;
        this.clocks = clocks;
        this.events = events;
    }

    @EventListener
    void follow(ClocksRecomputed recomputed) {
        String number = recomputed.ticket();
        Ticket ticket = tickets.get(number);
        if (ticket.waiting() && !clocks.paused(number)) {
            Ticket going = repository.save(ticket.change().waiting(false).done());
            timeline.tell(going, Saying.RESUMED.of());
        }
        events.publishEvent(new ClocksMoved(number));
    }
}
