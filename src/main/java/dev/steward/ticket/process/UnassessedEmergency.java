package dev.steward.ticket.process;

import dev.steward.platform.EngineAccess;
import dev.steward.ticket.Candidates;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/**
 * A ticket that nobody has assessed yet became an emergency: it goes to the repair at once, as one that was reported as an
 * emergency does, and is assessed afterwards.
 */
@Component
public class UnassessedEmergency {

    private final Tickets tickets;
    private final Candidates candidates;
    private final RuntimeService processes;
    private final EngineAccess engine;

    UnassessedEmergency(Tickets tickets, Candidates candidates, RuntimeService processes, EngineAccess engine) {
        this.tickets = tickets;
        this.candidates = candidates;
        this.processes = processes;
        this.engine = engine;
    }

    /** Takes the ticket past its assessment; nothing happens where somebody has assessed it. */
    public void goesToRepair(String number) {
        tickets.calledOut(number).ifPresent(called -> engine.run(() -> moveOn(called)));
    }

    private void moveOn(Ticket called) {
        String process = Objects.requireNonNull(called.process());
        processes.setVariables(process, ServiceTicketModel.variables(called, candidates.investigating(called)));
        var change = processes.createProcessInstanceModification(process);
        ServiceTicketModel.BEFORE_ASSESSED.forEach(change::cancelAllForActivity);
        change.startBeforeActivity(ServiceTicketModel.ASSESSED).execute();
    }
}
