package dev.steward.ticket.process;

import dev.steward.ticket.Attachment;
import dev.steward.ticket.Report;
import dev.steward.ticket.Reports;
import dev.steward.ticket.Tickets;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * Reads the report when an instance starts, whoever starts it: what is wrong is refused before anything exists, what is
 * personal leaves the process at once and reaches the record within the transaction.
 */
@Component
class ReportTicketListener implements ExecutionListener {

    private final Reports reports;
    private final Tickets tickets;

    ReportTicketListener(Reports reports, Tickets tickets) {
        this.reports = reports;
        this.tickets = tickets;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Optional<Attachment> attachment = reports.attachment(execution.getVariables());
        if (attachment.isPresent()) {
            execution.removeVariables();
            execution.setVariable("attached", true);
            execution.setProcessBusinessKey(attachment.get().ticket());
            ReportInHand.keep(execution.getProcessInstanceId(), attachment.get());
            return;
        }
        Report report = reports.receive(execution.getVariables());
        execution.removeVariables();
        execution.setVariable("attached", false);
        execution.setProcessBusinessKey(report.number());
        ReportInHand.keep(execution.getProcessInstanceId(), report);
        execution.setVariable("site", report.site());
        execution.setVariable("kind", report.kind().name());
        execution.setVariable("category", report.category());
        execution.setVariable("location", report.location().home() != null ? "HOME" : "PLACE");
        execution.setVariable("danger", tickets.danger(report));
    }
}
