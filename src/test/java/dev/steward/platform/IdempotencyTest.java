package dev.steward.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.StewardTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@StewardTest
@DisplayName("The same request with the same key")
class IdempotencyTest {

    @Autowired
    Idempotency idempotency;

    private final String key = UUID.randomUUID().toString();

    @Test
    @DisplayName("is done once and answered alike ever after")
    void once() {
        var done = new AtomicInteger();
        var first = idempotency.once(key, "POST /x", Map.of("a", 1), () -> "n" + done.incrementAndGet());
        var second = idempotency.once(key, "POST /x", Map.of("a", 1), () -> "n" + done.incrementAndGet());

        assertThat(first).isEqualTo(new Idempotency.Answer("n1", true));
        assertThat(second).isEqualTo(new Idempotency.Answer("n1", false));
        assertThat(idempotency
                        .once(key, "POST /y", Map.of("a", 1), () -> "other")
                        .first())
                .as("another route")
                .isTrue();
    }

    @Test
    @DisplayName("but another body is refused")
    void anotherBody() {
        idempotency.once(key, "POST /x", Map.of("a", 1), () -> "n");
        assertThatThrownBy(() -> idempotency.once(key, "POST /x", Map.of("a", 2), () -> "m"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
    }

    @Test
    @DisplayName("is not remembered when the work was refused")
    void refused() {
        assertThatThrownBy(() -> idempotency.once(key, "POST /x", "b", () -> {
                    throw Refusal.invalid("a", "wrong");
                }))
                .isInstanceOf(Refusal.class);
        assertThat(idempotency.once(key, "POST /x", "b", () -> "n").first()).isTrue();
    }

    @Test
    @DisplayName("without a key, or with one too long or unprintable, is malformed")
    void badKeys() {
        for (String bad : new String[] {null, "", "  ", "x".repeat(256), "a\nb", "\u00e9"}) {
            assertThatThrownBy(() -> idempotency.once(bad, "POST /x", "b", () -> "n"))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED));
        }
        assertThat(idempotency
                        .once("x".repeat(255), "POST /" + key, "b", () -> "n")
                        .first())
                .isTrue();
    }

    @Test
    @DisplayName("is in flight while another works on it: nobody waits for it")
    void inFlight() throws Exception {
        var working = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var other = Executors.newSingleThreadExecutor();
        try {
            Future<Idempotency.Answer> slow = other.submit(() -> idempotency.once(key, "POST /x", "b", () -> {
                working.countDown();
                await(mayEnd);
                return "n";
            }));
            await(working);
            assertThatThrownBy(() -> idempotency.once(key, "POST /x", "b", () -> "m"))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
            mayEnd.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS).first()).isTrue();
        } finally {
            mayEnd.countDown();
            other.shutdown();
        }
    }

    @Test
    @DisplayName("sent by sixty-four at once is done once; the others hear its answer or that it is in flight")
    void sixtyFour() throws Exception {
        var done = new AtomicInteger();
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(64);
        List<Future<Idempotency.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            answers.add(pool.submit(() -> {
                await(start);
                return idempotency.once(key, "POST /x", "b", () -> "n" + done.incrementAndGet());
            }));
        }
        start.countDown();
        int first = 0;
        for (Future<Idempotency.Answer> answer : answers) {
            try {
                var heard = answer.get(60, TimeUnit.SECONDS);
                assertThat(heard.reference()).isEqualTo("n1");
                first += heard.first() ? 1 : 0;
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(Refusal.class);
            }
        }
        pool.shutdown();
        assertThat(done).hasValue(1);
        assertThat(first).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
