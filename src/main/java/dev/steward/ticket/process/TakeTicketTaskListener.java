package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Refusal;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Somebody gets a task of a ticket: only people of its site, never the person a complaint is about. */
@Component
class TakeTicketTaskListener implements TaskListener {

    private final Tickets tickets;
    private final Actors actors;

    TakeTicketTaskListener(Tickets tickets, Actors actors) {
        this.tickets = tickets;
        this.actors = actors;
    }

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() == null) {
            return;
        }
        Ticket ticket = tickets.get(ticket(task));
        Tickets.requireApart(ticket, task.getAssignee());
        Actor actor = actors.current();
        if (task.getAssignee().equals(actor.user()) && !actor.belongsTo(ticket.site())) {
            throw Refusal.notFound("There is no ticket {0}", ticket.number());
        }
        if (ServiceTicketModel.CONFIRM_REJECTION.equals(task.getTaskDefinitionKey())) {
            tickets.requireSecondOpinion(ticket, task.getAssignee());
        }
    }
}
