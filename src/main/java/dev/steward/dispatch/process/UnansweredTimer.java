package dev.steward.dispatch.process;

import dev.steward.dispatch.OrderStatus;
import dev.steward.dispatch.Orders;
import dev.steward.platform.EngineAccess;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.ClocksMoved;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The timer of "not answered in time" follows its clock: nobody is late while the resident is waited for. */
@Component
class UnansweredTimer {

    /** While the clock stands still; the end of the pause moves it again. */
    static final Duration NOT_YET = Duration.ofDays(60);

    private final Orders orders;
    private final Clocks clocks;
    private final TaskService tasks;
    private final ManagementService jobs;
    private final EngineAccess engine;
    private final Clock clock;

    UnansweredTimer(
            Orders orders, Clocks clocks, TaskService tasks, ManagementService jobs, EngineAccess engine, Clock clock) {
        this.orders = orders;
        this.clocks = clocks;
        this.tasks = tasks;
        this.jobs = jobs;
        this.engine = engine;
        this.clock = clock;
    }

    @EventListener
    public void follow(ClocksMoved moved) {
        boolean asked = orders.find(moved.ticket())
                .filter(order -> order.status() == OrderStatus.DISPATCHED)
                .isPresent();
        if (asked) {
            engine.run(() -> move(moved.ticket()));
        }
    }

    private void move(String ticket) {
        Task accept = tasks.createTaskQuery()
                .processInstanceBusinessKey(ticket)
                .taskDefinitionKey(RepairDispatchModel.ACCEPT_ORDER)
                .singleResult();
        if (accept == null) {
            return;
        }
        Job timer = jobs.createJobQuery()
                .processInstanceId(accept.getProcessInstanceId())
                .activityId(RepairDispatchModel.ORDER_UNANSWERED)
                .singleResult();
        if (timer != null) {
            Instant due =
                    clocks.dueOf(ticket, Target.ACCEPT).orElse(clock.instant().plus(NOT_YET));
            jobs.setJobDuedate(timer.getId(), Date.from(due));
        }
    }
}
