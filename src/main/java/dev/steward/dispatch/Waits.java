package dev.steward.dispatch;

import dev.steward.sla.PauseReason;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.Commands;
import dev.steward.ticket.Ticket;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** The wait for the resident that a visit begins or ends. */
@Component
class Waits {

    private final Commands commands;
    private final Clocks clocks;
    private final Clock clock;

    Waits(Commands commands, Clocks clocks, Clock clock) {
        this.commands = commands;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** Waits, as far as the service level allows it; otherwise the clocks run on. */
    Ticket begin(Ticket ticket, PauseReason reason) {
        boolean may = clocks.pauseUntil(ticket.number(), clock.instant()).isPresent();
        return may ? commands.paused(ticket, reason, null) : ticket;
    }

    /** Nobody waits for the resident any more. */
    Ticket end(Ticket ticket) {
        return commands.resumed(ticket);
    }
}
