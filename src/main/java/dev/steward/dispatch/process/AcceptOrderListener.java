package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.Orders;
import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Accept order" completed: the technician comes, or says why not. */
@Component
class AcceptOrderListener implements FormListener {

    private final OrderVariables variables;
    private final Orders orders;

    AcceptOrderListener(OrderVariables variables, Orders orders) {
        this.variables = variables;
        this.orders = orders;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "accepted", "declineReason");
        boolean accepted = form.requiredTruth("accepted");
        String reason = form.optionalText("declineReason", 2_000);
        form.refuse();
        variables.write(task, orders.answer(ticket(task), accepted, reason));
    }
}
