package dev.steward.visit.process;

import static dev.steward.visit.process.ReturnVisitModel.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.FormListener;
import dev.steward.visit.Visits;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** "Check on site" completed: somebody looked whether it is solved. */
@Component
class CheckOnSiteListener implements FormListener {

    private final VisitVariables variables;
    private final Visits visits;

    CheckOnSiteListener(VisitVariables variables, Visits visits) {
        this.variables = variables;
        this.visits = visits;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields form = variables.completing(task, "satisfied", "objection", "photosEvidence");
        boolean solved = form.requiredTruth("satisfied");
        String objection = form.optionalText("objection", 5_000);
        List<String> photos = form.optionalIds("photosEvidence");
        form.refuse();
        variables.write(task, visits.checked(ticket(task), solved, objection, photos));
    }
}
