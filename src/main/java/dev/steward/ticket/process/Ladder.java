package dev.steward.ticket.process;

import static dev.steward.ticket.process.ServiceTicketModel.ticket;

import dev.steward.platform.EngineAccess;
import dev.steward.ticket.Escalations;
import dev.steward.ticket.WakeUps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one wake-up of a ticket, armed at the earliest instant at which something of it is due. The record is the truth;
 * the timer is moved only when that instant gets earlier, a late or empty wake-up climbs what is due and arms the next.
 */
@Component("ladder")
public class Ladder {

    /** With nothing in sight somebody looks again after this time, should the record ever say otherwise. */
    private static final Duration LOOK_AGAIN = Duration.ofDays(30);

    private final Escalations escalations;
    private final WakeUps wakeUps;
    private final ManagementService jobs;
    private final RuntimeService processes;
    private final EngineAccess engine;
    private final Clock clock;

    Ladder(
            Escalations escalations,
            WakeUps wakeUps,
            ManagementService jobs,
            RuntimeService processes,
            EngineAccess engine,
            Clock clock) {
        this.escalations = escalations;
        this.wakeUps = wakeUps;
        this.jobs = jobs;
        this.processes = processes;
        this.engine = engine;
        this.clock = clock;
    }

    /** For the timer of the model: when to wake up next. */
    public Date nextWakeUp(DelegateExecution execution) {
        String number = ticket(execution);
        Instant next = next(number);
        wakeUps.armed(number, next);
        return milliseconds(next);
    }

    /** Whatever has become of the timer: there is one again, and it goes off early enough. */
    void arm(String number) {
        Instant next = next(number);
        engine.run(() -> {
            Job timer = timer(number);
            if (timer == null) {
                processes
                        .createProcessInstanceModification(wakeUps.process(number))
                        .cancelAllForActivity(ServiceTicketModel.NEXT_WAKE_UP)
                        .startBeforeActivity(ServiceTicketModel.NEXT_WAKE_UP)
                        .execute();
            } else if (timer.getDuedate() == null
                    || timer.getDuedate().toInstant().isAfter(next)) {
                jobs.setJobDuedate(timer.getId(), milliseconds(next));
                wakeUps.armed(number, next);
            }
        });
    }

    /** Something moved: wakes up earlier where that is needed. */
    void rearm(String number) {
        Instant next = next(number);
        if (wakeUps.armedFor(number).filter(armed -> next.isBefore(armed)).isEmpty()) {
            return;
        }
        engine.run(() -> {
            Job timer = timer(number);
            if (timer != null) {
                jobs.setJobDuedate(timer.getId(), milliseconds(next));
                wakeUps.armed(number, next);
            }
        });
    }

    private @Nullable Job timer(String number) {
        return jobs.createJobQuery()
                .processDefinitionKey(ServiceTicketModel.PROCESS)
                .processInstanceId(wakeUps.process(number))
                .activityId(ServiceTicketModel.NEXT_WAKE_UP)
                .singleResult();
    }

    private Instant next(String number) {
        Instant latest = clock.instant().plus(LOOK_AGAIN);
        return escalations
                .nextWakeUp(number)
                .filter(next -> next.isBefore(latest))
                .orElse(latest);
    }

    /** The engine counts in milliseconds: rounded up, or the wake-up would come before its rung is due. */
    private static Date milliseconds(Instant instant) {
        Instant cut = instant.truncatedTo(ChronoUnit.MILLIS);
        return Date.from(cut.equals(instant) ? cut : cut.plusMillis(1));
    }
}
