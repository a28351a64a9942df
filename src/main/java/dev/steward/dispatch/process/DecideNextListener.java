package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.Decision;
import dev.steward.dispatch.Orders;
import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.ticket.Provider;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Decide next" completed: another appointment, another provider, or no work at all. */
@Component
class DecideNextListener implements FormListener {

    private final OrderVariables variables;
    private final Orders orders;

    DecideNextListener(OrderVariables variables, Orders orders) {
        this.variables = variables;
        this.orders = orders;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "next", "provider", "reason", "clearance");
        Decision next = form.required("next", Decision.class);
        Provider provider = form.optional("provider", Provider.class);
        String reason = form.optionalText("reason", 2_000);
        String clearance = form.optionalLine("clearance", 200);
        form.refuse();
        variables.write(task, orders.decide(ticket(task), next, provider, reason, clearance));
    }
}
