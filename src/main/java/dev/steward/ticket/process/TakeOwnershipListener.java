package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.FormListener;
import dev.steward.ticket.Tickets;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Take ownership" completed: whoever completes it is the first responder and the owner. */
@Component
class TakeOwnershipListener implements FormListener {

    private final TicketVariables variables;
    private final Tickets tickets;

    TakeOwnershipListener(TicketVariables variables, Tickets tickets) {
        this.variables = variables;
        this.tickets = tickets;
    }

    @Override
    public void notify(DelegateTask task) {
        variables.completing(task).refuse();
        variables.write(task, tickets.own(ticket(task)));
    }
}
