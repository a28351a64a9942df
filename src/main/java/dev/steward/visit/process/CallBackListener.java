package dev.steward.visit.process;

import static dev.steward.visit.process.ReturnVisitModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.visit.Call;
import dev.steward.visit.Visits;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Call back" completed: what came of calling the resident. */
@Component
class CallBackListener implements FormListener {

    private final VisitVariables variables;
    private final Visits visits;

    CallBackListener(VisitVariables variables, Visits visits) {
        this.variables = variables;
        this.visits = visits;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(
                task, "reached", "evidence", "satisfied", "score", "objection", "furtherRequest", "declined");
        Call call = new Call(
                form.requiredTruth("reached"),
                form.optionalLine("evidence", 500),
                form.optionalTruth("satisfied"),
                form.optionalNumber("score", 1, 5),
                form.optionalText("objection", 5_000),
                form.optionalText("furtherRequest", 5_000),
                Boolean.TRUE.equals(form.optionalTruth("declined")));
        form.refuse();
        variables.write(task, visits.called(ticket(task), call));
    }
}
