package dev.steward.ticket.process;

import dev.steward.estate.Names;
import dev.steward.platform.EngineAccess;
import dev.steward.sla.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.HistoricVariableUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who had a ticket's tasks and when, from the engine's history: tasks of its orders and visits included. */
@Component
public class Steps {

    private static final String ASSIGNEE = "assignee";
    private static final String PROVIDER = "provider";
    private static final String ADDED = "add";

    private final HistoryService history;
    private final EngineAccess engine;
    private final JdbcClient jdbc;

    Steps(HistoryService history, EngineAccess engine, JdbcClient jdbc) {
        this.history = history;
        this.engine = engine;
        this.jdbc = jdbc;
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
        List<HistoricTaskInstance> tasks = history.createHistoricTaskInstanceQuery()
                .processInstanceBusinessKey(ticket)
                .orderByHistoricActivityInstanceStartTime()
                .asc()
                .list();
        Map<String, List<Link>> links = links(tasks);
        for (HistoricTaskInstance task : tasks) {
            String step = task.getTaskDefinitionKey();
            names.put(step, names(String.valueOf(task.getName())));
            List<Link> ofTask = links.getOrDefault(task.getId(), List.of());
            groups.put(
                    step,
                    ofTask.stream()
                            .filter(link -> link.added() && !link.type().equals(ASSIGNEE))
                            .map(Link::group)
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
            addStretches(stretches, task, ofTask, provider);
        }
        return new Told(stretches, names, groups);
    }

    /** Somebody, or a group, was linked with a task, or not any more. */
    private record Link(
            String task, Instant at, String type, @Nullable String user, @Nullable String group, boolean added) {}

    /** By task, in one statement: the engine's own query answers one task at a time. */
    private Map<String, List<Link>> links(List<HistoricTaskInstance> tasks) {
        return jdbc
                .sql(
                        """
                        select task_id_, timestamp_, type_, user_id_, group_id_, operation_type_
                          from act_hi_identitylink
                         where task_id_ = any(:tasks)
                        """)
                .param("tasks", tasks.stream().map(HistoricTaskInstance::getId).toArray(String[]::new))
                .query((row, n) -> new Link(
                        row.getString("task_id_"),
                        row.getTimestamp("timestamp_").toInstant(),
                        row.getString("type_"),
                        row.getString("user_id_"),
                        row.getString("group_id_"),
                        ADDED.equals(row.getString("operation_type_"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Link::task));
    }

    private static boolean isOfTicketItself(HistoricTaskInstance task) {
        return ServiceTicketModel.PROCESS.equals(task.getProcessDefinitionKey());
    }

    /** One stretch for each pair of hands, and those while nobody had taken the task. */
    private static void addStretches(
            List<Stretch> stretches, HistoricTaskInstance task, List<Link> links, @Nullable String provider) {
        Instant from = task.getStartTime().toInstant();
        Instant end = task.getEndTime() == null ? null : task.getEndTime().toInstant();
        String actor = null;
        List<Link> changes = links.stream()
                .filter(link -> link.type().equals(ASSIGNEE))
                // whoever passes a task on gives it back and the other gets it in the same moment
                .sorted(Comparator.comparing(Link::at).thenComparing(Link::added))
                .toList();
        for (Link change : changes) {
            Instant at = change.at();
            if (end != null && !at.isBefore(end) && !change.added()) {
                break; // the end of the task takes the link away, too
            }
            if (from.isBefore(at)) {
                stretches.add(new Stretch(from, at, task.getTaskDefinitionKey(), actor, provider));
            }
            from = at;
            actor = change.added() ? change.user() : null;
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
