package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.ticket.Tickets;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Close ticket": compliance is final, the resident is told. */
@Component
class CloseTicketDelegate implements JavaDelegate {

    private final TicketVariables variables;
    private final Tickets tickets;

    CloseTicketDelegate(TicketVariables variables, Tickets tickets) {
        this.variables = variables;
        this.tickets = tickets;
    }

    @Override
    public void execute(DelegateExecution execution) {
        variables.keep(execution, tickets.close(ticket(execution)));
    }
}
