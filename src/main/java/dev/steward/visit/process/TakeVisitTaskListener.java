package dev.steward.visit.process;

import static dev.steward.visit.process.ReturnVisitModel.ticket;

import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import dev.steward.visit.Visits;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Somebody gets a task of a return visit: never whoever did the work, for asking. */
@Component
class TakeVisitTaskListener implements TaskListener {

    private final Visits visits;
    private final Tickets tickets;

    TakeVisitTaskListener(Visits visits, Tickets tickets) {
        this.visits = visits;
        this.tickets = tickets;
    }

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() == null) {
            return;
        }
        Ticket ticket = tickets.get(ticket(task));
        Tickets.requireApart(ticket, task.getAssignee());
        if (!ReturnVisitModel.FOLLOW_UP_OBJECTION.equals(task.getTaskDefinitionKey())) {
            visits.requireUninvolved(ticket, task.getAssignee());
        }
    }
}
