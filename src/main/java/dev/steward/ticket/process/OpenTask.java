package dev.steward.ticket.process;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * An open task of a ticket.
 *
 * @param task id in the model, {@code userTask_visitHome}
 */
public record OpenTask(
        String id, String task, String name, @Nullable String assignee, Instant createdAt, @Nullable Instant dueAt) {

    static OpenTask of(Task task) {
        Date due = task.getDueDate();
        return new OpenTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getAssignee(),
                task.getCreateTime().toInstant(),
                due == null ? null : due.toInstant());
    }
}
