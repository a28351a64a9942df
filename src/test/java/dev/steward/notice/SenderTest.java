package dev.steward.notice;

import static dev.steward.notice.Mailroom.LEASE;
import static dev.steward.notice.Mailroom.registered;
import static dev.steward.notice.RudeMailServer.Manner.DROPS_AFTER_250;
import static dev.steward.notice.RudeMailServer.Manner.DROPS_BEFORE_250;
import static dev.steward.notice.RudeMailServer.Manner.DROPS_BEFORE_DATA;
import static dev.steward.notice.RudeMailServer.Manner.IS_BUSY;
import static dev.steward.notice.RudeMailServer.Manner.KNOWS_NOBODY;
import static dev.steward.notice.RudeMailServer.Manner.STAYS_SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.steward.platform.Address;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sender")
class SenderTest {

    private Mailroom room;
    private GreenMail mailbox;

    // a gauge holds what it measures only weakly
    private OutboxMetrics metrics;

    @BeforeEach
    void open() {
        room = new Mailroom();
        mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailbox.start();
        room.server.setPort(mailbox.getSmtp().getPort());
    }

    @AfterEach
    void close() {
        mailbox.stop();
        room.close();
    }

    private static void drain(Sender sender) {
        while (sender.work()) {
            // until idle
        }
    }

    private MimeMessage only() {
        assertThat(mailbox.getReceivedMessages()).hasSize(1);
        return mailbox.getReceivedMessages()[0];
    }

    @Test
    @DisplayName("sends a notice as text and HTML, from the site, under its own Message-ID, and forgets the facts")
    void sends() throws Exception {
        room.put(registered("ST-2026-000042", "Tap drips <b>"));
        assertThat(mailbox.getReceivedMessages()).isEmpty();
        Sender sender = room.sender();
        assertThat(sender.work()).isTrue();
        assertThat(sender.work()).isFalse();

        MimeMessage message = only();
        assertThat(message.getMessageID()).isEqualTo("<ST-2026-000042.registered.1@steward.example>");
        assertThat(message.getHeader("References")).containsExactly("<ST-2026-000042@steward.example>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getFrom()[0]).hasToString("Sunshine Garden <desk@steward.example>");
        assertThat(message.getRecipients(Message.RecipientType.TO)).hasSize(1);
        assertThat(message.getSubject()).isEqualTo("ST-2026-000042: we have your request – Tap drips <b>");
        assertThat(message.getSentDate()).isEqualTo(Mailroom.START);
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("Subject: Tap drips <b>");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("Tap drips &lt;b&gt;");

        assertThat(room.row("ST-2026-000042").get("model").toString()).isEqualTo("{}");
        assertThat(room.outbox.of("sunshine", "ST-2026-000042"))
                .containsExactly(new Delivery(Stage.REGISTERED, 1, Delivery.State.SENT, null, Mailroom.START));
    }

    @Test
    @DisplayName("lets no text of a ticket become a header")
    void headers() throws Exception {
        room.put(registered("ST-1", "Tap\r\nBcc: evil@example.org\r\n\r\nbody"));
        drain(room.sender());
        MimeMessage message = only();
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getSubject()).contains("Tap Bcc: evil@example.org body");
    }

    @Test
    @DisplayName("looks up a member of staff when it sends, and writes in the person's language")
    void staff() throws Exception {
        room.staff.put("alice", new Address("alice@example.org", "Alice", "zh-CN"));
        Map<String, Object> facts =
                Map.of("title", "Tap", "rung", "BREACH", "target", "RESPONSE", "due", Mailroom.START);
        room.tell(new StaffMessage("k1", "sunshine", "ST-1", StaffStage.RUNG, "alice", null, facts, null));
        room.tell(new StaffMessage("k2", "sunshine", "ST-2", StaffStage.RUNG, "nobody", null, facts, null));
        drain(room.sender());
        assertThat(only().getSubject()).isEqualTo("ST-1：“首次答复”已超时");
        assertThat(only().getAllRecipients()[0]).hasToString("alice@example.org");
        assertThat(room.row("ST-2")).containsEntry("state", "SUPPRESSED").containsEntry("reason", "NO_ADDRESS");
    }

    @Test
    @DisplayName("does not remind of what was done while the reminder waited")
    void moot() {
        room.staff.put("alice", new Address("alice@example.org", "Alice", "en"));
        room.moot.add("ST-1");
        Map<String, Object> facts =
                Map.of("title", "Tap", "rung", "REMINDER", "target", "RESPONSE", "due", Mailroom.START);
        room.tell(new StaffMessage("k1", "sunshine", "ST-1", StaffStage.RUNG, "alice", null, facts, null));
        drain(room.sender());
        assertThat(room.row("ST-1")).containsEntry("state", "SUPPRESSED").containsEntry("reason", "MOOT");
    }

    @Test
    @DisplayName("sends a page before whatever has waited longer")
    void pagesFirst() throws Exception {
        IntStream.range(0, 5).forEach(i -> room.put(registered("ST-" + i)));
        room.clock.advance(Duration.ofMinutes(1));
        room.staff.put("tech", new Address("tech@example.org", "Tech", "en"));
        room.tell(new StaffMessage(
                "page", "sunshine", "ST-9", StaffStage.PAGE, "tech", null, Map.of("title", "Water burst"), null));
        room.sender().work();
        assertThat(only().getSubject()).isEqualTo("EMERGENCY ST-9: Water burst");
    }

    @Test
    @DisplayName(
            "repeats a message once, under the same Message-ID, when the server took it and broke off before saying so")
    void dropBefore250() throws Exception {
        try (RudeMailServer rude = new RudeMailServer(DROPS_BEFORE_250)) {
            room.server.setPort(rude.port());
            room.put(registered("ST-1"));
            Sender sender = room.sender();
            drain(sender);
            assertThat(rude.taken).hasSize(1);
            assertThat(room.row("ST-1")).containsEntry("state", "WAITING").containsEntry("attempts", 1);
            room.clock.advance(Duration.ofSeconds(10));
            drain(sender);
            room.clock.advance(Duration.ofDays(3));
            drain(sender);
            assertThat(rude.taken).hasSize(2).containsOnly("<ST-1.registered.1@steward.example>");
            assertThat(room.row("ST-1")).containsEntry("state", "SENT");
        }
    }

    @Test
    @DisplayName("does not repeat a message that the server took, when it broke off after saying so")
    void dropAfter250() throws Exception {
        try (RudeMailServer rude = new RudeMailServer(DROPS_AFTER_250)) {
            room.server.setPort(rude.port());
            room.put(registered("ST-1"));
            Sender sender = room.sender();
            drain(sender);
            room.clock.advance(Duration.ofDays(3));
            drain(sender);
            assertThat(rude.taken).containsExactly("<ST-1.registered.1@steward.example>");
            assertThat(room.row("ST-1")).containsEntry("state", "SENT");
        }
    }

    @Test
    @DisplayName("repeats a message once after a crash between sending and marking, not before the lease ran out")
    void crash() throws Exception {
        room.put(registered("ST-1"));
        assertThatIllegalStateException()
                .isThrownBy(() -> room.killedBeforeMarking().work());
        assertThat(mailbox.getReceivedMessages()).hasSize(1);
        Sender next = room.sender();
        assertThat(next.work()).isFalse();
        assertThat(next.next()).contains(Mailroom.START.plus(LEASE));
        room.clock.advance(LEASE);
        drain(next);
        room.clock.advance(Duration.ofDays(3));
        drain(next);
        assertThat(mailbox.getReceivedMessages()).hasSize(2);
        assertThat(mailbox.getReceivedMessages()[0].getMessageID())
                .isEqualTo(mailbox.getReceivedMessages()[1].getMessageID());
    }

    @Test
    @DisplayName("waits for a silent or broken server no longer than its timeout, and tries again")
    void silence() throws Exception {
        try (RudeMailServer rude = new RudeMailServer(STAYS_SILENT, DROPS_BEFORE_DATA, IS_BUSY)) {
            room.server.setPort(rude.port());
            room.put(registered("ST-1"));
            Sender sender = room.sender();
            long began = System.nanoTime();
            drain(sender);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            for (Duration pause :
                    new Duration[] {Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5)}) {
                assertThat(rude.taken).isEmpty();
                assertThat(sender.next()).contains(room.clock.instant().plus(pause));
                room.clock.advance(pause);
                drain(sender);
            }
            assertThat(rude.taken).hasSize(1);
            assertThat(room.row("ST-1")).containsEntry("attempts", 4).containsEntry("last_error", null);
        }
    }

    @Test
    @DisplayName("gives up an address that the server refuses for good, and names no person in the reason")
    void refused() throws Exception {
        try (RudeMailServer rude = new RudeMailServer(KNOWS_NOBODY)) {
            room.server.setPort(rude.port());
            room.put(registered("ST-1"));
            drain(room.sender());
            assertThat(room.row("ST-1"))
                    .containsEntry("state", "FAILED")
                    .containsEntry("last_error", "the mail server refused the address: 550");
            assertThat(room.outbox.of("sunshine", "ST-1"))
                    .extracting(Delivery::state)
                    .containsExactly(Delivery.State.FAILED);
        }
    }

    @Test
    @DisplayName("gives up after the time set for it, and the figures show lag and failures")
    void givesUp() throws Exception {
        SimpleMeterRegistry figures = new SimpleMeterRegistry();
        metrics = new OutboxMetrics(room.repository, room.clock);
        metrics.bindTo(figures);
        mailbox.stop();
        room.put(registered("ST-1"));
        Sender sender = room.sender();
        Instant end = Mailroom.START.plus(Duration.ofHours(2));
        drain(sender);
        room.clock.advance(Duration.ofMinutes(1));
        assertThat(figures.get("steward.outbox.lag").gauge().value()).isEqualTo(60);
        assertThat(figures.get("steward.outbox.failed").gauge().value()).isZero();
        while (room.clock.instant().isBefore(end)) {
            drain(sender);
            room.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(room.row("ST-1")).containsEntry("state", "FAILED");
        assertThat((int) room.row("ST-1").get("attempts")).isBetween(5, 10);
        assertThat(figures.get("steward.outbox.lag").gauge().value()).isZero();
        assertThat(figures.get("steward.outbox.failed").gauge().value()).isEqualTo(1);
        assertThat(sender.next()).isEmpty();
    }

    @Test
    @DisplayName("shares the outbox with a second node: each message once")
    void twoNodes() throws Exception {
        int messages = 60;
        room.transaction.executeWithoutResult(status -> room.outbox.putAll(IntStream.range(0, messages)
                .mapToObj(i -> registered("ST-" + i))
                .toList()));
        int nodes = 4;
        CountDownLatch go = new CountDownLatch(1);
        Map<Integer, Integer> shares = new HashMap<>();
        var threads = Executors.newFixedThreadPool(nodes);
        try {
            var done = IntStream.range(0, nodes)
                    .mapToObj(node -> threads.submit(() -> {
                        Sender sender = room.sender();
                        go.await();
                        int share = 0;
                        while (sender.work()) {
                            share++;
                        }
                        return share;
                    }))
                    .toList();
            go.countDown();
            for (int node = 0; node < nodes; node++) {
                shares.put(node, done.get(node).get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(shares.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(messages);
        assertThat(shares.values()).filteredOn(share -> share > 0).hasSizeGreaterThan(1);
        assertThat(Arrays.stream(mailbox.getReceivedMessages())
                        .map(SenderTest::id)
                        .distinct())
                .hasSize(messages);
        assertThat(mailbox.getReceivedMessages()).hasSize(messages);
    }

    @Test
    @DisplayName("holds no transaction while it talks to the mail server")
    void noTransaction() throws Exception {
        room.put(registered("ST-1"));
        Sender sender = room.sender();
        assertThat(room.statements(sender::work)).as("lease and mark").isEqualTo(2);
        assertThat(room.statements(sender::work)).as("an idle look").isEqualTo(1);
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
