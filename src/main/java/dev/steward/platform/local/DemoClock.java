package dev.steward.platform.local;

import dev.steward.platform.Refusal;
import dev.steward.platform.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Moves the engine's clock ahead, from one due moment to the next, and does at each what is due then, so that a week of
 * reminders and escalations happens in the order and at the instants it would have happened. The clock never goes back,
 * and what has been moved once stays moved over a restart.
 */
@Service
@Profile("local")
class DemoClock {

    /** The longest step that may be asked for at once. */
    static final Duration LONGEST = Duration.ofDays(60);

    private static final Logger log = LoggerFactory.getLogger(DemoClock.class);

    private static final int PORTION = 100;

    /** Rounds at one moment after which the clock ticks with each further one, since time is what some work waits for. */
    private static final int STILL = 20;

    /** Rounds at one moment after which something must be starting itself without end. */
    private static final int RESTLESS = 10_000;

    private static final Duration JOBS_UNDER_WAY = Duration.ofSeconds(60);

    /**
     * What moving the clock did.
     *
     * @param moments moments at which something was due
     * @param jobs jobs of the engine that were run
     * @param failed of these, how often one failed; it is repeated as the engine prescribes
     */
    record Moved(int moments, int jobs, int failed) {}

    private final ProcessEngine engine;
    private final ObjectProvider<Worker> workers;
    private final JdbcClient database;
    private final Clock clock;
    private final ReentrantLock moving = new ReentrantLock();

    DemoClock(ProcessEngine engine, ObjectProvider<Worker> workers, JdbcClient database, Clock clock) {
        this.engine = engine;
        this.workers = workers;
        this.database = database;
        this.clock = clock;
    }

    /** How far the engine's clock is ahead of the machine's. */
    Duration ahead() {
        return DemoClockStore.ahead(database);
    }

    /**
     * Moves the clock and returns when nothing is left to do at the new time.
     *
     * @throws Refusal when the step is not positive or too long, or when another one is under way
     */
    Moved advance(Duration step) {
        if (step.isNegative() || step.isZero() || step.compareTo(LONGEST) > 0) {
            throw Refusal.invalid("advance", "must be more than nothing and at most P{0}D", LONGEST.toDays());
        }
        if (!moving.tryLock()) {
            throw Refusal.conflict("The clock is being moved already; ask again when it has arrived");
        }
        Authentication caller = engine.getIdentityService().getCurrentAuthentication();
        JobExecutor executor =
                ((ProcessEngineImpl) engine).getProcessEngineConfiguration().getJobExecutor();
        boolean active = executor != null && executor.isActive();
        try {
            if (active) {
                executor.shutdown();
                awaitJobsOf(executor);
            }
            // what is due is nobody's doing, least of all that of whoever moves the clock
            engine.getIdentityService().clearAuthentication();
            return walk(step);
        } finally {
            engine.getIdentityService().clearAuthentication();
            if (caller != null) {
                engine.getIdentityService()
                        .setAuthentication(caller.getUserId(), caller.getGroupIds(), caller.getTenantIds());
            }
            if (active) {
                executor.start();
            }
            moving.unlock();
        }
    }

    private Moved walk(Duration step) {
        Duration wanted = ahead().plus(step);
        Instant end = clock.instant().plus(step);
        boolean arrived = false;
        try {
            Moved total = new Moved(0, 0, 0);
            Optional<Instant> moment = Optional.of(clock.instant());
            while (moment.isPresent() && moment.get().isBefore(end)) {
                standAt(moment.get());
                total = drain(total);
                moment = nextAfter(clock.instant());
            }
            standAt(clock.instant().isAfter(end) ? clock.instant() : end);
            total = drain(total);
            arrived = true;
            return total;
        } finally {
            runOn(arrived ? wanted : aheadAt(clock.instant()));
        }
    }

    /** Lets the clock run again. The time that the walk took has passed as well, so it does not go back. */
    private void runOn(Duration ahead) {
        DemoClockStore.write(database, ahead);
        ClockUtil.offset(ahead.toMillis());
    }

    /** Stops the clock at a moment; remembered first, so that a crash in between does not turn it back. */
    private void standAt(Instant moment) {
        DemoClockStore.write(database, aheadAt(moment));
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    private static Duration aheadAt(Instant moment) {
        Duration ahead = Duration.ofMillis(moment.toEpochMilli() - System.currentTimeMillis());
        return ahead.isNegative() ? Duration.ZERO : ahead;
    }

    /** Does everything that is due at this moment, and what follows from it at once. */
    private Moved drain(Moved before) {
        int jobs = 0;
        int failed = 0;
        boolean busy = true;
        for (int round = 1; busy; round++) {
            busy = false;
            List<Job> due = jobs().executable().orderByJobDuedate().asc().listPage(0, PORTION);
            for (Job job : due) {
                busy = true;
                jobs++;
                failed += run(job) ? 0 : 1;
            }
            for (Worker worker : workers) {
                busy |= worker.work();
            }
            if (round > RESTLESS) {
                throw Refusal.conflict("At {0} there is no end of work; the clock stays there", clock.instant());
            }
            if (round > STILL) {
                standAt(clock.instant().plusMillis(1));
            }
        }
        return new Moved(before.moments + (jobs > 0 ? 1 : 0), before.jobs + jobs, before.failed + failed);
    }

    private boolean run(Job job) {
        try {
            engine.getManagementService().executeJob(job.getId());
            return true;
        } catch (ProcessEngineException e) {
            if (jobs().jobId(job.getId()).count() == 0) {
                return true; // another one did away with it
            }
            log.warn("Job {} failed: {}", job.getId(), e.getMessage());
            return false;
        } catch (RuntimeException e) {
            log.warn("Job {} failed", job.getId(), e);
            return false;
        }
    }

    private Optional<Instant> nextAfter(Instant moment) {
        Stream<Instant> job = jobs()
                .withRetriesLeft()
                .active()
                .duedateHigherThan(Date.from(moment))
                .orderByJobDuedate()
                .asc()
                .listPage(0, 1)
                .stream()
                .map(next -> next.getDuedate().toInstant());
        Stream<Instant> work =
                workers.stream().flatMap(worker -> worker.next().stream()).filter(next -> next.isAfter(moment));
        return Stream.concat(job, work).min(Instant::compareTo).map(DemoClock::upToTheMillisecond);
    }

    /** The engine's clock knows milliseconds only; a moment later than its reading would never be reached. */
    private static Instant upToTheMillisecond(Instant moment) {
        Instant whole = moment.truncatedTo(ChronoUnit.MILLIS);
        return whole.equals(moment) ? whole : whole.plusMillis(1);
    }

    private JobQuery jobs() {
        return engine.getManagementService().createJobQuery();
    }

    /** The executor takes no new jobs; those it has must end before the time moves under them. */
    private void awaitJobsOf(JobExecutor executor) {
        long giveUp = System.nanoTime() + JOBS_UNDER_WAY.toNanos();
        while (underWay(executor) > 0) {
            if (System.nanoTime() > giveUp) {
                throw Refusal.conflict("Jobs are under way and do not end; ask again later");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private long underWay(JobExecutor executor) {
        return database.sql(
                        """
                        select count(*) from act_ru_job where lock_owner_ = :owner
                        """)
                .param("owner", executor.getLockOwner())
                .query(Long.class)
                .single();
    }
}
