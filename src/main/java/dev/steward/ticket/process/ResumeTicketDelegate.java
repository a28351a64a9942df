package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.ticket.CommandBody;
import dev.steward.ticket.Commands;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Resume ticket": the wait is over. */
@Component
class ResumeTicketDelegate implements JavaDelegate {

    private final TicketVariables variables;
    private final Commands commands;

    ResumeTicketDelegate(TicketVariables variables, Commands commands) {
        this.variables = variables;
        this.commands = commands;
    }

    @Override
    public void execute(DelegateExecution execution) {
        variables.commanding(execution, CommandBody.Resume.class).refuse();
        variables.keep(execution, commands.resume(ticket(execution)));
    }
}
