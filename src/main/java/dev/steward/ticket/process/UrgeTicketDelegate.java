package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.ticket.CommandBody;
import dev.steward.ticket.Commands;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Urge ticket": the resident asks again. */
@Component
class UrgeTicketDelegate implements JavaDelegate {

    private final TicketVariables variables;
    private final Commands commands;

    UrgeTicketDelegate(TicketVariables variables, Commands commands) {
        this.variables = variables;
        this.commands = commands;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Fields command = variables.commanding(execution, CommandBody.Urge.class);
        String text = command.requiredText("text", 5_000);
        command.refuse();
        variables.keep(execution, commands.urge(ticket(execution), text));
    }
}
