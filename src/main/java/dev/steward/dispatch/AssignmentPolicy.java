package dev.steward.dispatch;

import dev.steward.ticket.Ticket;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Which orders may be sent without a dispatcher ({@code steward.dispatch.automatic}); none as shipped. An order is sent
 * only to a technician against whom nothing speaks ({@link Suggestion#fits}), and only the first time: what came back, or
 * is done again after an objection, wants a person's judgement.
 */
@Component
public class AssignmentPolicy {

    private final List<DispatchPool.Automatic> rules;

    AssignmentPolicy(DispatchPool dispatch) {
        this.rules = dispatch.automatic();
    }

    /** Whether the order may be sent by itself now. */
    public boolean covers(Ticket ticket, WorkOrder order) {
        boolean fresh = order.status() == OrderStatus.OPEN
                && order.round() == 1
                && order.tallies().dispatches() == 1
                && order.tallies().acceptances() == 0;
        return fresh
                && !order.isExternal()
                && !order.openToClaim()
                && !ticket.isEmergency()
                && rules.stream().anyMatch(rule -> rule.covers(ticket));
    }
}
