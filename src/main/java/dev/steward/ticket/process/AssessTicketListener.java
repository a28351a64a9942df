package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.ticket.Assessment;
import dev.steward.ticket.Outcome;
import dev.steward.ticket.Provider;
import dev.steward.ticket.Tickets;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Reply and assess" completed: the owner answers and says what the ticket needs. */
@Component
class AssessTicketListener implements FormListener {

    private final TicketVariables variables;
    private final Tickets tickets;

    AssessTicketListener(TicketVariables variables, Tickets tickets) {
        this.variables = variables;
        this.tickets = tickets;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "reply", "outcome", "provider", "duplicateOf", "reason");
        Assessment found = new Assessment(
                form.required("outcome", Outcome.class),
                form.optionalText("reply", 5_000),
                form.optional("provider", Provider.class),
                form.optional("duplicateOf", 40),
                form.optionalText("reason", 2_000));
        form.refuse();
        variables.write(task, tickets.assess(ticket(task), found));
    }
}
