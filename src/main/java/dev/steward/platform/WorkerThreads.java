package dev.steward.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets every {@link Worker} work on a thread of its own until it is idle, and look again after a pause: a slow mail server
 * delays nothing else. {@code steward.workers.running: false} leaves it to whoever calls them.
 */
@Component
@ConditionalOnProperty(name = "steward.workers.running", matchIfMissing = true)
class WorkerThreads implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WorkerThreads.class);

    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final ObjectProvider<Worker> workers;
    private final Duration pause;
    private final List<ScheduledExecutorService> threads = new ArrayList<>();
    private volatile boolean running;

    WorkerThreads(ObjectProvider<Worker> workers, @Value("${steward.workers.pause:PT2S}") Duration pause) {
        this.workers = workers;
        this.pause = pause;
    }

    @Override
    public synchronized void start() {
        running = true;
        workers.forEach(worker -> {
            ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread named = new Thread(work, "worker-" + worker.getClass().getSimpleName());
                named.setDaemon(true);
                return named;
            });
            threads.add(thread);
            thread.scheduleWithFixedDelay(
                    () -> drain(worker), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private void drain(Worker worker) {
        try {
            while (running && worker.work()) {
                // until nothing is due
            }
        } catch (RuntimeException failure) {
            // the database is away, say: the next look comes by itself
            log.warn(
                    "{} could not work: {}",
                    worker.getClass().getSimpleName(),
                    failure.getClass().getSimpleName());
            log.debug("Why", failure);
        }
    }

    /** What is under way is finished rather than done twice. */
    @Override
    public synchronized void stop() {
        running = false;
        threads.forEach(ScheduledExecutorService::shutdown);
        long end = System.nanoTime() + FAREWELL.toNanos();
        try {
            for (ScheduledExecutorService thread : threads) {
                if (!thread.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    thread.shutdownNow();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
