package dev.steward.dispatch.process;

import dev.steward.dispatch.Orders;
import dev.steward.dispatch.WorkOrder;
import dev.steward.estate.StaffAbsent;
import dev.steward.platform.EngineAccess;
import dev.steward.ticket.Tickets;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A technician is away: the deputy makes the visits that fall into the absence, or whoever claims them. */
@Component
class AbsentTechnicians {

    private final Orders orders;
    private final Tickets tickets;
    private final TaskService tasks;
    private final EngineAccess engine;

    AbsentTechnicians(Orders orders, Tickets tickets, TaskService tasks, EngineAccess engine) {
        this.orders = orders;
        this.tickets = tickets;
        this.tasks = tasks;
        this.engine = engine;
    }

    @EventListener
    @Transactional
    public void pass(StaffAbsent absent) {
        for (WorkOrder order : orders.openOf(absent.site(), absent.user())) {
            boolean backInTime = order.slot() != null
                    && absent.to() != null
                    && !order.slot().from().isBefore(absent.to());
            if (!backInTime) {
                pass(order.ticket(), orders.standIn(tickets.get(order.ticket()), absent.deputy()));
            }
        }
    }

    private void pass(String ticket, @Nullable String deputy) {
        engine.run(() -> {
            Task visit = tasks.createTaskQuery()
                    .processInstanceBusinessKey(ticket)
                    .taskDefinitionKey(RepairDispatchModel.VISIT_HOME)
                    .singleResult();
            if (visit != null) {
                tasks.setAssignee(visit.getId(), deputy);
            }
        });
    }
}
