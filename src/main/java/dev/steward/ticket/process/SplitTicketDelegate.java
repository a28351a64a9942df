package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.ticket.CommandBody;
import dev.steward.ticket.Commands;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Split ticket": a further request becomes a ticket of its own, with the same owner. */
@Component
class SplitTicketDelegate implements JavaDelegate {

    private final TicketVariables variables;
    private final Commands commands;
    private final Splits splits;

    SplitTicketDelegate(TicketVariables variables, Commands commands, Splits splits) {
        this.variables = variables;
        this.commands = commands;
        this.splits = splits;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Fields command = variables.commanding(execution, CommandBody.Split.class);
        String number = splits.split(ticket(execution), command);
        variables.keep(execution, commands.splitOff(ticket(execution), number));
    }
}
