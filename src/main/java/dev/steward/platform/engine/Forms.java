package dev.steward.platform.engine;

import dev.steward.platform.FormListener;
import dev.steward.platform.SentFields;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.task.listener.DelegateExpressionTaskListener;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Hands what was sent with a task to the {@link FormListener} of its model instead of making variables of it. Tasks of
 * other models, which have no such listener, are completed as the engine does.
 */
class Forms {

    private static final Pattern BEAN = Pattern.compile("[$#]\\{\\s*(\\w+)\\s*}");

    private final ApplicationContext context;
    private final SentFields fields;

    Forms(ApplicationContext context, SentFields fields) {
        this.context = context;
        this.fields = fields;
    }

    /**
     * Completes a task.
     *
     * @param how makes the engine's own command of the variables that are left to it
     */
    <T> T complete(
            CommandContext engine,
            @Nullable String task,
            @Nullable Map<String, Object> sent,
            Function<Map<String, Object>, Command<T>> how) {
        Map<String, Object> variables = sent == null ? Map.of() : sent;
        if (task == null || !takesForm(engine.getTaskManager().findTaskById(task))) {
            return how.apply(variables).execute(engine);
        }
        return fields.along(task, values(variables), () -> how.apply(Map.of()).execute(engine));
    }

    private boolean takesForm(@Nullable TaskEntity task) {
        TaskDefinition definition = task == null ? null : task.getTaskDefinition();
        return definition != null
                && definition.getTaskListenersForEvent(TaskListener.EVENTNAME_COMPLETE) != null
                && definition.getTaskListenersForEvent(TaskListener.EVENTNAME_COMPLETE).stream()
                        .anyMatch(this::takesForm);
    }

    private boolean takesForm(TaskListener listener) {
        if (!(listener instanceof DelegateExpressionTaskListener named)) {
            return false;
        }
        Matcher bean = BEAN.matcher(named.getExpressionText());
        return bean.matches()
                && context.containsBean(bean.group(1))
                && context.isTypeMatch(bean.group(1), FormListener.class);
    }

    private static Map<String, Object> values(Map<String, Object> variables) {
        Map<String, Object> values = new HashMap<>();
        for (String name : variables.keySet()) { // entries would be read on the way, which serialized objects refuse
            Object value = variables instanceof VariableMap typed ? typed.getValueTyped(name) : variables.get(name);
            values.put(name, value instanceof TypedValue typed ? value(typed) : value);
        }
        return values;
    }

    private static @Nullable Object value(TypedValue typed) {
        // an object that is still serialized is nothing that a field takes
        return typed instanceof SerializableValue object && !object.isDeserialized() ? new Object() : typed.getValue();
    }
}
