package dev.steward.dispatch.process;

import dev.steward.dispatch.Orders;
import dev.steward.dispatch.Work;
import dev.steward.platform.EngineAccess;
import dev.steward.ticket.Priority;
import dev.steward.ticket.TicketReprioritised;
import dev.steward.ticket.process.UnassessedEmergency;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A ticket became an emergency. While its order waits for somebody the model asks again whether a dispatcher is needed, and
 * the visit goes to those on call; one without an order goes to the repair.
 */
@Component
class BecameEmergency {

    private final Orders orders;
    private final OrderVariables variables;
    private final RuntimeService processes;
    private final TaskService tasks;
    private final EngineAccess engine;
    private final UnassessedEmergency unassessed;

    BecameEmergency(
            Orders orders,
            OrderVariables variables,
            RuntimeService processes,
            TaskService tasks,
            EngineAccess engine,
            UnassessedEmergency unassessed) {
        this.orders = orders;
        this.variables = variables;
        this.processes = processes;
        this.tasks = tasks;
        this.engine = engine;
        this.unassessed = unassessed;
    }

    @EventListener
    public void callOut(TicketReprioritised changed) {
        if (changed.priority() == Priority.EMERGENCY) {
            orders.becameEmergency(changed.ticket())
                    .ifPresentOrElse(
                            work -> engine.run(() -> askAgain(work)), () -> unassessed.goesToRepair(changed.ticket()));
        }
    }

    private void askAgain(Work called) {
        ProcessInstance order = processes
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(called.ticket().number())
                .processDefinitionKey(RepairDispatchModel.PROCESS)
                .singleResult();
        processes.setVariables(order.getId(), variables.of(called));
        boolean offered = tasks.createTaskQuery()
                        .processInstanceId(order.getId())
                        .taskDefinitionKey(RepairDispatchModel.VISIT_HOME)
                        .count()
                > 0;
        if (!offered) {
            var change = processes.createProcessInstanceModification(order.getId());
            RepairDispatchModel.BEFORE_SOMEBODY_HAS_IT.forEach(change::cancelAllForActivity);
            change.startBeforeActivity(RepairDispatchModel.DISPATCHER_NEEDED).execute();
        }
    }
}
