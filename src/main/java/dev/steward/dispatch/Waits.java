package dev.steward.dispatch;

import dev.steward.sla.PauseBounds;
import dev.steward.sla.PauseReason;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.Commands;
import dev.steward.ticket.Ticket;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The wait for the resident that a visit begins or ends. */
@Component
class Waits {

    private final Commands commands;
    private final Clocks clocks;
    private final PauseBounds bounds;
    private final Clock clock;

    Waits(
            Commands commands,
            Clocks clocks,
            @Value("${steward.sla.pause-days:5}") int eachPause,
            @Value("${steward.sla.pause-days-in-total:15}") int allPauses,
            Clock clock) {
        this.commands = commands;
        this.clocks = clocks;
        this.bounds = new PauseBounds(eachPause, allPauses);
        this.clock = clock;
    }

    /** Waits, as far as the service level allows it; otherwise the clocks run on. */
    Ticket begin(Ticket ticket, PauseReason reason) {
        Instant now = clock.instant();
        boolean may = clocks.of(ticket.number()).stream()
                .anyMatch(running -> running.pauseUntil(now, null, bounds).isPresent());
        return may ? commands.paused(ticket, reason, null) : ticket;
    }

    /** Nobody waits for the resident any more. */
    Ticket end(Ticket ticket) {
        return commands.resumed(ticket);
    }
}
