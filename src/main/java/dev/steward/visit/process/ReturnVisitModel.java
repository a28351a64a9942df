package dev.steward.visit.process;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** The ids of {@code return-visit} that Java names, and its variables. */
final class ReturnVisitModel {

    static final String PROCESS = "return-visit";

    static final String CALL_BACK = "userTask_callBack";
    static final String CHECK_ON_SITE = "userTask_checkOnSite";
    static final String FOLLOW_UP_OBJECTION = "userTask_followUpObjection";

    static final Set<String> VARIABLES =
            Set.of("ticket", "site", "home", "priority", "category", "sharedArea", "visitResult", "followUp");

    private ReturnVisitModel() {}

    static String ticket(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }

    static String ticket(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
