package dev.steward.notice;

import static dev.steward.notice.Mailroom.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.platform.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.IllegalTransactionStateException;

@DisplayName("The outbox")
class OutboxTest {

    private static Mailroom room;

    @BeforeAll
    static void open() {
        room = new Mailroom();
    }

    @AfterAll
    static void close() {
        room.close();
    }

    private static long rows(String ticket) {
        return room.jdbc
                .sql("select count(*) from steward.outbox where ticket = :ticket")
                .param("ticket", ticket)
                .query(Long.class)
                .single();
    }

    private static StaffMessage reminder(String key, String ticket, Instant notBefore) {
        return new StaffMessage(
                key,
                "sunshine",
                ticket,
                StaffStage.RUNG,
                "alice",
                null,
                Map.of("title", "Tap drips", "rung", "REMINDER", "target", "RESPONSE", "due", Mailroom.START),
                notBefore);
    }

    @Test
    @DisplayName("takes a notice in one statement of the caller's transaction")
    void oneStatement() {
        room.transaction.executeWithoutResult(status -> {
            assertThat(room.statements(() -> room.outbox.put(registered("O-1"))))
                    .isEqualTo(1);
            assertThat(room.statements(() -> room.outbox.tell(reminder("O-1/a", "O-1", null))))
                    .isEqualTo(1);
            assertThat(room.statements(
                            () -> room.outbox.putAll(List.of(registered("O-2"), registered("O-3"), registered("O-1")))))
                    .as("a batch counts as one")
                    .isEqualTo(1);
        });
    }

    @Test
    @DisplayName("keeps nothing of a transaction that was rolled back")
    void rollback() {
        room.transaction.executeWithoutResult(status -> {
            room.outbox.put(registered("O-10"));
            status.setRollbackOnly();
        });
        assertThat(rows("O-10")).isZero();
    }

    @Test
    @DisplayName("refuses to take anything outside a transaction")
    void mandatory() {
        assertThatThrownBy(() -> room.outbox.put(registered("O-11")))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> room.outbox.tell(reminder("O-11", "O-11", null)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    @DisplayName("tells a stage of a ticket once per round, and a key to staff once")
    void once() {
        assertThat(room.put(registered("O-20"))).isEqualTo(Posting.WAITING);
        assertThat(room.put(registered("O-20", "another text"))).isEqualTo(Posting.ALREADY);
        Notice second = new Notice(
                "O-20", "sunshine", Stage.REGISTERED, 2, "wang@example.org", "en", Map.of("title", "Tap drips"));
        assertThat(room.put(second)).isEqualTo(Posting.WAITING);
        assertThat(room.tell(reminder("O-20/x", "O-20", null))).isEqualTo(Posting.WAITING);
        assertThat(room.tell(reminder("O-20/x", "O-20", null))).isEqualTo(Posting.ALREADY);
        assertThat(room.tell(reminder("O-20/y", "O-20", null))).isEqualTo(Posting.WAITING);
        List<Posting> mixed =
                room.transaction.execute(status -> room.outbox.putAll(List.of(second, registered("O-21"))));
        assertThat(mixed).containsExactly(Posting.ALREADY, Posting.WAITING);
    }

    @Test
    @DisplayName("takes one of sixteen equal notices that come at once")
    void race() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Posting>> all = IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<Posting>) () -> room.put(registered("O-30")))
                    .toList();
            List<Posting> answers = threads.invokeAll(all).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(answers).containsOnlyOnce(Posting.WAITING).contains(Posting.ALREADY);
        } finally {
            threads.shutdown();
        }
        assertThat(rows("O-30")).isEqualTo(1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "nobody",
                "a@b@c",
                "a@example.org\r\nBcc: x@example.org",
                "Wang <wang@example.org>",
                "a@example.org, b@example.org",
                "a b@example.org"
            })
    @DisplayName("keeps a notice that can reach nobody as suppressed, with the reason and without the facts")
    void suppressed(String email) {
        String ticket = "O-40-" + Math.abs(String.valueOf(email).hashCode());
        Posting posting = room.put(
                new Notice(ticket, "sunshine", Stage.CLOSED, 1, email, "zh", Map.of("title", "Tap", "name", "Wang")));
        assertThat(posting).isEqualTo(Posting.SUPPRESSED);
        String reason = email == null || email.isBlank() ? "NO_ADDRESS" : "BAD_ADDRESS";
        assertThat(room.outbox.of("sunshine", ticket))
                .containsExactly(new Delivery(Stage.CLOSED, 1, Delivery.State.SUPPRESSED, reason, Mailroom.START));
        assertThat(room.row(ticket).get("model").toString()).isEqualTo("{}");
        assertThat(room.row(ticket).get("recipient")).isNull();
    }

    @Test
    @DisplayName("stores only the facts that the letter needs, and refuses others")
    void facts() {
        Map<String, Object> model = Map.of("title", "Tap", "phone", "+86 139 0000 0000");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> room.put(new Notice("O-50", "sunshine", Stage.CLOSED, 1, "a@example.org", "en", model)))
                .withMessageContaining("phone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.put(new Notice(
                        "O-50", "sunshine", Stage.DELAYED, 1, "a@example.org", "en", Map.of("title", "Tap"))))
                .withMessageContaining("reason");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.put(new Notice(
                        "O-50",
                        "sunshine",
                        Stage.CLOSED,
                        1,
                        "a@example.org",
                        "en",
                        Map.of("title", "Tap", "link", "javascript:alert(1)"))))
                .withMessageContaining("link")
                .withMessageNotContaining("alert");
    }

    @Test
    @DisplayName("forgets the people of a ticket, keeps the figures, and does not send what was still waiting")
    void erasure() {
        room.put(registered("O-60"));
        room.transaction.executeWithoutResult(status -> room.outbox.erase("harbour", "O-60"));
        assertThat(room.row("O-60").get("recipient")).as("another site's").isEqualTo("wang@example.org");
        room.transaction.executeWithoutResult(status -> room.outbox.erase("sunshine", "O-60"));
        assertThat(room.row("O-60").toString()).doesNotContain("wang", "Tap drips");
        assertThat(room.outbox.of("sunshine", "O-60"))
                .extracting(Delivery::state, Delivery::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Delivery.State.SUPPRESSED, "ERASED"));
        assertThat(room.outbox.of("harbour", "O-60")).isEmpty();
    }

    @Test
    @DisplayName("gives every message an id of its own that a mail header can carry")
    void messageIds() {
        room.staff.put("alice", new Address("alice@example.org", "Alice", "en"));
        room.put(registered("O-70"));
        assertThat(room.row("O-70").get("message_id")).isEqualTo("<O-70.registered.1@steward.example>");
        room.tell(reminder("O-71/RESPONSE/1 >\r\nBcc: x", "O-71", null));
        assertThat(room.row("O-71").get("message_id").toString()).matches("<[a-z0-9.]+@steward\\.example>");
    }

    @Test
    @DisplayName("holds a reminder back until the person's working hours, and says when they begin")
    void quietHours() {
        Mailroom quiet = new Mailroom();
        try (quiet) {
            Instant morning = Mailroom.START.plus(Duration.ofHours(10));
            quiet.tell(reminder("O-80", "O-80", morning));
            assertThat(quiet.sender().work()).isFalse();
            assertThat(quiet.sender().next()).contains(morning);
            assertThat(quiet.repository.oldestDue(quiet.clock.instant())).isEmpty();
            quiet.clock.advance(Duration.ofHours(10));
            assertThat(quiet.sender().work()).isTrue();
        }
    }
}
