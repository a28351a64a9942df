package dev.steward.visit.process;

import static dev.steward.visit.process.ReturnVisitModel.ticket;

import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.OwnerChanged;
import dev.steward.ticket.Provider;
import dev.steward.ticket.TaskDue;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import dev.steward.ticket.process.TicketTasks;
import dev.steward.visit.Visits;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The tasks of a return visit: when they are due, and who may take them besides their group. */
@Component("visitTasks")
public class VisitTasks implements TaskDue {

    private static final Map<String, Target> PROMISED = Map.of(
            ReturnVisitModel.CALL_BACK, Target.CALLBACK,
            ReturnVisitModel.CHECK_ON_SITE, Target.CALLBACK,
            ReturnVisitModel.FOLLOW_UP_OBJECTION, Target.FOLLOW_UP);

    private static final Set<String> ASKING = Set.of(ReturnVisitModel.CALL_BACK, ReturnVisitModel.CHECK_ON_SITE);
    private static final Set<String> FOLLOWING = Set.of(ReturnVisitModel.FOLLOW_UP_OBJECTION);

    private final Tickets tickets;
    private final Visits visits;
    private final Clocks clocks;
    private final TicketTasks ticketTasks;
    private final Clock clock;

    VisitTasks(Tickets tickets, Visits visits, Clocks clocks, TicketTasks ticketTasks, Clock clock) {
        this.tickets = tickets;
        this.visits = visits;
        this.clocks = clocks;
        this.ticketTasks = ticketTasks;
        this.clock = clock;
    }

    /** For the model: the owner, where the task is one that they may do. */
    public List<String> users(DelegateExecution execution) {
        Ticket ticket = tickets.get(ticket(execution));
        return ReturnVisitModel.FOLLOW_UP_OBJECTION.equals(execution.getCurrentActivityId())
                ? following(ticket)
                : asking(ticket);
    }

    /** What the owner may do is offered to another owner, too. */
    @EventListener
    public void follow(OwnerChanged changed) {
        ticketTasks.offer(changed, ASKING, asking(changed.ticket()));
        ticketTasks.offer(changed, FOLLOWING, following(changed.ticket()));
    }

    /** Unless they did the work. */
    private List<String> asking(Ticket ticket) {
        String owner = ticket.owner();
        return owner == null || visits.involved(ticket).contains(owner) ? List.of() : List.of(owner);
    }

    /** They say what the developer's engineers, who have no accounts, do about an objection. */
    private static List<String> following(Ticket ticket) {
        String owner = ticket.owner();
        return owner == null || ticket.provider() != Provider.DEVELOPER ? List.of() : List.of(owner);
    }

    /** For the model: when the task that is being created is due. */
    public @Nullable Date dueDate(DelegateExecution execution) {
        return due(ticket(execution), execution.getCurrentActivityId(), clock.instant())
                .map(Date::from)
                .orElse(null);
    }

    @Override
    public Map<String, Target> promised() {
        return PROMISED;
    }

    @Override
    public boolean knows(String task) {
        return PROMISED.containsKey(task);
    }

    @Override
    public Optional<Instant> due(String number, String task, Instant since) {
        Target target = ReturnVisitModel.FOLLOW_UP_OBJECTION.equals(task) ? Target.FOLLOW_UP : Target.CALLBACK;
        // the first attempt keeps the promise; each ends its task, and the next is due a working day after it began
        return clocks.dueOf(number, target).or(() -> ticketTasks.oneWorkingDay(number, since));
    }
}
