package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** The repair ended: the gateways read what the record says of it now. */
@Component
class RepairEndedListener implements ExecutionListener {

    private final Tickets tickets;
    private final TicketVariables variables;

    RepairEndedListener(Tickets tickets, TicketVariables variables) {
        this.tickets = tickets;
        this.variables = variables;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Ticket ticket = tickets.get(ticket(execution));
        variables.write(execution, ticket, Map.of("work", ticket.withoutWork() ? "GIVEN_UP" : "DONE"));
    }
}
