package dev.steward.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@StewardTest
@DisplayName("Several at once")
class BulkTest {

    @LocalServerPort
    int port;

    @Test
    @DisplayName("are claimed each on its own: what is refused for one changes nothing for the others")
    void claimed() {
        List<String> tickets = tickets(3);
        List<String> tasks = tasks(tickets);
        as("housekeeper").post("/api/v1/tasks/" + tasks.get(1) + "/claim", "{}");

        JsonNode items =
                bulk("frontdesk", "\"action\":\"claim\"", tasks.get(0), "no-such-task", tasks.get(1), tasks.get(2));

        assertThat(ok(items)).containsExactly(true, false, false, true);
        assertThat(items.at("/1/id").asText()).isEqualTo("no-such-task");
        assertThat(items.at("/1/problem/status").asInt()).isEqualTo(404);
        assertThat(items.at("/2/problem/status").asInt()).isEqualTo(409);
        assertThat(items.at("/2/problem/type").asText()).isEqualTo("urn:steward:problem:conflict");
        assertThat(items.at("/2/problem/detail").asText())
                .as("who has it, and what to do")
                .isEqualTo("Yu Shen has taken this task already; ask them or a supervisor to give it back");
        assertThat(assignee(tickets.get(0))).isEqualTo("frontdesk");
        assertThat(assignee(tickets.get(1))).isEqualTo("housekeeper");
        assertThat(assignee(tickets.get(2))).isEqualTo("frontdesk");
    }

    @Test
    @DisplayName("are completed with the same fields, claimed before where nobody has them; each form's own rules hold")
    void completed() {
        List<String> tickets = tickets(2);
        assertThat(ok(bulk("frontdesk", "\"action\":\"complete\"", tasks(tickets))))
                .containsExactly(true, true);
        tickets.forEach(
                ticket -> assertThat(ticket(ticket).get("owner").asText()).isEqualTo("frontdesk"));
        assertThat(as("housekeeper")
                        .post("/api/v1/tickets/" + tickets.get(0) + "/own", "{}")
                        .json()
                        .get("detail")
                        .asText())
                .startsWith("Xin Lu owns ticket " + tickets.get(0) + " already");

        JsonNode items =
                bulk("frontdesk", "\"action\":\"complete\",\"variables\":{\"outcome\":\"MAYBE\"}", tasks(tickets));

        assertThat(ok(items)).containsExactly(false, false);
        assertThat(items.at("/0/problem/status").asInt()).isEqualTo(422);
        assertThat(items.at("/0/problem/errors").findValuesAsText("pointer")).contains("/outcome");
        assertThat(ok(bulk("technician", "\"action\":\"complete\"", tasks(tickets))))
                .as("somebody else's tasks")
                .containsExactly(false, false);
    }

    @Test
    @DisplayName("are reassigned by a supervisor, by nobody else, and a ticket with two tasks once")
    void reassigned() {
        List<String> tickets = tickets(2);
        bulk("frontdesk", "\"action\":\"complete\"", tasks(tickets));
        as("frontdesk")
                .post("/api/v1/tickets/" + tickets.get(0) + "/handover", "{\"to\":\"housekeeper\",\"reason\":\"x\"}");
        List<String> tasks = tasks(tickets);
        assertThat(tasks).hasSize(3);
        String to = "\"action\":\"reassign\",\"to\":\"monitoring\",\"reason\":\"The desk is full\"";

        JsonNode refused = bulk("frontdesk", to, tasks);
        assertThat(ok(refused)).containsOnly(false);
        assertThat(refused.at("/0/problem/status").asInt()).isIn(403, 404);
        assertThat(ok(bulk("supervisor-h", to, tasks))).as("of another site").containsOnly(false);
        assertThat(ok(bulk("supervisor", to, tasks))).containsOnly(true);

        tickets.forEach(
                ticket -> assertThat(ticket(ticket).get("owner").asText()).isEqualTo("monitoring"));
        String timeline = as("supervisor")
                .get("/api/v1/tickets/" + tickets.get(0) + "/timeline")
                .body();
        assertThat(timeline.split("\"how\":\"REASSIGNED\"")).as(timeline).hasSize(2);
    }

    @Test
    @DisplayName("change hands with the shift: offered together whoever works on them, taken over with one acceptance")
    void shift() {
        List<String> tickets = tickets(3);
        bulk("frontdesk", "\"action\":\"complete\"", tasks(tickets));

        assertThat(ok(items(as("frontdesk")
                        .post(
                                "/api/v1/handovers",
                                "{\"tickets\":%s,\"to\":\"housekeeper\",\"reason\":\"End of my shift\"}"
                                        .formatted(json(tickets))))))
                .containsExactly(true, true, true);
        JsonNode shift = as("housekeeper").get("/api/v1/handovers").json();
        assertThat(shift.get("offered").findValuesAsText("ticket")).containsAll(tickets);
        assertThat(shift.at("/offered/0/from").asText()).isEqualTo("frontdesk");
        assertThat(as("monitoring")
                        .get("/api/v1/handovers")
                        .json()
                        .get("offered")
                        .findValuesAsText("ticket"))
                .doesNotContainAnyElementsOf(tickets);

        String accept = "{\"tickets\":%s,\"accepted\":true}".formatted(json(tickets));
        assertThat(ok(items(as("monitoring").post("/api/v1/handovers/answer", accept))))
                .as("offered to somebody else")
                .containsOnly(false);
        assertThat(ok(items(as("housekeeper").post("/api/v1/handovers/answer", accept))))
                .containsOnly(true);
        tickets.forEach(
                ticket -> assertThat(ticket(ticket).get("owner").asText()).isEqualTo("housekeeper"));
        assertThat(as("housekeeper")
                        .get("/api/v1/handovers")
                        .json()
                        .get("owned")
                        .findValuesAsText("ticket"))
                .containsAll(tickets);
        assertThat(items(as("housekeeper").post("/api/v1/handovers/answer", accept))
                        .at("/0/problem/status")
                        .asInt())
                .as("answered already")
                .isEqualTo(409);
    }

    @Test
    @DisplayName("sent again under the same key are answered again and not done again")
    void sameKey() {
        List<String> tasks = tasks(tickets(2));
        Http once = as("frontdesk").with("Idempotency-Key", UUID.randomUUID().toString());
        String body = "{\"action\":\"complete\",\"tasks\":%s}".formatted(json(tasks));

        assertThat(ok(items(once.post("/api/v1/tasks/bulk", body)))).containsExactly(true, true);
        assertThat(ok(items(once.post("/api/v1/tasks/bulk", body)))).containsExactly(true, true);
        assertThat(ok(items(as("frontdesk").post("/api/v1/tasks/bulk", body)))).containsExactly(false, false);
    }

    @Test
    @DisplayName("are refused as a whole when the request itself is wrong")
    void wrong() {
        String tooMany =
                IntStream.range(0, 101).mapToObj(n -> "\"t" + n + "\"").collect(Collectors.joining(",", "[", "]"));
        assertThat(refused("{\"action\":\"claim\",\"tasks\":[]}")).contains("/tasks");
        assertThat(refused("{\"action\":\"claim\"}")).contains("/tasks");
        assertThat(refused("{\"action\":\"claim\",\"tasks\":" + tooMany + "}")).contains("1 to 100");
        assertThat(refused("{\"action\":\"claim\",\"tasks\":[\"a\",\"a\"]}")).contains("each only once");
        assertThat(refused("{\"action\":\"claim\",\"tasks\":[\"a\\u0000\"]}")).contains("/tasks");
        assertThat(refused("{\"action\":\"reassign\",\"to\":\"x\",\"reason\":\"y\",\"tasks\":[null]}"))
                .contains("/tasks");
        assertThat(refused("{\"action\":\"delete\",\"tasks\":[\"a\"]}"))
                .contains("one of claim, complete, reassign, handover");
        assertThat(refused("{\"action\":\"claim\",\"tasks\":[\"a\"],\"to\":\"me\"}"))
                .contains("/to");
        assertThat(as("frontdesk")
                        .post("/api/v1/handovers", "{\"tickets\":[\"a\"],\"to\":\"x\"}")
                        .body())
                .contains("/reason");
        assertThat(as("frontdesk")
                        .with("Idempotency-Key", "k".repeat(201))
                        .post("/api/v1/tasks/bulk", "{\"action\":\"claim\",\"tasks\":[\"a\"]}")
                        .status())
                .isEqualTo(400);
    }

    private String refused(String body) {
        Reply reply = as("frontdesk").post("/api/v1/tasks/bulk", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        return reply.body();
    }

    private Http as(String user) {
        return Http.as(user, port);
    }

    private List<String> tickets(int n) {
        List<String> tickets = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            tickets.add(as("ownerapp")
                    .with("Idempotency-Key", UUID.randomUUID().toString())
                    .post(
                            "/api/v1/tickets",
                            """
                            {"kind":"REPAIR","category":"electrical","title":"Socket %d","description":"It is loose",
                             "site":"sunshine","home":"1-40%d","reporter":{"name":"Li","language":"en"}}
                            """
                                    .formatted(i, i + 1))
                    .json()
                    .get("number")
                    .asText());
        }
        return tickets;
    }

    private List<String> tasks(List<String> tickets) {
        return tickets.stream()
                .flatMap(
                        ticket -> as("supervisor")
                                .get("/api/v1/tickets/" + ticket + "/tasks")
                                .json()
                                .findValuesAsText("id")
                                .stream())
                .toList();
    }

    private String assignee(String ticket) {
        return as("supervisor")
                .get("/api/v1/tickets/" + ticket + "/tasks")
                .json()
                .at("/0/assignee")
                .asText();
    }

    private JsonNode ticket(String number) {
        return as("supervisor").get("/api/v1/tickets/" + number).json();
    }

    private JsonNode bulk(String user, String what, String... tasks) {
        return bulk(user, what, Arrays.asList(tasks));
    }

    private JsonNode bulk(String user, String what, List<String> tasks) {
        return items(as(user).post("/api/v1/tasks/bulk", "{%s,\"tasks\":%s}".formatted(what, json(tasks))));
    }

    private static JsonNode items(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().get("items");
    }

    private static List<Boolean> ok(JsonNode items) {
        List<Boolean> ok = new ArrayList<>();
        items.forEach(item -> ok.add(item.get("ok").asBoolean()));
        return ok;
    }

    private static String json(List<String> items) {
        return items.stream().map(item -> "\"" + item + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
