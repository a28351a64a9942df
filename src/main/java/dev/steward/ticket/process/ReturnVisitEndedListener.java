package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.ticket.Status;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** The return visit ended: content, or an objection with what the engineering office does about it. */
@Component
class ReturnVisitEndedListener implements ExecutionListener {

    private final Tickets tickets;
    private final TicketVariables variables;

    ReturnVisitEndedListener(Tickets tickets, TicketVariables variables) {
        this.tickets = tickets;
        this.variables = variables;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Ticket ticket = tickets.get(ticket(execution));
        Map<String, Object> found = new HashMap<>();
        if (ticket.status() != Status.VISITED) {
            found.put("visitResult", "OBJECTED");
            if (!tickets.isForTheManager(ticket)) {
                found.put("action", ticket.visitDue() ? "EXPLAIN" : "REWORK");
            }
        }
        variables.write(execution, ticket, found);
    }
}
