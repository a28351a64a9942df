package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.ACCEPT_ORDER;
import static dev.steward.dispatch.process.RepairDispatchModel.AGREE_APPOINTMENT;
import static dev.steward.dispatch.process.RepairDispatchModel.ASSIGN_TECHNICIAN;
import static dev.steward.dispatch.process.RepairDispatchModel.VISIT_HOME;
import static dev.steward.dispatch.process.RepairDispatchModel.WAIT_FOR_PARTS;
import static dev.steward.dispatch.process.RepairDispatchModel.ticket;

import dev.steward.calendar.Span;
import dev.steward.calendar.book.Calendars;
import dev.steward.dispatch.DispatchPool;
import dev.steward.dispatch.Orders;
import dev.steward.dispatch.Work;
import dev.steward.dispatch.WorkOrder;
import dev.steward.estate.Duty;
import dev.steward.estate.Roster;
import dev.steward.platform.People;
import dev.steward.platform.Role;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.Priority;
import dev.steward.ticket.Provider;
import dev.steward.ticket.TaskDue;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** For the model: who is offered each task of an order, and when it is due. */
@Component("orderTasks")
public class OrderTasks implements TaskDue {

    private static final Duration TO_AGREE = Duration.ofHours(4);
    private static final Span ONE_WORKING_DAY = Span.parse("P1D");

    private final Orders orders;
    private final Tickets tickets;
    private final DispatchPool pool;
    private final Roster roster;
    private final People people;
    private final Clocks clocks;
    private final Calendars calendars;
    private final Clock clock;

    OrderTasks(
            Orders orders,
            Tickets tickets,
            DispatchPool pool,
            Roster roster,
            People people,
            Clocks clocks,
            Calendars calendars,
            Clock clock) {
        this.orders = orders;
        this.tickets = tickets;
        this.pool = pool;
        this.roster = roster;
        this.people = people;
        this.clocks = clocks;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** The groups that a task is offered to; decided by the variables alone, which the record wrote. */
    public List<String> groups(DelegateExecution execution) {
        boolean own = own(execution);
        List<String> groups = new ArrayList<>();
        switch (execution.getCurrentActivityId()) {
            case ASSIGN_TECHNICIAN -> {
                groups.addAll(dispatching(execution));
                if (isEmergency(execution)) {
                    groups.add(Role.MONITORING_CENTER.group());
                    groups.add(Role.SUPERVISOR.group());
                }
                if (own && inPool(execution)) {
                    groups.add(Role.TECHNICIAN.group());
                }
            }
            case AGREE_APPOINTMENT -> {
                groups.add(Role.DISPATCHER.group());
                groups.add(Role.FRONT_DESK.group());
                if (openToClaim(execution)) {
                    groups.add(Role.TECHNICIAN.group());
                }
            }
            case VISIT_HOME -> {
                if (!onCall(execution)) {
                    groups.add(own ? Role.TECHNICIAN.group() : Role.DISPATCHER.group());
                }
            }
            case WAIT_FOR_PARTS -> groups.add(Role.DISPATCHER.group());
            default -> {}
        }
        return groups.stream().distinct().toList();
    }

    /** The dispatchers, where nobody is named besides. */
    private static List<String> dispatching(DelegateExecution execution) {
        String groups = (String) execution.getVariable("dispatchGroup");
        return groups == null ? List.of(Role.DISPATCHER.group()) : List.of(groups.split(","));
    }

    /** The people that a task is offered to beside the groups. */
    public List<String> users(DelegateExecution execution) {
        String technician = (String) execution.getVariable("technician");
        return switch (execution.getCurrentActivityId()) {
            case ASSIGN_TECHNICIAN -> own(execution) ? List.of() : withOwner(execution, null);
            case AGREE_APPOINTMENT, WAIT_FOR_PARTS -> withOwner(execution, technician);
            case VISIT_HOME -> {
                if (!own(execution)) {
                    yield withOwner(execution, null);
                }
                yield onCall(execution) ? onCallNow((String) execution.getVariable("site")) : List.of();
            }
            default -> List.of();
        };
    }

    /** Who decides: the owner, or a supervisor as long as there is none. */
    public @Nullable String owner(DelegateExecution execution) {
        Ticket ticket = tickets.get(ticket(execution));
        return ticket.owner() != null
                ? ticket.owner()
                : people.with(Role.SUPERVISOR, ticket.site()).stream()
                        .findFirst()
                        .orElse(null);
    }

    private List<String> withOwner(DelegateExecution execution, @Nullable String other) {
        return Stream.of(Optional.ofNullable(tickets.get(ticket(execution)).owner()), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Those at work or on call, the first to be asked first; every technician where nobody is. */
    private List<String> onCallNow(String site) {
        List<String> present = roster.onDuty(site, Role.TECHNICIAN, clock.instant()).stream()
                .map(Duty::user)
                .toList();
        return present.isEmpty() ? people.with(Role.TECHNICIAN, site) : present;
    }

    /**
     * Who is called for an order that came back; nobody where it does not hurry.
     *
     * @param had who does not come after all; where nobody else is on call, every technician is asked
     */
    List<String> called(Work back, @Nullable String had) {
        Ticket ticket = back.ticket();
        if (!ticket.isEmergency() || !back.order().openToClaim() || back.order().isExternal()) {
            return List.of();
        }
        List<String> others = onCallNow(ticket.site()).stream()
                .filter(user -> !user.equals(had))
                .toList();
        return others.isEmpty() ? people.with(Role.TECHNICIAN, ticket.site()) : others;
    }

    private static boolean own(DelegateExecution execution) {
        return Provider.OWN.name().equals(execution.getVariable("provider"));
    }

    private static boolean isEmergency(DelegateExecution execution) {
        return Priority.EMERGENCY.name().equals(execution.getVariable("priority"));
    }

    private static boolean openToClaim(DelegateExecution execution) {
        return Boolean.TRUE.equals(execution.getVariable("openToClaim"));
    }

    private static boolean onCall(DelegateExecution execution) {
        return own(execution) && isEmergency(execution) && openToClaim(execution);
    }

    private boolean inPool(DelegateExecution execution) {
        return pool.has((String) execution.getVariable("site"), (String) execution.getVariable("category"));
    }

    /** When the task that is being created is due. */
    public @Nullable Date dueDate(DelegateExecution execution) {
        String number = ticket(execution);
        String activity = execution.getCurrentActivityId();
        Optional<Instant> due =
                activity.equals(ACCEPT_ORDER) ? answerDue(number) : due(number, activity, clock.instant());
        return due.map(Date::from).orElse(null);
    }

    /** When an order that is being sent comes back unanswered; while the resident is waited for not yet. */
    public Date unansweredAt(DelegateExecution execution) {
        return Date.from(answerDue(ticket(execution)).orElse(clock.instant().plus(UnansweredTimer.NOT_YET)));
    }

    private Optional<Instant> answerDue(String number) {
        return clocks.dueOf(number, Target.ACCEPT).or(() -> {
            Ticket ticket = tickets.get(number);
            return ticket.waiting() ? Optional.empty() : Optional.of(oneWorkingDay(ticket.site(), clock.instant()));
        });
    }

    @Override
    public Map<String, Target> promised() {
        return Map.of(ASSIGN_TECHNICIAN, Target.DISPATCH, ACCEPT_ORDER, Target.ACCEPT);
    }

    @Override
    public boolean knows(String task) {
        return RepairDispatchModel.STEPS.containsKey(task);
    }

    @Override
    public Optional<Instant> due(String number, String task, Instant since) {
        return switch (task) {
            case ASSIGN_TECHNICIAN -> firstDue(number, Target.DISPATCH, Target.ATTENDANCE, Target.RESOLUTION);
            case ACCEPT_ORDER -> firstDue(number, Target.ACCEPT);
            case VISIT_HOME -> {
                WorkOrder order = orders.current(number);
                yield order.slot() != null
                        ? Optional.of(order.slot().to())
                        : firstDue(number, Target.ATTENDANCE, Target.MADE_SAFE, Target.RESOLUTION);
            }
            case WAIT_FOR_PARTS -> Optional.ofNullable(orders.current(number).promisedAt());
            default -> withoutTarget(number, task);
        };
    }

    private Optional<Instant> firstDue(String number, Target... targets) {
        return Stream.of(targets)
                .map(target -> clocks.dueOf(number, target))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Counted from when the step began, from the promised date of the parts, or from the end of the wait for the resident. */
    private Optional<Instant> withoutTarget(String number, String task) {
        if (tickets.get(number).waiting()) {
            return Optional.empty();
        }
        WorkOrder order = orders.current(number);
        Instant now = clock.instant();
        Instant begun = order.promisedAt() != null && order.promisedAt().isAfter(order.since())
                ? order.promisedAt()
                : order.since();
        Instant from = clocks.of(number).stream()
                .filter(ServiceClock::isOpen)
                .flatMap(open -> open.pauses(now).stream())
                .map(ServiceClock.Pause::to)
                .filter(end -> end != null && end.isAfter(begun))
                .max(Instant::compareTo)
                .orElse(begun);
        return Optional.of(
                AGREE_APPOINTMENT.equals(task)
                        ? calendars.of(order.site(), "service").calendar().add(from, TO_AGREE)
                        : oneWorkingDay(order.site(), from));
    }

    private Instant oneWorkingDay(String site, Instant from) {
        return calendars.of(site, "office").calendar().add(from, ONE_WORKING_DAY);
    }
}
