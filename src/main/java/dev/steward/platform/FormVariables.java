package dev.steward.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * What a person or a system sent along with a task or a command. It is taken out of the process at once: the record keeps
 * it, and only what gateways and timers read stays a variable.
 */
public final class FormVariables {

    private FormVariables() {}

    /**
     * The fields of the form of a task that its assignee completes; whatever else was sent is refused.
     *
     * @param fields the form's fields
     * @param known the variables of the process itself; what was sent under their names is overwritten from the record
     */
    public static Fields completing(DelegateTask task, Actor actor, Set<String> fields, Set<String> known) {
        if (task.getAssignee() == null || !actor.user().equals(task.getAssignee())) {
            throw Refusal.forbidden("Only whoever has claimed the task completes it; claim it first");
        }
        return take(task, fields, known);
    }

    /** The fields of a command that was sent to a running process. */
    public static Fields commanding(DelegateExecution execution, Set<String> fields, Set<String> known) {
        return take(execution, fields, known);
    }

    private static Fields take(VariableScope scope, Set<String> fields, Set<String> known) {
        Map<String, Object> sent = new HashMap<>(scope.getVariables());
        sent.keySet().removeIf(name -> known.contains(name) && !fields.contains(name));
        Set<String> present = Set.copyOf(sent.keySet());
        scope.removeVariables(
                present.stream().filter(name -> !known.contains(name)).collect(Collectors.toSet()));
        return Fields.of(sent, fields);
    }
}
