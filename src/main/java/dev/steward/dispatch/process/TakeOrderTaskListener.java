package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.OrderStep;
import dev.steward.dispatch.Orders;
import dev.steward.dispatch.Work;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.stereotype.Component;

/** Somebody gets a task of an order: only people of its site, in the right role; claiming a visit takes the order. */
@Component
class TakeOrderTaskListener implements TaskListener {

    private final OrderVariables variables;
    private final Orders orders;
    private final OrderTasks tasks;

    TakeOrderTaskListener(OrderVariables variables, Orders orders, OrderTasks tasks) {
        this.variables = variables;
        this.orders = orders;
        this.tasks = tasks;
    }

    @Override
    public void notify(DelegateTask task) {
        String user = task.getAssignee();
        if (user != null) {
            OrderStep step = Objects.requireNonNull(RepairDispatchModel.STEPS.get(task.getTaskDefinitionKey()));
            variables.write(task.getExecution(), orders.taken(ticket(task), step, user));
        } else if (RepairDispatchModel.VISIT_HOME.equals(task.getTaskDefinitionKey())) {
            String had = orders.current(ticket(task)).technician();
            Work back = orders.givenBack(ticket(task));
            variables.write(task.getExecution(), back);
            offer(task, tasks.called(back, had));
        }
    }

    /** Those who are on call now may take it; who was on call when the task began may have gone. */
    private static void offer(DelegateTask task, List<String> users) {
        Set<String> offered =
                task.getCandidates().stream().map(IdentityLink::getUserId).collect(Collectors.toSet());
        task.addCandidateUsers(
                users.stream().filter(user -> !offered.contains(user)).toList());
    }
}
