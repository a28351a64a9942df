package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.ticket.CommandBody;
import dev.steward.ticket.Ownership;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Reassign ticket": a supervisor decides who owns it. */
@Component
class ReassignTicketDelegate implements JavaDelegate {

    private final TicketVariables variables;
    private final Ownership ownership;

    ReassignTicketDelegate(TicketVariables variables, Ownership ownership) {
        this.variables = variables;
        this.ownership = ownership;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Fields command = variables.commanding(execution, CommandBody.Reassign.class);
        String to = command.required("to", 100);
        String reason = command.requiredText("reason", 2_000);
        command.refuse();
        variables.keep(execution, ownership.reassign(ticket(execution), to, reason));
    }
}
