package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.Orders;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Open order": the record of the order, and its first clock. */
@Component
class OpenOrderDelegate implements JavaDelegate {

    private final OrderVariables variables;
    private final Orders orders;

    OpenOrderDelegate(OrderVariables variables, Orders orders) {
        this.variables = variables;
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        variables.write(execution, orders.open(ticket(execution)));
    }
}
