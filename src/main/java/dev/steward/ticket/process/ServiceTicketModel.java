package dev.steward.ticket.process;

import dev.steward.ticket.Ticket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** The ids of {@code service-ticket} that Java names, and the variables that its gateways read. */
public final class ServiceTicketModel {

    public static final String PROCESS = "service-ticket";

    static final String TAKE_OWNERSHIP = "userTask_takeOwnership";
    static final String ASSESS_TICKET = "userTask_assessTicket";
    static final String INVESTIGATE = "userTask_investigate";
    static final String CONFIRM_SOLUTION = "userTask_confirmSolution";
    static final String CONFIRM_REJECTION = "userTask_confirmRejection";
    static final String DECIDE_CLOSURE = "userTask_decideClosure";
    static final String STATE_BREACH_CAUSE = "userTask_stateBreachCause";
    static final String ACCEPT_HANDOVER = "userTask_acceptHandover";
    static final String HANDOVER_UNANSWERED = "boundaryEvent_handoverUnanswered";
    static final String OWNER_CHANGED = "ticket.ownerChanged";
    static final String NEXT_WAKE_UP = "timerEvent_nextWakeUp";
    static final String CLIMB_DUE_RUNGS = "serviceTask_climbDueRungs";

    /** Where the ticket goes on once somebody has said what it needs, and the tasks before that. */
    static final String ASSESSED = "gateway_outcome";

    static final Set<String> BEFORE_ASSESSED = Set.of(TAKE_OWNERSHIP, ASSESS_TICKET);

    /** The tasks that belong to the owner and follow the ownership; the last two are of the called processes. */
    static final Set<String> OF_THE_OWNER =
            Set.of(ASSESS_TICKET, CONFIRM_SOLUTION, "userTask_decideNext", "userTask_recordQuoteDecision");

    private ServiceTicketModel() {}

    /** What the gateways, candidates and filters read, from the record. */
    static Map<String, Object> variables(Ticket ticket, String investigationGroup) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("ticket", ticket.number());
        variables.put("site", ticket.site());
        variables.put("home", ticket.where());
        variables.put("kind", ticket.kind().name());
        variables.put("category", ticket.category());
        variables.put("priority", ticket.priority().name());
        variables.put("owner", ticket.owner());
        variables.put("candidateGroup", ticket.candidateGroup());
        variables.put("investigationGroup", investigationGroup);
        variables.put(
                "outcome", ticket.outcome() == null ? null : ticket.outcome().name());
        variables.put(
                "provider", ticket.provider() == null ? null : ticket.provider().name());
        variables.put("visitDue", ticket.visitDue());
        return variables;
    }

    static String ticket(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }

    static String ticket(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
