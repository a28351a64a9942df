package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.ticket.CommandBody;
import dev.steward.ticket.Ownership;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Request hand-over": a colleague is asked. */
@Component
class RequestHandoverDelegate implements JavaDelegate {

    private final TicketVariables variables;
    private final Ownership ownership;

    RequestHandoverDelegate(TicketVariables variables, Ownership ownership) {
        this.variables = variables;
        this.ownership = ownership;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Fields command = variables.commanding(execution, CommandBody.Handover.class);
        String to = command.required("to", 100);
        String reason = command.requiredText("reason", 2_000);
        command.refuse();
        execution.setVariable(
                "handoverTo", ownership.request(ticket(execution), to, reason).to());
    }
}
