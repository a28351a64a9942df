package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.Orders;
import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.ticket.Slot;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Agree appointment" completed: resident and technician meet in this slot. */
@Component
class AgreeAppointmentListener implements FormListener {

    private final OrderVariables variables;
    private final Orders orders;

    AgreeAppointmentListener(OrderVariables variables, Orders orders) {
        this.variables = variables;
        this.orders = orders;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "appointmentFrom", "appointmentTo");
        form.requiredInstant("appointmentFrom");
        Slot slot = OrderVariables.slot(form, "appointmentFrom", "appointmentTo");
        form.refuse();
        variables.write(task, orders.agree(ticket(task), Objects.requireNonNull(slot)));
    }
}
