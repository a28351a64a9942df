package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.ticket.Ownership;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Accept hand-over" completed: the colleague owns the ticket, or says why not. */
@Component
class AcceptHandoverListener implements FormListener {

    private final TicketVariables variables;
    private final Ownership ownership;

    AcceptHandoverListener(TicketVariables variables, Ownership ownership) {
        this.variables = variables;
        this.ownership = ownership;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "accepted", "reason");
        boolean accepted = form.requiredTruth("accepted");
        String reason = form.optionalText("reason", 2_000);
        form.refuse();
        variables.keep(task, ownership.answer(ticket(task), accepted, reason));
    }
}
