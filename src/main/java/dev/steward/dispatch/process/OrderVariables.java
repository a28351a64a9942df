package dev.steward.dispatch.process;

import dev.steward.dispatch.AssignmentPolicy;
import dev.steward.dispatch.Orders;
import dev.steward.dispatch.Work;
import dev.steward.dispatch.WorkOrder;
import dev.steward.platform.Actors;
import dev.steward.platform.ChangedVariables;
import dev.steward.platform.Fields;
import dev.steward.platform.SentFields;
import dev.steward.ticket.Candidates;
import dev.steward.ticket.Slot;
import dev.steward.ticket.Ticket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what was sent with forms, and writes what the gateways read, always from the record. */
@Component
class OrderVariables {

    private final Actors actors;
    private final AssignmentPolicy policy;
    private final Candidates candidates;
    private final SentFields sent;

    OrderVariables(Actors actors, AssignmentPolicy policy, Candidates candidates, SentFields sent) {
        this.candidates = candidates;
        this.sent = sent;
        this.actors = actors;
        this.policy = policy;
    }

    Fields completing(DelegateTask task, String... fields) {
        return sent.completing(task, actors.current(), Set.of(fields));
    }

    /** Writes what the record says. */
    void write(VariableScope scope, Work work) {
        ChangedVariables.write(scope, of(work));
    }

    /** What the record says. */
    Map<String, Object> of(Work work) {
        Ticket ticket = work.ticket();
        WorkOrder order = work.order();
        Map<String, Object> variables = new HashMap<>();
        variables.put("ticket", ticket.number());
        variables.put("site", ticket.site());
        variables.put("home", ticket.where());
        variables.put("priority", ticket.priority().name());
        variables.put("category", ticket.category());
        if (ticket.about() != null) {
            variables.put("dispatchGroup", candidates.dispatching(ticket));
        }
        variables.put("provider", order.provider().name());
        variables.put("technician", order.technician());
        variables.put("openToClaim", order.openToClaim());
        variables.put("byPolicy", policy.covers(ticket, order));
        variables.put("accepted", order.accepted());
        variables.put("slotAgreed", order.slotAgreed());
        variables.put("next", order.next() == null ? null : order.next().name());
        return variables;
    }

    /** A slot of a form: both ends or none. */
    static @Nullable Slot slot(Fields form, String from, String to) {
        return Orders.slot(form, from, to);
    }
}
