package dev.steward.platform.engine;

import java.util.Map;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.variable.VariableMap;
import org.jspecify.annotations.Nullable;

/** Tasks as the engine has them, completed by way of {@link Forms}. */
class FormTasks extends TaskServiceImpl {

    private final Forms forms;

    FormTasks(Forms forms) {
        this.forms = forms;
    }

    @Override
    public void complete(String task, @Nullable Map<String, Object> variables) {
        commandExecutor.execute(
                context -> forms.complete(context, task, variables, left -> new CompleteTaskCmd(task, left)));
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String task, @Nullable Map<String, Object> variables, boolean deserialize) {
        return commandExecutor.execute(context ->
                forms.complete(context, task, variables, left -> new CompleteTaskCmd(task, left, true, deserialize)));
    }
}
