package dev.steward.visit.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** The ids of {@code return-visit} that Java names, and its variables. */
final class ReturnVisitModel {

    static final String PROCESS = "return-visit";

    static final String CALL_BACK = "userTask_callBack";
    static final String CHECK_ON_SITE = "userTask_checkOnSite";
    static final String FOLLOW_UP_OBJECTION = "userTask_followUpObjection";

    private ReturnVisitModel() {}

    static String ticket(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }

    static String ticket(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
