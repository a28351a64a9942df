package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.ticket.CommandBody;
import dev.steward.ticket.Commands;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Withdraw ticket": the reporter takes it back. */
@Component
class WithdrawTicketDelegate implements JavaDelegate {

    private final TicketVariables variables;
    private final Commands commands;

    WithdrawTicketDelegate(TicketVariables variables, Commands commands) {
        this.variables = variables;
        this.commands = commands;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Fields command = variables.commanding(execution, CommandBody.Withdraw.class);
        String reason = command.requiredText("reason", 2_000);
        command.refuse();
        variables.keep(execution, commands.withdraw(ticket(execution), reason));
    }
}
