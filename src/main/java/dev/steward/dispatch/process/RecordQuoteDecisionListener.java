package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.Orders;
import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Record quote decision" completed: whoever pays accepts or declines. */
@Component
class RecordQuoteDecisionListener implements FormListener {

    private final OrderVariables variables;
    private final Orders orders;

    RecordQuoteDecisionListener(OrderVariables variables, Orders orders) {
        this.variables = variables;
        this.orders = orders;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "quoteAccepted", "payer");
        boolean accepted = form.requiredTruth("quoteAccepted");
        String payer = form.requiredLine("payer", 200);
        form.refuse();
        variables.write(task, orders.quoteDecided(ticket(task), accepted, payer));
    }
}
