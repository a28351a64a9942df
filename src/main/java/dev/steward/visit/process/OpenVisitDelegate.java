package dev.steward.visit.process;

import static dev.steward.visit.process.ReturnVisitModel.ticket;

import dev.steward.visit.Visits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** "Open visit": a new round of asking begins. */
@Component
class OpenVisitDelegate implements JavaDelegate {

    private final VisitVariables variables;
    private final Visits visits;

    OpenVisitDelegate(VisitVariables variables, Visits visits) {
        this.variables = variables;
        this.visits = visits;
    }

    @Override
    public void execute(DelegateExecution execution) {
        variables.write(execution, visits.open(ticket(execution)));
    }
}
