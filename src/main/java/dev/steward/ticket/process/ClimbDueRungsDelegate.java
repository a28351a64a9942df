package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.ticket.Escalations;
import dev.steward.ticket.Ticket;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Climb due rungs": everything that is due by now, once each. */
@Component
class ClimbDueRungsDelegate implements JavaDelegate {

    private final TicketVariables variables;
    private final Escalations escalations;

    ClimbDueRungsDelegate(TicketVariables variables, Escalations escalations) {
        this.variables = variables;
        this.escalations = escalations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Ticket ticket = escalations.climb(ticket(execution));
        variables.keep(execution, ticket);
        execution.setVariable("moreWakeUps", escalations.mayEscalate(ticket));
    }
}
