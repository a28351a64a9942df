package dev.steward.ticket;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** For when the timer of each ticket is armed. */
@Component
public class WakeUps {

    private final TicketRepository repository;

    WakeUps(TicketRepository repository) {
        this.repository = repository;
    }

    /** The timer was set. */
    public void armed(String ticket, Instant at) {
        repository.wakesAt(ticket, at);
    }

    /** When the timer goes off; empty before the ladder was opened. */
    public Optional<Instant> armedFor(String ticket) {
        return repository.wakesAt(ticket);
    }

    /** The process instance whose timer it is. */
    public String process(String ticket) {
        return repository.find(ticket).map(Ticket::process).orElse("");
    }
}
