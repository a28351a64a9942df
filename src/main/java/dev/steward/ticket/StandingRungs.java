package dev.steward.ticket;

import dev.steward.notice.StaffStage;
import dev.steward.notice.Standing;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Nobody is reminded of a promise that was kept meanwhile, nor of anything of a ticket that ended; a breach is told, and
 * so is that the resident asked again, whatever was promised.
 */
@Component
class StandingRungs implements Standing {

    private final TicketRepository tickets;
    private final Clocks clocks;

    StandingRungs(TicketRepository tickets, Clocks clocks) {
        this.tickets = tickets;
        this.clocks = clocks;
    }

    @Override
    public boolean stands(String ticket, StaffStage stage, Map<String, String> facts) {
        return switch (stage) {
            case RUNG ->
                clocks.isOpen(ticket, Target.valueOf(facts.getOrDefault("target", "")))
                        || "BREACH".equals(facts.get("rung")) && isOpen(ticket);
            case URGED -> isOpen(ticket);
            case PAGE, ORDER, VISIT, ORDER_WITHDRAWN, ORDER_URGENT, HANDOVER, OWNER_CHANGED -> true;
        };
    }

    private boolean isOpen(String ticket) {
        return tickets.find(ticket).filter(Ticket::isOpen).isPresent();
    }
}
