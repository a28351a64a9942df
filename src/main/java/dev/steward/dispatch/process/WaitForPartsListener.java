package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.Orders;
import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.ticket.Slot;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Wait for parts" completed: they are here, or promised for another day. */
@Component
class WaitForPartsListener implements FormListener {

    private final OrderVariables variables;
    private final Orders orders;

    WaitForPartsListener(OrderVariables variables, Orders orders) {
        this.variables = variables;
        this.orders = orders;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "promisedAt", "appointmentFrom", "appointmentTo");
        Instant promisedAt = form.optionalInstant("promisedAt");
        Slot slot = OrderVariables.slot(form, "appointmentFrom", "appointmentTo");
        form.refuse();
        variables.write(task, orders.supplied(ticket(task), promisedAt, slot));
    }
}
