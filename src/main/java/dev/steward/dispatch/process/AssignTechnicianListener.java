package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.Orders;
import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.ticket.Slot;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Assign technician" completed: sent to somebody, perhaps with the slot. */
@Component
class AssignTechnicianListener implements FormListener {

    private final OrderVariables variables;
    private final Orders orders;

    AssignTechnicianListener(OrderVariables variables, Orders orders) {
        this.variables = variables;
        this.orders = orders;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "technician", "appointmentFrom", "appointmentTo");
        String technician = form.optional("technician", 100);
        Slot slot = OrderVariables.slot(form, "appointmentFrom", "appointmentTo");
        form.refuse();
        variables.write(task, orders.assign(ticket(task), technician, slot));
    }
}
