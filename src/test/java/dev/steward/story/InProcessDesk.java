package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.Statements;
import dev.steward.dispatch.Photo;
import dev.steward.dispatch.Photos;
import dev.steward.estate.Absence;
import dev.steward.estate.Leave;
import dev.steward.platform.Actors;
import dev.steward.platform.Refusal;
import dev.steward.ticket.DeskDoor;
import dev.steward.ticket.process.TicketProcess;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.springframework.context.ApplicationContext;

/** The desk in process: the engine's own services with the rights of whoever acts, as Tasklist uses them, and our use cases. */
final class InProcessDesk implements Desk {

    private final ApplicationContext context;
    private final IdentityService identities;
    private final RuntimeService processes;
    private final TaskService tasks;
    private final ObjectMapper json;
    private final DeskDoor door;
    private final Map<String, ProcessInstance> started = new HashMap<>();

    InProcessDesk(ApplicationContext context) {
        this.context = context;
        ProcessEngine engine = context.getBean(ProcessEngine.class);
        BpmnAwareTests.init(engine);
        this.identities = engine.getIdentityService();
        this.processes = engine.getRuntimeService();
        this.tasks = engine.getTaskService();
        this.json = context.getBean(ObjectMapper.class);
        this.door = new DeskDoor(context);
    }

    @Override
    public String report(String user, Map<String, Object> report) {
        ProcessInstance instance = as(user, () -> processes
                .createProcessInstanceByKey("service-ticket")
                .processDefinitionWithoutTenantId()
                .setVariables(report)
                .execute());
        Statements.were("start");
        return begun(instance);
    }

    @Override
    public String announce(String user, Map<String, Object> report) {
        return begun(as(user, () -> processes
                .createMessageCorrelation("ticket.reported")
                .setVariables(report)
                .correlateStartMessage()));
    }

    private String begun(ProcessInstance instance) {
        started.putIfAbsent(instance.getBusinessKey(), instance);
        return instance.getBusinessKey();
    }

    @Override
    public void claim(String user, String ticket, String task) {
        String id = id(ticket, task);
        as(user, () -> tasks.claim(id, user));
        Statements.were("claim");
    }

    @Override
    public void giveBack(String user, String ticket, String task) {
        String id = id(ticket, task);
        as(user, () -> context.getBean(TicketProcess.class).giveBack(id));
        Statements.were("give back");
    }

    @Override
    public void complete(String user, String ticket, String task, Map<String, Object> form) {
        String id = id(ticket, task);
        as(user, () -> tasks.complete(id, form));
        Statements.were(task.replace("userTask_", ""));
    }

    private String id(String ticket, String task) {
        var open = tasks.createTaskQuery()
                .processInstanceBusinessKey(ticket)
                .taskDefinitionKey(task)
                .list();
        assertThat(open).as("open tasks %s of %s", task, ticket).hasSize(1);
        return open.get(0).getId();
    }

    @Override
    public void command(String user, String ticket, String command, Map<String, Object> body) {
        as(user, () -> door.command(ticket, command, body));
        Statements.were(command);
    }

    @Override
    public JsonNode ticket(String user, String ticket) {
        return as(user, () -> json.<JsonNode>valueToTree(door.view(ticket)));
    }

    @Override
    public JsonNode tasks(String user, String ticket) {
        return as(user, () -> json.<JsonNode>valueToTree(door.tasks(ticket)));
    }

    @Override
    public JsonNode timeline(String user, String ticket) {
        return as(user, () -> json.<JsonNode>valueToTree(door.timeline(ticket)));
    }

    @Override
    public List<String> list(String user, Map<String, String> criteria) {
        return as(user, () -> door.list(criteria));
    }

    @Override
    public List<String> foundInEngine(String user, String ticket) {
        ProcessEngine engine = context.getBean(ProcessEngine.class);
        var history = engine.getHistoryService();
        String instance = started.get(ticket).getId();
        Map<String, Long> counts = new LinkedHashMap<>();
        as(user, () -> {
            counts.put(
                    "task",
                    tasks.createTaskQuery().processInstanceBusinessKey(ticket).count());
            counts.put(
                    "process-instance",
                    processes
                            .createProcessInstanceQuery()
                            .processInstanceBusinessKey(ticket)
                            .count());
            counts.put(
                    "execution",
                    processes.createExecutionQuery().processInstanceId(instance).count());
            counts.put(
                    "history/process-instance",
                    history.createHistoricProcessInstanceQuery()
                            .processInstanceBusinessKey(ticket)
                            .count());
            counts.put(
                    "history/task",
                    history.createHistoricTaskInstanceQuery()
                            .processInstanceBusinessKey(ticket)
                            .count());
            counts.put(
                    "job",
                    engine.getManagementService()
                            .createJobQuery()
                            .processInstanceId(instance)
                            .count());
            counts.put(
                    "history/activity-instance",
                    history.createHistoricActivityInstanceQuery()
                            .processInstanceId(instance)
                            .count());
            counts.put(
                    "history/variable-instance",
                    history.createHistoricVariableInstanceQuery()
                            .processInstanceId(instance)
                            .count());
            counts.put(
                    "variable-instance",
                    processes
                            .createVariableInstanceQuery()
                            .processInstanceIdIn(instance)
                            .count());
        });
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public JsonNode cards(String user, List<String> tickets, List<String> tasks) {
        return as(user, () -> json.<JsonNode>valueToTree(door.cards(tickets, tasks)));
    }

    @Override
    public void away(String supervisor, String user, String until, String deputy) {
        as(supervisor, () -> context.getBean(Leave.class)
                .record(
                        context.getBean(Actors.class).current(),
                        new Absence("sunshine", user, Story.now(), Instant.parse(until), deputy, "ill")));
    }

    @Override
    public String photo(String user, String ticket, String stage) {
        return as(user, () -> context.getBean(Photos.class)
                .add(ticket, Photo.Stage.valueOf(stage), Picture.png())
                .id());
    }

    @Override
    public void waitsAt(String ticket, List<String> open) {
        var found = tasks.createTaskQuery().processInstanceBusinessKey(ticket).list();
        assertThat(found)
                .as("open tasks of %s", ticket)
                .extracting(Task::getTaskDefinitionKey)
                .containsExactlyInAnyOrderElementsOf(open);
        for (Task task : found) {
            // the ticket's own instance, or the one of its order or visit
            ProcessInstance instance = processes
                    .createProcessInstanceQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .singleResult();
            BpmnAwareTests.assertThat(instance)
                    .hasBusinessKey(ticket)
                    .isActive()
                    .isWaitingAt(task.getTaskDefinitionKey());
        }
    }

    @Override
    public void hasEnded(String ticket, String... passed) {
        ProcessInstance instance = started.get(ticket);
        BpmnAwareTests.assertThat(instance).isEnded();
        if (passed.length > 0) {
            BpmnAwareTests.assertThat(instance).hasPassed(passed);
        }
    }

    private <T> T as(String user, Supplier<T> work) {
        List<String> groups = identities.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        List<String> sites = identities.createTenantQuery().userMember(user).list().stream()
                .map(Tenant::getId)
                .toList();
        try {
            identities.setAuthentication(user, groups, sites);
            return Statements.counted(work);
        } catch (RuntimeException e) {
            throw refused(e);
        } finally {
            identities.clearAuthentication();
        }
    }

    private void as(String user, Runnable work) {
        as(user, () -> {
            work.run();
            return true;
        });
    }

    private static RuntimeException refused(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return new Refused(refusal.kind().status(), String.valueOf(refusal.getMessage()));
            }
            if (cause instanceof AuthorizationException) {
                return new Refused(403, String.valueOf(cause.getMessage()));
            }
            if (cause instanceof ProcessEngineException
                    && String.valueOf(cause.getMessage()).startsWith("ENGINE-13034")) {
                return new Refused(404, cause.getMessage()); // another site's, as our REST answers it
            }
            if (cause instanceof OptimisticLockingException || cause instanceof TaskAlreadyClaimedException) {
                return new Refused(409, String.valueOf(cause.getMessage()));
            }
        }
        return e;
    }
}
