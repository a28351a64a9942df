package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.sla.RootCause;
import dev.steward.ticket.Tickets;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "State breach cause" completed: why a promise was broken. */
@Component
class StateBreachCauseListener implements FormListener {

    private final TicketVariables variables;
    private final Tickets tickets;

    StateBreachCauseListener(TicketVariables variables, Tickets tickets) {
        this.variables = variables;
        this.tickets = tickets;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "breachReason", "rootCause");
        String reason = form.requiredText("breachReason", 2_000);
        RootCause cause = form.required("rootCause", RootCause.class);
        form.refuse();
        variables.write(task, tickets.causeStated(ticket(task), reason, cause));
    }
}
