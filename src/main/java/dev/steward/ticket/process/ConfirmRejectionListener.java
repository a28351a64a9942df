package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.ticket.Tickets;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Confirm rejection" completed: it stands, or the owner assesses again. */
@Component
class ConfirmRejectionListener implements FormListener {

    private final TicketVariables variables;
    private final Tickets tickets;

    ConfirmRejectionListener(TicketVariables variables, Tickets tickets) {
        this.variables = variables;
        this.tickets = tickets;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "confirmed", "reason");
        boolean confirmed = form.requiredTruth("confirmed");
        String reason = form.optionalText("reason", 2_000);
        form.refuse();
        variables.write(task, tickets.rejectionReviewed(ticket(task), confirmed, reason));
    }
}
