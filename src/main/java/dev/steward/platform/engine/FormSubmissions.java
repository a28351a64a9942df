package dev.steward.platform.engine;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.variable.VariableMap;
import org.jspecify.annotations.Nullable;

/** Forms as the engine has them, submitted by way of {@link Forms}: what Tasklist does. */
class FormSubmissions extends FormServiceImpl {

    private final Forms forms;

    FormSubmissions(Forms forms) {
        this.forms = forms;
    }

    @Override
    public void submitTaskForm(String task, @Nullable Map<String, Object> variables) {
        submit(task, variables, false, false);
    }

    @Override
    @SuppressWarnings("deprecation") // other callers of the engine may still use it
    public void submitTaskFormData(String task, Map<String, String> variables) {
        submit(task, new HashMap<>(variables), false, false);
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
            String task, @Nullable Map<String, Object> variables, boolean deserialize) {
        return submit(task, variables, true, deserialize);
    }

    private VariableMap submit(
            String task, @Nullable Map<String, Object> variables, boolean answers, boolean deserialize) {
        return commandExecutor.execute(context -> forms.complete(
                context, task, variables, left -> new SubmitTaskFormCmd(task, left, answers, deserialize)));
    }
}
