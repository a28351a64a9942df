package dev.steward.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

@DisplayName("Workers on threads of their own")
class WorkerThreadsTest {

    private static WorkerThreads threads(Worker... workers) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (int i = 0; i < workers.length; i++) {
            beans.addBean("worker" + i, workers[i]);
        }
        return new WorkerThreads(beans.getBeanProvider(Worker.class), Duration.ofMillis(5));
    }

    @Test
    @DisplayName("go on until idle and look again, past a failure, and one that is stuck delays no other")
    void goOn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch rounds = new CountDownLatch(12);
        AtomicInteger calls = new AtomicInteger();
        WorkerThreads threads = threads(
                () -> {
                    try {
                        return !release.await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException interrupted) {
                        return false;
                    }
                },
                () -> {
                    rounds.countDown();
                    int call = calls.incrementAndGet();
                    if (call == 5) {
                        throw new IllegalStateException("the database is away");
                    }
                    return call % 3 != 0;
                });
        threads.start();
        assertThat(rounds.await(30, TimeUnit.SECONDS)).isTrue();
        release.countDown();
        threads.stop();
        assertThat(threads.isRunning()).isFalse();
        int atTheEnd = calls.get();
        threads.start();
        threads.stop();
        assertThat(calls.get()).as("a stop ends even what is never idle").isBetween(atTheEnd, atTheEnd + 10);
    }

    @Test
    @DisplayName("finish what is under way when they are stopped")
    void finish() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        WorkerThreads threads = threads(() -> {
            begun.countDown();
            try {
                stopping.await();
            } catch (InterruptedException interrupted) {
                return false;
            }
            finished.incrementAndGet();
            return true;
        });
        threads.start();
        begun.await();
        Thread stop = new Thread(threads::stop);
        stop.start();
        while (threads.isRunning()) {
            Thread.onSpinWait();
        }
        stopping.countDown();
        stop.join();
        assertThat(finished).hasValue(1);
    }
}
