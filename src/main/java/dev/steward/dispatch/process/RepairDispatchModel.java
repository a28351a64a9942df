package dev.steward.dispatch.process;

import dev.steward.dispatch.OrderStep;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** The ids of {@code repair-dispatch} that Java names, and the variables that its gateways read. */
final class RepairDispatchModel {

    static final String PROCESS = "repair-dispatch";

    static final String ASSIGN_TECHNICIAN = "userTask_assignTechnician";
    static final String ACCEPT_ORDER = "userTask_acceptOrder";
    static final String AGREE_APPOINTMENT = "userTask_agreeAppointment";
    static final String VISIT_HOME = "userTask_visitHome";
    static final String WAIT_FOR_PARTS = "userTask_waitForParts";
    static final String RECORD_QUOTE_DECISION = "userTask_recordQuoteDecision";
    static final String DECIDE_NEXT = "userTask_decideNext";
    static final String ORDER_UNANSWERED = "boundaryEvent_orderUnanswered";
    static final String DISPATCHER_NEEDED = "gateway_dispatcherNeeded";

    /** Where an order waits as long as nobody has it, the visit itself left out. */
    static final List<String> BEFORE_SOMEBODY_HAS_IT =
            List.of("serviceTask_assignByPolicy", ASSIGN_TECHNICIAN, AGREE_APPOINTMENT);

    /** The step that each task is. */
    static final Map<String, OrderStep> STEPS = Map.of(
            ASSIGN_TECHNICIAN, OrderStep.ASSIGN,
            ACCEPT_ORDER, OrderStep.ACCEPT,
            AGREE_APPOINTMENT, OrderStep.AGREE,
            VISIT_HOME, OrderStep.VISIT,
            WAIT_FOR_PARTS, OrderStep.PARTS,
            RECORD_QUOTE_DECISION, OrderStep.QUOTE,
            DECIDE_NEXT, OrderStep.DECIDE);

    private RepairDispatchModel() {}

    static String ticket(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }

    static String ticket(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
