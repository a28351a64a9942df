package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.ticket.Tickets;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Investigate" completed: what the responsible department found and does about it. */
@Component
class InvestigateListener implements FormListener {

    private final TicketVariables variables;
    private final Tickets tickets;

    InvestigateListener(TicketVariables variables, Tickets tickets) {
        this.variables = variables;
        this.tickets = tickets;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "finding", "measure");
        String finding = form.requiredText("finding", 5_000);
        String measure = form.requiredText("measure", 5_000);
        form.refuse();
        variables.write(task, tickets.investigated(ticket(task), finding, measure));
    }
}
