package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.ticket.Ownership;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Return hand-over": nobody answered in time. */
@Component
class ReturnHandoverDelegate implements JavaDelegate {

    private final Ownership ownership;

    ReturnHandoverDelegate(Ownership ownership) {
        this.ownership = ownership;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ownership.returned(ticket(execution));
    }
}
