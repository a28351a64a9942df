package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.Orders;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Assign by policy": to the best technician, where nothing speaks against them. */
@Component
class AssignByPolicyDelegate implements JavaDelegate {

    private final OrderVariables variables;
    private final Orders orders;

    AssignByPolicyDelegate(OrderVariables variables, Orders orders) {
        this.variables = variables;
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        variables.write(execution, orders.assignByPolicy(ticket(execution)));
    }
}
