package dev.steward.ticket.process;

import dev.steward.ticket.Attachment;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** "Attach report": the same thing is reported again, so the open ticket is urged and no new one begins. */
@Component
class AttachReportDelegate implements JavaDelegate {

    private final ObjectProvider<TicketProcess> process;

    AttachReportDelegate(ObjectProvider<TicketProcess> process) {
        this.process = process;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Attachment report = ReportInHand.take(execution.getProcessInstanceId(), Attachment.class);
        process.getObject().urge(report.ticket(), Map.of("text", report.text()));
    }
}
