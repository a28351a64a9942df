package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.ticket.Tickets;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Tell the result" completed: the resident hears the solution. */
@Component
class ConfirmSolutionListener implements FormListener {

    private final TicketVariables variables;
    private final Tickets tickets;

    ConfirmSolutionListener(TicketVariables variables, Tickets tickets) {
        this.variables = variables;
        this.tickets = tickets;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "solution");
        String solution = form.requiredText("solution", 5_000);
        form.refuse();
        variables.write(task, tickets.solved(ticket(task), solution));
    }
}
