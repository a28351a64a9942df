package dev.steward.ticket.process;

import dev.steward.estate.Names;
import dev.steward.platform.EngineAccess;
import dev.steward.sla.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricIdentityLinkLog;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.HistoricVariableUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who had a ticket's tasks and when, from the engine's history: tasks of its orders and visits included. */
@Component
public class Steps {

    private static final String ASSIGNEE = "assignee";
    private static final String PROVIDER = "provider";
    private static final String ADDED = "add";

    private final HistoryService history;
    private final EngineAccess engine;

    Steps(HistoryService history, EngineAccess engine) {
        this.history = history;
        this.engine = engine;
    }

    /**
     * What the history tells of a ticket's steps.
     *
     * @param stretches in the order in which the tasks began
     * @param names of the steps, by id
     * @param groups whom a step was offered to, by id; of the latest task of that step
     */
    public record Told(List<Stretch> stretches, Map<String, Names> names, Map<String, List<String>> groups) {}

    /** All steps of a ticket so far. */
    public Told of(String ticket) {
        return engine.decided(() -> read(ticket));
    }

    private Told read(String ticket) {
        List<Stretch> stretches = new ArrayList<>();
        Map<String, Names> names = new HashMap<>();
        Map<String, List<String>> groups = new HashMap<>();
        Map<String, TreeMap<Instant, String>> providers = new HashMap<>();
        for (HistoricTaskInstance task : history.createHistoricTaskInstanceQuery()
                .processInstanceBusinessKey(ticket)
                .orderByHistoricActivityInstanceStartTime()
                .asc()
                .list()) {
            String step = task.getTaskDefinitionKey();
            names.put(step, names(String.valueOf(task.getName())));
            List<HistoricIdentityLinkLog> links = history.createHistoricIdentityLinkLogQuery()
                    .taskId(task.getId())
                    .list();
            groups.put(
                    step,
                    links.stream()
                            .filter(link -> link.getOperationType().equals(ADDED)
                                    && !link.getType().equals(ASSIGNEE))
                            .map(HistoricIdentityLinkLog::getGroupId)
                            .filter(Objects::nonNull)
                            .distinct()
                            .sorted()
                            .toList());
            // who does the work says something of the steps of an order only
            String provider = isOfTicketItself(task)
                    ? null
                    : provider(
                            providers.computeIfAbsent(task.getProcessInstanceId(), this::providers),
                            task.getStartTime().toInstant());
            addStretches(stretches, task, links, provider);
        }
        return new Told(stretches, names, groups);
    }

    private static boolean isOfTicketItself(HistoricTaskInstance task) {
        return ServiceTicketModel.PROCESS.equals(task.getProcessDefinitionKey());
    }

    /** One stretch for each pair of hands, and those while nobody had taken the task. */
    private static void addStretches(
            List<Stretch> stretches,
            HistoricTaskInstance task,
            List<HistoricIdentityLinkLog> links,
            @Nullable String provider) {
        Instant from = task.getStartTime().toInstant();
        Instant end = task.getEndTime() == null ? null : task.getEndTime().toInstant();
        String actor = null;
        List<HistoricIdentityLinkLog> changes = links.stream()
                .filter(link -> link.getType().equals(ASSIGNEE))
                // whoever passes a task on gives it back and the other gets it in the same moment
                .sorted(Comparator.comparing(HistoricIdentityLinkLog::getTime)
                        .thenComparing(link -> link.getOperationType().equals(ADDED)))
                .toList();
        for (HistoricIdentityLinkLog change : changes) {
            Date time = change.getTime();
            Instant at = time.toInstant();
            if (end != null && !at.isBefore(end) && !change.getOperationType().equals(ADDED)) {
                break; // the end of the task takes the link away, too
            }
            if (from.isBefore(at)) {
                stretches.add(new Stretch(from, at, task.getTaskDefinitionKey(), actor, provider));
            }
            from = at;
            actor = change.getOperationType().equals(ADDED) ? change.getUserId() : null;
        }
        if (end == null || from.isBefore(end)) {
            stretches.add(new Stretch(from, end, task.getTaskDefinitionKey(), actor, provider));
        }
    }

    private TreeMap<Instant, String> providers(String instance) {
        TreeMap<Instant, String> values = new TreeMap<>();
        history.createHistoricDetailQuery()
                .variableUpdates()
                .processInstanceId(instance)
                .list()
                .forEach(detail -> {
                    if (detail instanceof HistoricVariableUpdate update
                            && PROVIDER.equals(update.getVariableName())
                            && update.getValue() != null) {
                        values.put(detail.getTime().toInstant(), String.valueOf(update.getValue()));
                    }
                });
        return values;
    }

    private static @Nullable String provider(TreeMap<Instant, String> values, Instant at) {
        Map.Entry<Instant, String> then = values.floorEntry(at);
        return then == null ? null : then.getValue();
    }

    /** Tasks are named in both languages, {@code 派工 · Assign technician}. */
    private static Names names(String name) {
        int middle = name.indexOf(" · ");
        return middle < 0 ? new Names(name, name) : new Names(name.substring(middle + 3), name.substring(0, middle));
    }
}
