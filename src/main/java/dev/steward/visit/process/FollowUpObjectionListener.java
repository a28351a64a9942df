package dev.steward.visit.process;

import static dev.steward.visit.process.ReturnVisitModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.visit.FollowUpAction;
import dev.steward.visit.Visits;
import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Follow up objection" completed: what the engineering office does about it. */
@Component
class FollowUpObjectionListener implements FormListener {

    private final VisitVariables variables;
    private final Visits visits;

    FollowUpObjectionListener(VisitVariables variables, Visits visits) {
        this.variables = variables;
        this.visits = visits;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "plan", "action", "amount");
        String plan = form.requiredText("plan", 5_000);
        FollowUpAction action = form.required("action", FollowUpAction.class);
        BigDecimal amount = form.optionalAmount("amount");
        form.refuse();
        variables.write(task, visits.followedUp(ticket(task), plan, action, amount));
    }
}
