package dev.steward.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@StewardTest
@DisplayName("Whom to send, over REST")
class TechnicianControllerTest {

    /** Wednesday, nine o'clock in Shanghai. */
    private static final Instant NINE = Instant.parse("2026-07-22T01:00:00Z");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void wednesday() {
        ClockUtil.setCurrentTime(Date.from(NINE));
    }

    @AfterEach
    void now() {
        ClockUtil.reset();
        jdbc.sql("delete from steward.absence").update();
    }

    private String reported(String home, String category) {
        String number = Http.as("frontdesk", port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind":"REPAIR","category":"%s","title":"T","description":"D","site":"sunshine","home":"%s",
                         "reporter":{"name":"Li Lei","language":"en"}}
                        """
                                .formatted(category, home))
                .json()
                .get("number")
                .asText();
        complete("frontdesk", number, "{\"outcome\":\"REPAIR\",\"reply\":\"Somebody comes\",\"provider\":\"OWN\"}");
        return number;
    }

    private void complete(String user, String ticket, String variables) {
        Http http = Http.as(user, port);
        String task = Http.as("manager", port)
                .get("/api/v1/tickets/" + ticket + "/tasks")
                .json()
                .at("/0/id")
                .asText();
        http.post("/api/v1/tasks/" + task + "/claim", "{}");
        Reply reply = http.post("/api/v1/tasks/" + task + "/complete", "{\"variables\":" + variables + "}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }

    private Reply asked(String user, String ticket, String query) {
        return Http.as(user, port).get("/api/v1/tickets/" + ticket + "/technicians" + query);
    }

    private static List<String> codes(JsonNode ranked) {
        return ranked.get("reasons").findValuesAsText("code");
    }

    @Test
    @DisplayName("names everybody, the best first, with reasons as codes; another slot ranks again")
    void ranked() {
        String ticket = reported("2-404", "electrical");

        JsonNode morning = asked(
                        "dispatcher", ticket, "?from=2026-07-22T10:00:00%2B08:00&to=2026-07-22T12:00:00%2B08:00")
                .json();
        assertThat(morning.get("skill").asText()).isEqualTo("electrical");
        assertThat(morning.get("items").findValuesAsText("user")).containsExactly("technician2", "technician");
        JsonNode best = morning.at("/items/0");
        assertThat(best.get("fits").asBoolean()).isTrue();
        assertThat(best.at("/name/zh").asText()).isEqualTo("姚海波");
        assertThat(codes(best)).startsWith("TRADE", "ON_DUTY").contains("RESPONSIBLE");
        assertThat(best.at("/reasons/0/verdict").asText()).isEqualTo("FOR");
        assertThat(best.at("/reasons/0/facts/trade").asText()).isEqualTo("electrical");
        assertThat(codes(morning.at("/items/1"))).contains("OTHER_TRADE");

        JsonNode evening = asked(
                        "dispatcher", ticket, "?from=2026-07-22T20:00:00%2B08:00&to=2026-07-22T21:00:00%2B08:00")
                .json();
        assertThat(codes(evening.at("/items/0"))).contains("ON_CALL");
        assertThat(evening.at("/items/0/fits").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("knows the appointments of the day, who is away, and who declined the order")
    void whatIsKnown() {
        String first = reported("2-401", "electrical");
        complete(
                "dispatcher",
                first,
                "{\"technician\":\"technician2\",\"appointmentFrom\":\"2026-07-22T14:00:00+08:00\",\"appointmentTo\":\"2026-07-22T16:00:00+08:00\"}");
        complete("technician2", first, "{\"accepted\":true}");
        String ticket = reported("2-402", "electrical");

        JsonNode before = asked(
                        "dispatcher", ticket, "?from=2026-07-22T10:00:00%2B08:00&to=2026-07-22T12:00:00%2B08:00")
                .json()
                .at("/items/0");
        assertThat(codes(before)).contains("SAME_BUILDING_AFTER", "OPEN_ORDERS", "HOURS_PLANNED");
        JsonNode during = asked(
                        "dispatcher", ticket, "?from=2026-07-22T15:00:00%2B08:00&to=2026-07-22T17:00:00%2B08:00")
                .json();
        assertThat(during.toString()).contains("OVERLAP");

        complete("dispatcher", ticket, "{\"technician\":\"technician2\"}");
        complete("technician2", ticket, "{\"accepted\":false,\"declineReason\":\"At another flat\"}");
        JsonNode declined = asked("dispatcher", ticket, "").json();
        assertThat(declined.toString()).contains("DECLINED", "At another flat");

        Http.as("supervisor", port)
                .post(
                        "/api/v1/sites/sunshine/roster/absences",
                        "{\"user\":\"technician2\",\"from\":\"2026-07-22T00:00:00Z\",\"to\":\"2026-07-24T00:00:00Z\",\"reason\":\"ill\"}");
        JsonNode away = asked("dispatcher", ticket, "").json().at("/items/1");
        assertThat(away.get("user").asText()).isEqualTo("technician2");
        assertThat(away.get("possible").asBoolean()).isFalse();
        assertThat(away.toString()).doesNotContain("ill");
    }

    @Test
    @DisplayName("is for whoever may send the order, at its own site, while there is one")
    void whoMayAsk() {
        String ticket = reported("2-403", "electrical");

        assertThat(asked("supervisor", ticket, "").status()).isEqualTo(200);
        assertThat(asked("frontdesk", ticket, "").status()).isEqualTo(403);
        assertThat(asked("technician", ticket, "").status()).isEqualTo(403);
        assertThat(asked("dispatcher-h", ticket, "").status()).isEqualTo(404);
        Http.as("frontdesk", port).post("/api/v1/tickets/" + ticket + "/withdraw", "{\"reason\":\"Gone\"}");
        assertThat(asked("dispatcher", ticket, "").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @DisplayName("refuses a slot that is none, naming the field")
    @CsvSource({
        "?from=2026-07-22T10:00:00Z, to",
        "?to=2026-07-22T10:00:00Z, to",
        "?from=2026-07-22T10:00:00Z&to=2026-07-22T10:00:00Z, to",
        "?from=2026-07-22T10:00:00Z&to=2027-07-22T10:00:00Z, to",
        "?from=2026-07-22T10:00&to=2026-07-22T12:00:00Z, from",
        "?slot=now, slot"
    })
    void badSlots(String query, String field) {
        String ticket = reported("2-302", "electrical");

        Reply reply = asked("dispatcher", ticket, query);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().at("/errors/0/pointer").asText()).isEqualTo("/" + field);
        Http.as("frontdesk", port).post("/api/v1/tickets/" + ticket + "/withdraw", "{\"reason\":\"Gone\"}");
    }
}
