package dev.steward.ticket.process;

import dev.steward.platform.Actors;
import dev.steward.platform.ChangedVariables;
import dev.steward.platform.Fields;
import dev.steward.platform.SentFields;
import dev.steward.ticket.BreachCauses;
import dev.steward.ticket.Candidates;
import dev.steward.ticket.CommandBody;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Takes what was sent with forms and commands, and writes what the gateways read, always from the record. */
@Component
class TicketVariables {

    private final Tickets tickets;
    private final BreachCauses causes;
    private final Candidates candidates;
    private final Actors actors;
    private final SentFields sent;

    TicketVariables(Tickets tickets, BreachCauses causes, Candidates candidates, Actors actors, SentFields sent) {
        this.sent = sent;
        this.tickets = tickets;
        this.causes = causes;
        this.candidates = candidates;
        this.actors = actors;
    }

    Fields completing(DelegateTask task, String... fields) {
        return sent.completing(task, actors.current(), Set.of(fields));
    }

    Fields commanding(DelegateExecution execution, Class<? extends Record> body) {
        return sent.commanding(execution, CommandBody.fields(body));
    }

    /** What a command changed, while the main path waits elsewhere: what its last step added stays. */
    void keep(VariableScope scope, Ticket ticket) {
        ChangedVariables.write(scope, ServiceTicketModel.variables(ticket, candidates.investigating(ticket)));
    }

    /** All variables from the record; those that steps add to it ({@code work}, {@code action}) are cleared. */
    void write(VariableScope scope, Ticket ticket) {
        write(scope, ticket, Map.of());
    }

    /** The same, with what this step adds. */
    void write(VariableScope scope, Ticket ticket, Map<String, Object> added) {
        Map<String, Object> variables =
                new HashMap<>(ServiceTicketModel.variables(ticket, candidates.investigating(ticket)));
        boolean causeDue = ticket.resolvedAt() != null && tickets.causeDue(ticket);
        variables.put("causeDue", causeDue);
        variables.put("causeStatedBy", causeDue ? causes.statedBy(ticket).user() : null);
        for (String name : Set.of("work", "visitResult", "action")) {
            variables.put(name, null);
        }
        variables.putAll(added);
        ChangedVariables.write(scope, variables);
    }
}
