package dev.steward;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Remembers which flow nodes and sequence flows of the models were passed in this JVM, by whatever test. What was rolled
 * back was not passed.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class ModelCoverage extends AbstractProcessEnginePlugin {

    private static final Map<String, Set<String>> PASSED = new ConcurrentHashMap<>();
    private static final Set<Class<?>> TOLD = ConcurrentHashMap.newKeySet();

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = engine.getCustomPostBPMNParseListeners() == null
                ? new ArrayList<>()
                : engine.getCustomPostBPMNParseListeners();
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element process, ProcessDefinitionEntity definition) {
                watch(definition);
            }
        });
        engine.setCustomPostBPMNParseListeners(listeners);
    }

    private static void watch(ScopeImpl scope) {
        for (ActivityImpl activity : scope.getActivities()) {
            activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                    execution -> passed(execution, execution.getCurrentActivityId()));
            for (var transition : activity.getOutgoingTransitions()) {
                ((TransitionImpl) transition)
                        .addExecutionListener(execution -> passed(execution, execution.getCurrentTransitionId()));
            }
            watch(activity);
        }
    }

    private static void passed(DelegateExecution execution, String id) {
        String model = execution.getProcessDefinitionId().replaceAll(":.*", "");
        Context.getCommandContext()
                .getTransactionContext()
                .addTransactionListener(TransactionState.COMMITTED, context -> PASSED.computeIfAbsent(
                                model, key -> ConcurrentHashMap.newKeySet())
                        .add(id));
    }

    /** A story of this class is being told. */
    public static void told(Class<?> story) {
        TOLD.add(story);
    }

    static Set<Class<?>> told() {
        return Set.copyOf(TOLD);
    }

    static Set<String> passed(String model) {
        return new TreeSet<>(PASSED.getOrDefault(model, Set.of()));
    }
}
