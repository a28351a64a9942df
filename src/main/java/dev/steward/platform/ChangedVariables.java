package dev.steward.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.VariableScope;

/** What of a record's variables differs from those that a process has; each that is written is a statement. */
public final class ChangedVariables {

    private ChangedVariables() {}

    /** Writes those that are new or have another value; the others stay as they are. */
    public static void write(VariableScope scope, Map<String, Object> variables) {
        Map<String, Object> present = scope.getVariables();
        Map<String, Object> changed = new HashMap<>(variables);
        changed.entrySet()
                .removeIf(entry -> present.containsKey(entry.getKey())
                        && Objects.equals(present.get(entry.getKey()), entry.getValue()));
        scope.setVariables(changed);
    }
}
