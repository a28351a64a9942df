package dev.steward.ticket;

import dev.steward.notice.Standing;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import org.springframework.stereotype.Component;

/** Nobody is reminded of a promise that was kept meanwhile, nor of anything of a ticket that ended; a breach is told. */
@Component
class StandingRungs implements Standing {

    private final TicketRepository tickets;
    private final Clocks clocks;

    StandingRungs(TicketRepository tickets, Clocks clocks) {
        this.tickets = tickets;
        this.clocks = clocks;
    }

    @Override
    public boolean stands(String ticket, String rung, String target) {
        return clocks.isOpen(ticket, Target.valueOf(target))
                || rung.equals("BREACH")
                        && tickets.find(ticket).filter(Ticket::isOpen).isPresent();
    }
}
