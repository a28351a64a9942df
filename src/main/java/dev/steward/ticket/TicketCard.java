package dev.steward.ticket;

import dev.steward.sla.ledger.ClockView;
import dev.steward.ticket.process.OpenTask;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as small as a card in a list of tasks.
 *
 * @param tasks those of its open tasks that were asked for
 * @param clocks those that somebody still waits for, as {@code GET /tickets/{number}/clocks} answers them
 */
record TicketCard(
        String number,
        Kind kind,
        String category,
        String title,
        String site,
        @Nullable String home,
        @Nullable String place,
        Status status,
        Priority priority,
        @Nullable String owner,
        int urges,
        List<Step> tasks,
        List<ClockView> clocks) {

    /**
     * An open task.
     *
     * @param task id in the model, {@code userTask_visitHome}
     * @param dueAt null while the resident is waited for
     * @param overdue whether that has passed
     */
    record Step(String id, String task, @Nullable String assignee, @Nullable Instant dueAt, boolean overdue) {

        static Step of(OpenTask task, Instant now) {
            Instant due = task.dueAt();
            return new Step(task.id(), task.task(), task.assignee(), due, due != null && due.isBefore(now));
        }
    }

    static TicketCard of(Ticket ticket, List<Step> tasks, List<ClockView> clocks) {
        return new TicketCard(
                ticket.number(),
                ticket.kind(),
                ticket.category(),
                ticket.title(),
                ticket.site(),
                ticket.home(),
                ticket.place(),
                ticket.shownStatus(),
                ticket.priority(),
                ticket.owner(),
                ticket.urges(),
                tasks,
                clocks);
    }
}
