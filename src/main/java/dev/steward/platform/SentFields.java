package dev.steward.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a person or a system sends along with a task or a command. It travels beside the process and never becomes a
 * variable of it: no field is taken for a variable of the same name, no variable for a field, and nothing personal comes
 * into the engine on this way. The record keeps it.
 */
@Component
public class SentFields {

    private final ThreadLocal<Map<String, Map<String, Object>>> underWay = ThreadLocal.withInitial(HashMap::new);

    /**
     * Does what the fields were sent for.
     *
     * @param target id of the task that is completed, or of the process instance that gets a message
     */
    public <T extends @Nullable Object> T along(String target, Map<String, Object> fields, Supplier<T> work) {
        Map<String, Map<String, Object>> all = underWay.get();
        Map<String, Object> outer = all.put(target, fields);
        try {
            return work.get();
        } finally {
            if (outer != null) {
                all.put(target, outer);
            } else {
                all.remove(target);
            }
            if (all.isEmpty()) {
                underWay.remove();
            }
        }
    }

    /** The fields of the form of a task that its assignee completes; whatever else was sent is refused. */
    public Fields completing(DelegateTask task, Actor actor, Set<String> fields) {
        if (task.getAssignee() == null || !actor.user().equals(task.getAssignee())) {
            throw Refusal.forbidden("Only whoever has claimed the task completes it; claim it first");
        }
        return Fields.of(sent(task.getId()), fields);
    }

    /** The fields of a command that was sent to a running process; whatever else was sent is refused. */
    public Fields commanding(DelegateExecution execution, Set<String> fields) {
        return Fields.of(sent(execution.getProcessInstanceId()), fields);
    }

    private Map<String, Object> sent(String target) {
        return underWay.get().getOrDefault(target, Map.of());
    }
}
