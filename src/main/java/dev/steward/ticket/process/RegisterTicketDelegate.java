package dev.steward.ticket.process;

import dev.steward.ticket.Priority;
import dev.steward.ticket.Report;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import dev.steward.ticket.Triage;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** "Register ticket": the record, with what the tables decided; their answers do not stay in the process. */
@Component
class RegisterTicketDelegate implements JavaDelegate {

    private final Tickets tickets;
    private final TicketVariables variables;

    RegisterTicketDelegate(Tickets tickets, TicketVariables variables) {
        this.tickets = tickets;
        this.variables = variables;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Triage triage = new Triage(
                Priority.valueOf((String) execution.getVariable("priority")),
                (String) execution.getVariable("responsible"),
                text(execution, "cooperating"),
                (String) execution.getVariable("facing"),
                (String) execution.getVariable("candidateGroup"),
                text(execution, "skill"));
        String policy = (String) execution.getVariable("policy");
        String process = execution.getProcessInstanceId();
        Ticket ticket = tickets.register(ReportInHand.take(process, Report.class), triage, policy, process);
        execution.removeVariables(
                List.of("attached", "location", "danger", "responsible", "cooperating", "facing", "skill", "policy"));
        variables.write(execution, ticket);
    }

    private static @Nullable String text(DelegateExecution execution, String name) {
        String value = (String) execution.getVariable(name);
        return value == null || value.isBlank() ? null : value;
    }
}
