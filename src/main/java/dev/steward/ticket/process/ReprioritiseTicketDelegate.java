package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.ticket.CommandBody;
import dev.steward.ticket.Commands;
import dev.steward.ticket.Priority;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Reprioritise ticket": other targets, from the original start. */
@Component
class ReprioritiseTicketDelegate implements JavaDelegate {

    private final TicketVariables variables;
    private final Commands commands;

    ReprioritiseTicketDelegate(TicketVariables variables, Commands commands) {
        this.variables = variables;
        this.commands = commands;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Fields command = variables.commanding(execution, CommandBody.Reprioritise.class);
        Priority priority = command.required("priority", Priority.class);
        String reason = command.requiredText("reason", 2_000);
        command.refuse();
        variables.keep(execution, commands.reprioritise(ticket(execution), priority, reason));
    }
}
