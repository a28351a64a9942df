package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.dispatch.HomeVisits;
import dev.steward.dispatch.VisitReport;
import dev.steward.dispatch.VisitResult;
import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Visit home" completed: what came of the visit. */
@Component
class VisitHomeListener implements FormListener {

    private final OrderVariables variables;
    private final HomeVisits visits;

    VisitHomeListener(OrderVariables variables, HomeVisits visits) {
        this.variables = variables;
        this.visits = visits;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(
                task,
                "result",
                "workDone",
                "materials",
                "charge",
                "chargeReason",
                "diagnosis",
                "plan",
                "nextFrom",
                "nextTo",
                "promisedAt",
                "quoteAmount",
                "quoteText",
                "skill",
                "neighbourHome",
                "furtherRequest",
                "furtherRequestCategory",
                "clearance",
                "signature",
                "photosBefore",
                "photosAfter",
                "noticePhoto",
                "arrivedAt");
        VisitReport report = new VisitReport(
                form.required("result", VisitResult.class),
                form.optionalText("workDone", 5_000),
                form.optionalText("materials", 2_000),
                form.optionalAmount("charge"),
                form.optionalText("chargeReason", 2_000),
                form.optionalText("diagnosis", 5_000),
                form.optionalText("plan", 5_000),
                OrderVariables.slot(form, "nextFrom", "nextTo"),
                form.optionalInstant("promisedAt"),
                form.optionalAmount("quoteAmount"),
                form.optionalText("quoteText", 5_000),
                form.optional("skill", 100),
                form.optional("neighbourHome", 100),
                form.optionalText("furtherRequest", 5_000),
                form.optional("furtherRequestCategory", 100),
                form.optionalLine("clearance", 200),
                form.optionalLine("signature", 200),
                form.optionalIds("photosBefore"),
                form.optionalIds("photosAfter"),
                form.optional("noticePhoto", 100),
                form.optionalInstant("arrivedAt"));
        form.refuse();
        variables.write(task, visits.report(ticket(task), report));
    }
}
