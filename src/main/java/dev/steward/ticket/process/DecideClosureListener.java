package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.ticket.Tickets;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Decide closure" completed: the manager ends what satisfies nobody. */
@Component
class DecideClosureListener implements FormListener {

    private final TicketVariables variables;
    private final Tickets tickets;

    DecideClosureListener(TicketVariables variables, Tickets tickets) {
        this.variables = variables;
        this.tickets = tickets;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "reason", "redress");
        String reason = form.requiredText("reason", 2_000);
        String redress = form.requiredText("redress", 2_000);
        form.refuse();
        variables.write(task, tickets.closureDecided(ticket(task), reason, redress));
    }
}
