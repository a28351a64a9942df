package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.sla.PauseReason;
import dev.steward.ticket.CommandBody;
import dev.steward.ticket.Commands;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Pause ticket": only the resident can go on. */
@Component
class PauseTicketDelegate implements JavaDelegate {

    private final TicketVariables variables;
    private final Commands commands;

    PauseTicketDelegate(TicketVariables variables, Commands commands) {
        this.variables = variables;
        this.commands = commands;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Fields command = variables.commanding(execution, CommandBody.Pause.class);
        PauseReason reason = command.required("reason", PauseReason.class);
        Instant until = command.optionalInstant("until");
        command.refuse();
        variables.keep(execution, commands.pause(ticket(execution), reason, until));
    }
}
