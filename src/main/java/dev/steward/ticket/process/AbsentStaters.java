package dev.steward.ticket.process;

import dev.steward.estate.StaffAbsent;
import dev.steward.platform.EngineAccess;
import dev.steward.ticket.BreachCauses;
import dev.steward.ticket.Tickets;
import java.util.Objects;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody who was to say why a promise was broken is away for long: the deputy says it, or the owner. */
@Component
class AbsentStaters {

    private final Tickets tickets;
    private final BreachCauses causes;
    private final TaskService tasks;
    private final EngineAccess engine;

    AbsentStaters(Tickets tickets, BreachCauses causes, TaskService tasks, EngineAccess engine) {
        this.tickets = tickets;
        this.causes = causes;
        this.tasks = tasks;
        this.engine = engine;
    }

    @EventListener
    @Transactional
    public void pass(StaffAbsent absent) {
        engine.run(() -> tasks.createTaskQuery()
                .taskDefinitionKey(ServiceTicketModel.STATE_BREACH_CAUSE)
                .taskAssignee(absent.user())
                .list()
                .forEach(task -> pass(task, absent.site())));
    }

    private void pass(Task task, String site) {
        var ticket = tickets.get(String.valueOf(tasks.getVariable(task.getId(), "ticket")));
        String user = causes.statedBy(ticket).user();
        if (ticket.site().equals(site) && user != null && !Objects.equals(user, task.getAssignee())) {
            tasks.setAssignee(task.getId(), user);
        }
    }
}
