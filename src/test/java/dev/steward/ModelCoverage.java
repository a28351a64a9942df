package dev.steward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
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
 * Remembers which flow nodes and sequence flows of the models were passed, by whatever test. What was rolled back was not
 * passed. The suite runs in several JVMs; each writes down what it has seen when it ends, into the file that the build names
 * in {@code steward.model-coverage}.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class ModelCoverage extends AbstractProcessEnginePlugin {

    private static final String STORY = "story";

    /** What was passed by model, and the stories that were told. */
    private static final Map<String, Set<String>> PASSED = new ConcurrentHashMap<>();

    static {
        String file = System.getProperty("steward.model-coverage");
        if (file != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(Path.of(file))));
        }
    }

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
                .addTransactionListener(TransactionState.COMMITTED, context -> remember(model, id));
    }

    private static void remember(String what, String id) {
        PASSED.computeIfAbsent(what, key -> ConcurrentHashMap.newKeySet()).add(id);
    }

    /** A story of this class is being told. */
    public static void told(Class<?> story) {
        remember(STORY, story.getSimpleName());
    }

    private static void write(Path file) {
        List<String> lines = new ArrayList<>();
        PASSED.forEach((what, ids) -> ids.forEach(id -> lines.add(what + " " + id)));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all JVMs of the suite have written into a folder. */
    static Seen seen(Path folder) throws IOException {
        Map<String, Set<String>> seen = new TreeMap<>();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split(" ", 2);
                    seen.computeIfAbsent(parts[0], key -> new TreeSet<>()).add(parts[1]);
                }
            }
        }
        return new Seen(seen);
    }

    /** What the suite has seen. */
    record Seen(Map<String, Set<String>> by) {

        Set<String> told() {
            return by.getOrDefault(STORY, Set.of());
        }

        Set<String> passed(String model) {
            return by.getOrDefault(model, Set.of());
        }
    }
}
