package dev.steward.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import dev.steward.TestDatabase;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@StewardTest
@DisplayName("A command for a version that somebody has read")
class VersionTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    @DisplayName("is told that the ticket has changed, even when the other command came only an instant before")
    void anInstantLater() throws Exception {
        JsonNode ticket = reported();
        String number = ticket.get("number").asText();
        Http sender = Http.as("ownerapp", port)
                .with("If-Match", "\"" + ticket.get("version").asText() + "\"");

        CompletableFuture<Reply> second = transaction.execute(status -> {
            jdbc.sql("update steward.ticket set version = version + 1 where number = :number")
                    .param("number", number)
                    .update();
            var sent = CompletableFuture.supplyAsync(
                    () -> sender.post("/api/v1/tickets/" + number + "/urge", "{\"text\":\"Is anybody there?\"}"));
            TestDatabase.awaitWaiting(jdbc, sent); // everything that is read without a lock is behind it
            return sent;
        });

        assertThat(second.get().status()).as(second.get().body()).isEqualTo(412);
    }

    @Test
    @DisplayName("is of a ticket that is told anew each time, because its clocks run while its version stays")
    void toldAnew() {
        JsonNode ticket = reported();
        String number = ticket.get("number").asText();
        Reply first = Http.as("ownerapp", port).get("/api/v1/tickets/" + number);

        Reply again = Http.as("ownerapp", port)
                .with("If-None-Match", first.header("ETag"))
                .get("/api/v1/tickets/" + number);

        assertThat(first.header("ETag")).isEqualTo("\"" + ticket.get("version").asText() + "\"");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("clocks")).isNotEmpty();
    }

    private JsonNode reported() {
        return Http.as("ownerapp", port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind":"REPAIR","category":"locks","title":"Lock","description":"It sticks",
                         "site":"sunshine","home":"1-402","reporter":{"name":"Li","language":"en"}}
                        """)
                .json();
    }
}
