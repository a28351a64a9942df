package dev.steward.ticket.process;

import dev.steward.estate.StaffAbsent;
import dev.steward.platform.EngineAccess;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody is away who has claimed a task of a group: the group may take it again. */
@Component
class AbsentHolders {

    /** A visit goes by its appointment, which may be after the absence. */
    private static final Set<String> BY_APPOINTMENT = Set.of("userTask_visitHome");

    private final TaskService tasks;
    private final EngineAccess engine;

    AbsentHolders(TaskService tasks, EngineAccess engine) {
        this.tasks = tasks;
        this.engine = engine;
    }

    @EventListener
    @Transactional
    public void giveBack(StaffAbsent absent) {
        engine.run(() -> tasks.createTaskQuery().taskAssignee(absent.user()).list().stream()
                .filter(task -> !BY_APPOINTMENT.contains(task.getTaskDefinitionKey()))
                .filter(task -> absent.site().equals(tasks.getVariable(task.getId(), "site")))
                .filter(this::isOfGroup)
                .forEach(task -> tasks.setAssignee(task.getId(), null)));
    }

    private boolean isOfGroup(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null);
    }
}
