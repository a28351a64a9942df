package dev.steward.visit.process;

import dev.steward.platform.Actors;
import dev.steward.platform.ChangedVariables;
import dev.steward.platform.Fields;
import dev.steward.platform.SentFields;
import dev.steward.ticket.Candidates;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import dev.steward.visit.ReturnVisit;
import dev.steward.visit.VisitResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Takes forms out of the process and writes back what the gateways read, always from the record. */
@Component
class VisitVariables {

    private final Tickets tickets;
    private final Candidates candidates;
    private final Actors actors;
    private final SentFields sent;

    VisitVariables(Tickets tickets, Candidates candidates, Actors actors, SentFields sent) {
        this.sent = sent;
        this.tickets = tickets;
        this.candidates = candidates;
        this.actors = actors;
    }

    Fields completing(DelegateTask task, String... fields) {
        return sent.completing(task, actors.current(), Set.of(fields));
    }

    void write(VariableScope scope, ReturnVisit visit) {
        Ticket ticket = tickets.get(visit.ticket());
        Map<String, Object> variables = new HashMap<>();
        variables.put("ticket", ticket.number());
        variables.put("site", ticket.site());
        variables.put("home", ticket.where());
        variables.put("priority", ticket.priority().name());
        variables.put("category", ticket.category());
        variables.put("visitGroup", candidates.asking(ticket));
        variables.put("followUpGroup", candidates.followingUp(ticket));
        variables.put("sharedArea", visit.sharedArea());
        variables.put(
                "visitResult", visit.result() == null ? null : visit.result().name());
        variables.put("followUp", visit.result() == VisitResult.OBJECTED && !tickets.isForTheManager(ticket));
        ChangedVariables.write(scope, variables);
    }
}
