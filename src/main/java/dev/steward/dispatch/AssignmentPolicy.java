package dev.steward.dispatch;

import dev.steward.estate.Catalogue;
import dev.steward.platform.CannotStart;
import dev.steward.ticket.Priority;
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

    AssignmentPolicy(DispatchPool dispatch, Catalogue catalogue) {
        this.rules = dispatch.automatic();
        for (int i = 0; i < rules.size(); i++) {
            String at = "steward.dispatch.automatic[" + i + "]";
            rules.get(i).categories().stream()
                    .filter(category -> catalogue.find(category).isEmpty())
                    .findFirst()
                    .ifPresent(unknown -> {
                        throw new CannotStart(at + ".categories: \"" + unknown + "\" is not in the catalogue");
                    });
            if (rules.get(i).priorities().contains(Priority.EMERGENCY)) {
                throw new CannotStart(at + ".priorities: an emergency goes to those on call; leave EMERGENCY out");
            }
        }
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
