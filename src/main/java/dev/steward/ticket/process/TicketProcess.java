package dev.steward.ticket.process;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.steward.language.Sentence;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.EngineAccess;
import dev.steward.platform.People;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.platform.SentFields;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way from a ticket to the engine: starts it, sends it commands, finds and completes its tasks. The engine asks for no
 * authorization here; who may do what was decided by our own rules, in the use cases behind the models.
 */
@Service
@Transactional
public class TicketProcess {

    private final RuntimeService processes;
    private final TaskService tasks;
    private final EngineAccess engine;
    private final Tickets tickets;
    private final Actors actors;
    private final People people;
    private final SentFields sent;

    TicketProcess(
            RuntimeService processes,
            TaskService tasks,
            EngineAccess engine,
            Tickets tickets,
            Actors actors,
            People people,
            SentFields sent) {
        this.sent = sent;
        this.processes = processes;
        this.tasks = tasks;
        this.engine = engine;
        this.tickets = tickets;
        this.actors = actors;
        this.people = people;
    }

    /**
     * Starts a ticket.
     *
     * @param variables the start variables of {@code service-ticket}
     * @return the new ticket's number
     */
    public String start(Map<String, Object> variables) {
        return engine.decided(() -> processes
                .createProcessInstanceByKey(ServiceTicketModel.PROCESS)
                .processDefinitionWithoutTenantId()
                .setVariables(variables)
                .execute()
                .getBusinessKey());
    }

    /** Sends a command to a running ticket; its event subprocess in the model carries it out, or refuses. */
    public void command(Ticket ticket, String message, Map<String, Object> variables) {
        if (!ticket.isOpen() || ticket.process() == null) {
            throw Refusal.conflict("Ticket {0} is {1}; legal now: none", ticket.number(), ticket.shownStatus());
        }
        String process = Objects.requireNonNull(ticket.process());
        engine.run(() -> sent.along(process, new HashMap<>(variables), () -> {
            processes.messageEventReceived(message, process);
            return null;
        }));
    }

    /** The resident asks again. */
    public void urge(String number, Map<String, Object> variables) {
        command(tickets.get(number), "ticket.urged", variables);
    }

    /** The open tasks of a ticket, those of its orders and visits included. */
    @Transactional(readOnly = true)
    public List<OpenTask> tasks(String number) {
        return engine.decided(() -> tasks
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .initializeFormKeys()
                .orderByTaskCreateTime()
                .asc()
                .list()
                .stream()
                .map(OpenTask::of)
                .toList());
    }

    /**
     * Which tickets these open tasks are about, in two statements. Whoever calls asks whether the person may see them.
     *
     * @return tasks by the ticket's number; a task that is over, or of no ticket, is missing
     */
    @Transactional(readOnly = true)
    public Map<String, List<OpenTask>> ticketsOf(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return engine.decided(() -> {
            Map<String, List<OpenTask>> byInstance =
                    tasks.createTaskQuery().taskIdIn(ids.toArray(String[]::new)).listPage(0, ids.size()).stream()
                            .filter(task -> task.getProcessInstanceId() != null)
                            .collect(groupingBy(Task::getProcessInstanceId, mapping(OpenTask::of, toList())));
            Map<String, List<OpenTask>> byTicket = new HashMap<>();
            if (!byInstance.isEmpty()) {
                processes
                        .createProcessInstanceQuery()
                        .processInstanceIds(byInstance.keySet())
                        .listPage(0, byInstance.size())
                        .stream()
                        .filter(instance -> instance.getBusinessKey() != null)
                        .forEach(instance -> byTicket.computeIfAbsent(
                                        instance.getBusinessKey(), number -> new ArrayList<>())
                                .addAll(byInstance.getOrDefault(instance.getId(), List.of())));
            }
            return byTicket;
        });
    }

    /** Takes an unowned ticket: claims and completes the task in one step. */
    public void own(String number) {
        Actor actor = actors.current();
        Ticket ticket = tickets.get(number);
        List<Role> takers = List.of(ticket.candidateGroup().split(",")).stream()
                .flatMap(group -> Role.ofGroup(group).stream())
                .toList();
        boolean may = takers.stream().anyMatch(actor::is) || actor.isAny(Role.SUPERVISOR, Role.MANAGER);
        if (!may) {
            throw Refusal.forbidden("This ticket is taken by {0} or a supervisor", Sentence.words(takers));
        }
        if (ticket.isOpen()) {
            tickets.requireUnowned(ticket);
        }
        engine.run(() -> {
            Task task = tasks.createTaskQuery()
                    .processInstanceBusinessKey(number)
                    .taskDefinitionKey(ServiceTicketModel.TAKE_OWNERSHIP)
                    .singleResult();
            if (task == null) {
                throw Refusal.conflict("Ticket {0} is owned already, or has ended; read it again", number);
            }
            tasks.setAssignee(task.getId(), actor.user());
            tasks.complete(task.getId());
        });
    }

    /** Claims a task for whoever acts; the engine's authorizations decide whether they are a candidate. */
    public void claim(String task) {
        String holder = known(task).getAssignee();
        String user = actors.current().user();
        if (holder != null && !holder.equals(user)) {
            throw Refusal.conflict(
                    "{0} has taken this task already; ask them or a supervisor to give it back", people.nameOf(holder));
        }
        tasks.claim(task, user);
    }

    /** Completes a task as Tasklist does: the listener in the model carries it out, or refuses. */
    public void complete(String task, Map<String, Object> variables) {
        tasks.complete(known(task).getId(), new HashMap<>(variables));
    }

    /** The same in one step for a task that nobody has claimed yet. */
    public void claimAndComplete(String task, Map<String, Object> variables) {
        if (known(task).getAssignee() == null) {
            claim(task);
        }
        complete(task, variables);
    }

    /** Answers the hand-over of a ticket, as its task in Tasklist does. */
    public void answerHandover(Ticket ticket, Map<String, Object> variables) {
        Task task = ticket.process() == null
                ? null
                : tasks.createTaskQuery()
                        .processInstanceId(ticket.process())
                        .taskDefinitionKey(ServiceTicketModel.ACCEPT_HANDOVER)
                        .singleResult();
        if (task == null) {
            throw Refusal.conflict("Ticket {0} is not offered to you; it may be answered already", ticket.number());
        }
        complete(task.getId(), variables);
    }

    /**
     * Puts a claimed task back to those who may take it: by whoever has it, or by a supervisor or manager. What is the
     * owner's own passes on with the ticket.
     */
    public void giveBack(String id) {
        Task task = known(id);
        Actor actor = actors.current();
        String holder = task.getAssignee();
        if (holder == null) {
            throw Refusal.conflict("Nobody has claimed the task; there is nothing to give back");
        }
        if (!actor.user().equals(holder) && !actor.isAny(Role.SUPERVISOR, Role.MANAGER)) {
            throw Refusal.forbidden("Only whoever has claimed the task or a supervisor gives it back");
        }
        engine.run(() -> {
            tasks.setAssignee(id, null);
            if (!isOfferedBeside(holder, id)) {
                throw Refusal.conflict(
                        "Nobody else is offered this task: hand the ticket over if you own it, decline an order that was"
                                + " sent to you, or ask a supervisor");
            }
        });
    }

    private boolean isOfferedBeside(String holder, String task) {
        return tasks.getIdentityLinksForTask(task).stream()
                .anyMatch(
                        link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && !holder.equals(link.getUserId()));
    }

    private Task known(String task) {
        Task found = tasks.createTaskQuery().taskId(task).singleResult();
        if (found == null) {
            throw Refusal.notFound("There is no open task {0} for you; it may be done already", task);
        }
        return found;
    }
}
