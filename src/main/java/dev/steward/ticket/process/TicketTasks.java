package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.calendar.BusinessCalendar;
import dev.steward.calendar.Span;
import dev.steward.calendar.book.Calendars;
import dev.steward.platform.EngineAccess;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.BreachCauses;
import dev.steward.ticket.Candidates;
import dev.steward.ticket.ClockStarted;
import dev.steward.ticket.ClocksMoved;
import dev.steward.ticket.HandoverMoot;
import dev.steward.ticket.OwnerChanged;
import dev.steward.ticket.Ownership;
import dev.steward.ticket.TaskDue;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The open tasks of a ticket: when they are due and whose they are; they follow the clocks and the owner. */
@Component("ticketTasks")
public class TicketTasks implements TaskDue {

    private static final Set<String> TASKS = Set.of(
            ServiceTicketModel.TAKE_OWNERSHIP,
            ServiceTicketModel.ASSESS_TICKET,
            ServiceTicketModel.INVESTIGATE,
            ServiceTicketModel.CONFIRM_SOLUTION,
            ServiceTicketModel.CONFIRM_REJECTION,
            ServiceTicketModel.DECIDE_CLOSURE,
            ServiceTicketModel.STATE_BREACH_CAUSE,
            ServiceTicketModel.ACCEPT_HANDOVER);

    private static final Map<String, Target> PROMISED = Map.of(
            ServiceTicketModel.TAKE_OWNERSHIP, Target.RESPONSE,
            ServiceTicketModel.ASSESS_TICKET, Target.RESPONSE,
            ServiceTicketModel.INVESTIGATE, Target.INVESTIGATION,
            ServiceTicketModel.CONFIRM_SOLUTION, Target.RESOLUTION);

    private static final Span ONE_WORKING_DAY = Span.parse("P1D");

    private final Tickets tickets;
    private final Ownership ownership;
    private final BreachCauses causes;
    private final Candidates candidates;
    private final Clocks clocks;
    private final Calendars calendars;
    private final TaskService tasks;
    private final RuntimeService processes;
    private final AuthorizationService authorizations;
    private final EngineAccess engine;
    private final ObjectProvider<TaskDue> dues;
    private final Ladder ladder;
    private final Clock clock;

    TicketTasks(
            Tickets tickets,
            Ownership ownership,
            BreachCauses causes,
            Candidates candidates,
            Clocks clocks,
            Calendars calendars,
            TaskService tasks,
            RuntimeService processes,
            AuthorizationService authorizations,
            EngineAccess engine,
            ObjectProvider<TaskDue> dues,
            Ladder ladder,
            Clock clock) {
        this.tickets = tickets;
        this.ownership = ownership;
        this.causes = causes;
        this.candidates = candidates;
        this.clocks = clocks;
        this.calendars = calendars;
        this.tasks = tasks;
        this.processes = processes;
        this.authorizations = authorizations;
        this.engine = engine;
        this.dues = dues;
        this.ladder = ladder;
        this.clock = clock;
    }

    /** For the models: when the task that is being created is due. */
    public @Nullable Date dueDate(DelegateExecution execution) {
        return due(ticket(execution), execution.getCurrentActivityId(), clock.instant())
                .map(Date::from)
                .orElse(null);
    }

    /** For the model: who is offered to say why a promise was broken, where it was nobody's step. */
    public List<String> causeGroups(DelegateExecution execution) {
        return execution.getVariable("causeStatedBy") != null
                ? List.of()
                : causes.statedBy(tickets.get(ticket(execution))).groups();
    }

    /** For the model: who decides about what satisfies nobody. */
    public String closureGroups(DelegateExecution execution) {
        return candidates.deciding(tickets.get(ticket(execution)));
    }

    /**
     * For every task of every model ({@link WaitingTasks}): its follow-up date, which is the end of the pause while the
     * resident is waited for. A colleague's answer to a hand-over is not what the resident is waited for with.
     */
    public @Nullable Date followUpDate(DelegateExecution execution) {
        return followUp(execution.getCurrentActivityId(), clocks.pausedUntil(ticket(execution)));
    }

    private static @Nullable Date followUp(String task, Optional<Instant> end) {
        return ServiceTicketModel.ACCEPT_HANDOVER.equals(task)
                ? null
                : end.map(Date::from).orElse(null);
    }

    @Override
    public Map<String, Target> promised() {
        return PROMISED;
    }

    @Override
    public boolean knows(String task) {
        return TASKS.contains(task);
    }

    @Override
    public Optional<Instant> due(String number, String task, Instant since) {
        if (ServiceTicketModel.ACCEPT_HANDOVER.equals(task)) {
            return ownership.offered(number).map(ownership::answerBy);
        }
        Target promised = PROMISED.get(task);
        return promised == null
                ? oneWorkingDay(number, since)
                : clocks.dueOf(number, promised)
                        .or(() -> clocks.dueOf(number, Target.RESOLUTION))
                        .or(() -> oneWorkingDay(number, since));
    }

    /**
     * For tasks whose target does not run, or that have none: a working day from when they began, later by every pause
     * since; nothing while the resident is waited for.
     */
    public Optional<Instant> oneWorkingDay(String number, Instant since) {
        Ticket ticket = tickets.get(number);
        if (ticket.waiting()) {
            return Optional.empty();
        }
        BusinessCalendar office = calendars.of(ticket.site(), "office").calendar();
        Instant due = office.add(since, ONE_WORKING_DAY);
        Duration paused = paused(number, since, office);
        return Optional.of(paused.isZero() ? due : office.add(due, paused));
    }

    private Duration paused(String number, Instant since, BusinessCalendar hours) {
        Instant now = clock.instant();
        return !since.isBefore(now)
                ? Duration.ZERO
                : clocks.of(number).stream()
                        .map(each -> each.paused(since, now, hours))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
    }

    /** What is the owner's passes with the ticket. */
    @EventListener
    public void follow(OwnerChanged changed) {
        engine.run(() -> open(changed.ticket().number()).stream()
                .filter(task -> ServiceTicketModel.OF_THE_OWNER.contains(task.getTaskDefinitionKey()))
                .filter(task -> !changed.owner().equals(task.getAssignee()))
                .forEach(task -> {
                    revoke(task, task.getAssignee());
                    tasks.setAssignee(task.getId(), changed.owner());
                }));
    }

    /**
     * The open tasks of some kinds that the owner may take besides their group are offered to the owner of now, and no more
     * to the one before; who has taken one already keeps it.
     *
     * @param users whom they are offered to by name now
     */
    public void offer(OwnerChanged changed, Set<String> kinds, Collection<String> users) {
        engine.run(() -> open(changed.ticket().number()).stream()
                .filter(task -> kinds.contains(task.getTaskDefinitionKey()))
                .forEach(task -> offer(task, changed, users)));
    }

    private void offer(Task task, OwnerChanged changed, Collection<String> users) {
        String before = changed.before();
        if (before != null && !users.contains(before)) {
            tasks.deleteCandidateUser(task.getId(), before);
            if (!before.equals(task.getAssignee())) {
                revoke(task, before);
            }
        }
        boolean offered = tasks.getIdentityLinksForTask(task.getId()).stream()
                .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType())
                        && changed.owner().equals(link.getUserId()));
        if (users.contains(changed.owner()) && !offered) {
            tasks.addCandidateUser(task.getId(), changed.owner());
        }
    }

    /** The engine leaves somebody their right to a task that is no longer theirs. */
    private void revoke(Task task, @Nullable String user) {
        if (user != null) {
            authorizations
                    .createAuthorizationQuery()
                    .userIdIn(user)
                    .resourceType(Resources.TASK)
                    .resourceId(task.getId())
                    .list()
                    .forEach(right -> authorizations.deleteAuthorization(right.getId()));
        }
    }

    /** Nobody has to answer an offer that came to nothing. */
    @EventListener
    public void end(HandoverMoot moot) {
        engine.run(() -> processes
                .createExecutionQuery()
                .processInstanceBusinessKey(moot.ticket().number())
                .messageEventSubscriptionName(ServiceTicketModel.OWNER_CHANGED)
                .list()
                .forEach(waiting -> processes.messageEventReceived(ServiceTicketModel.OWNER_CHANGED, waiting.getId())));
    }

    /** Clocks were paused, resumed or retargeted: due and follow-up dates and the wake-up follow. */
    @EventListener
    public void follow(ClocksMoved moved) {
        Optional<Instant> end = clocks.pausedUntil(moved.ticket());
        engine.run(() -> open(moved.ticket()).forEach(task -> follow(moved.ticket(), task, end)));
        ladder.rearm(moved.ticket());
    }

    /** The due date of the open tasks of one kind follows; answers whether there is such a task. */
    boolean follow(String number, String taskKey) {
        Optional<Instant> end = clocks.pausedUntil(number);
        return engine.decided(() -> {
            List<Task> open = open(number).stream()
                    .filter(task -> task.getTaskDefinitionKey().equals(taskKey))
                    .toList();
            open.forEach(task -> follow(number, task, end));
            return !open.isEmpty();
        });
    }

    private void follow(String number, Task task, Optional<Instant> end) {
        // a bean does not find itself among others of its kind
        Date due = Stream.concat(Stream.of(this), dues.stream())
                .filter(known -> known.knows(task.getTaskDefinitionKey()))
                .findFirst()
                .flatMap(known -> known.due(
                        number,
                        task.getTaskDefinitionKey(),
                        task.getCreateTime().toInstant()))
                .map(Date::from)
                .orElse(null);
        Date until = followUp(task.getTaskDefinitionKey(), end);
        if (!Objects.equals(task.getDueDate(), due) || !Objects.equals(task.getFollowUpDate(), until)) {
            task.setDueDate(due);
            task.setFollowUpDate(until);
            tasks.saveTask(task);
        }
    }

    /** Another clock runs: the wake-up is moved where it is earlier. */
    @EventListener
    public void follow(ClockStarted started) {
        ladder.rearm(started.ticket());
    }

    private List<Task> open(String number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).list();
    }
}
