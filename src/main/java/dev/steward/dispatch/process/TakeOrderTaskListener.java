package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.OrderStep;
import dev.steward.dispatch.Orders;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Somebody gets a task of an order: only people of its site, in the right role; claiming a visit takes the order. */
@Component
class TakeOrderTaskListener implements TaskListener {

    private final OrderVariables variables;
    private final Orders orders;

    TakeOrderTaskListener(OrderVariables variables, Orders orders) {
        this.variables = variables;
        this.orders = orders;
    }

    @Override
    public void notify(DelegateTask task) {
        String user = task.getAssignee();
        if (user != null) {
            OrderStep step = Objects.requireNonNull(RepairDispatchModel.STEPS.get(task.getTaskDefinitionKey()));
            variables.write(task.getExecution(), orders.taken(ticket(task), step, user));
        } else if (RepairDispatchModel.VISIT_HOME.equals(task.getTaskDefinitionKey())) {
            variables.write(task.getExecution(), orders.givenBack(ticket(task)));
        }
    }
}
