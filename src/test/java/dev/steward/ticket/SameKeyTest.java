package dev.steward.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@StewardTest
@DisplayName("The same request")
class SameKeyTest {

    private static final int AT_ONCE = 64;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName(
            "sent 64 times at once under the same key is one ticket; whoever comes too early is told to come again")
    void oneTicket() throws Exception {
        String title = "Gate stuck " + UUID.randomUUID();
        Http sender = Http.as("ownerapp", port)
                .with("Idempotency-Key", UUID.randomUUID().toString());
        String body =
                """
                {"kind": "REPAIR", "category": "access-control", "title": "%s", "description": "It does not open",
                 "site": "sunshine", "place": "gate", "channel": "APP"}
                """
                        .formatted(title);
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        var start = new CyclicBarrier(AT_ONCE);
        List<Callable<Reply>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            requests.add(() -> {
                start.await();
                return sender.post("/api/v1/tickets", body);
            });
        }
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> reply : senders.invokeAll(requests)) {
            replies.add(reply.get());
        }
        senders.shutdown();

        assertThat(replies).extracting(Reply::status).containsOnlyOnce(201).isSubsetOf(200, 201, 409);
        assertThat(jdbc.sql("select number from steward.ticket where title = :title")
                        .param("title", title)
                        .query(String.class)
                        .list())
                .hasSize(1)
                .containsAll(replies.stream()
                        .filter(reply -> reply.status() < 300)
                        .map(reply -> reply.json().get("number").asText())
                        .toList());
        assertThat(sender.post("/api/v1/tickets", body).status()).isEqualTo(200);
        assertThat(sender.post("/api/v1/tickets", body.replace("open", "close")).status())
                .as("another body under the same key")
                .isEqualTo(422);
    }

    @Test
    @DisplayName("urged under a key is urged once, however often it is sent, and whatever version it was read at")
    void oneCommand() {
        Http sender = Http.as("ownerapp", port);
        Reply made = sender.with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind": "REPAIR", "category": "access-control", "title": "Gate stuck", "description": "Shut",
                         "site": "sunshine", "place": "gate", "channel": "APP"}
                        """);
        String ticket = "/api/v1/tickets/" + made.json().get("number").asText();
        Http again =
                sender.with("Idempotency-Key", UUID.randomUUID().toString()).with("If-Match", made.header("ETag"));
        for (int time = 0; time < 2; time++) {
            Reply urged = again.post(ticket + "/urge", "{\"text\": \"Still shut\"}");
            assertThat(urged.status()).isEqualTo(200);
            assertThat(urged.json().get("urges").asInt()).isEqualTo(1);
        }
        assertThat(again.post(ticket + "/urge", "{\"text\": \"Open it\"}").status())
                .as("another body under the same key")
                .isEqualTo(422);
    }
}
