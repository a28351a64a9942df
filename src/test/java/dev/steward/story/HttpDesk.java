package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The desk over {@code /api/v1}, as another system or an app sees it. */
final class HttpDesk implements Desk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Http> CLIENTS = new ConcurrentHashMap<>();

    /** Who is asked what a ticket has become: somebody who sees all of a site, and about whom no story complains. */
    private static final String WITNESS = "manager";

    private static final Map<String, String> PATHS = Map.of(
            "reporterName", "reporter.name",
            "reporterPhone", "reporter.phone",
            "reporterEmail", "reporter.email",
            "language", "reporter.language",
            "reporterRole", "reporter.role",
            "contactName", "contact.name",
            "contactPhone", "contact.phone",
            "appointmentFrom", "appointment.from",
            "appointmentTo", "appointment.to");

    private final int port;

    HttpDesk(int port) {
        this.port = port;
    }

    private Http as(String user) {
        return CLIENTS.computeIfAbsent(user + "@" + port, key -> Http.as(user, port));
    }

    @Override
    public String report(String user, Map<String, Object> report) {
        ObjectNode body = JSON.createObjectNode();
        report.forEach((name, value) -> {
            String[] path = PATHS.getOrDefault(name, name).split("\\.");
            ObjectNode at = path.length == 1 ? body : body.withObject("/" + path[0]);
            at.set(path[path.length - 1], JSON.valueToTree(value));
        });
        Reply reply =
                as(user).with("Idempotency-Key", UUID.randomUUID().toString()).post("/api/v1/tickets", body.toString());
        return good(reply).json().get("number").asText();
    }

    @Override
    public String announce(String user, Map<String, Object> report) {
        Reply reply = as(user).post(
                        "/engine-rest/message",
                        write(Map.of(
                                "messageName",
                                "ticket.reported",
                                "processVariables",
                                typed(report),
                                "resultEnabled",
                                true)));
        return good(reply).json().at("/0/processInstance/businessKey").asText();
    }

    private static Map<String, Object> typed(Map<String, Object> variables) {
        Map<String, Object> typed = new HashMap<>();
        variables.forEach((name, value) -> typed.put(name, Map.of("value", value)));
        return typed;
    }

    @Override
    public void claim(String user, String ticket, String task) {
        good(as(user).post("/api/v1/tasks/" + id(ticket, task) + "/claim", "{}"));
    }

    @Override
    public void giveBack(String user, String ticket, String task) {
        good(as(user).post("/api/v1/tasks/" + id(ticket, task) + "/unclaim", "{}"));
    }

    @Override
    public void complete(String user, String ticket, String task, Map<String, Object> form) {
        good(as(user).post(
                        "/api/v1/tasks/" + id(ticket, task) + "/complete",
                        write(Map.of("variables", new HashMap<>(form)))));
    }

    private String id(String ticket, String task) {
        List<String> ids = new ArrayList<>();
        witnessed(ticket).forEach(open -> {
            if (open.get("task").asText().equals(task)) {
                ids.add(open.get("id").asText());
            }
        });
        assertThat(ids).as("open tasks %s of %s", task, ticket).hasSize(1);
        return ids.get(0);
    }

    /** Complaints about the manager are nothing for the manager. */
    private JsonNode witnessed(String ticket) {
        Reply reply = as(WITNESS).get("/api/v1/tickets/" + ticket + "/tasks");
        return reply.status() == 404 ? tasks("supervisor", ticket) : good(reply).json();
    }

    @Override
    public void command(String user, String ticket, String command, Map<String, Object> body) {
        good(as(user).post("/api/v1/tickets/" + ticket + "/" + command, write(body)));
    }

    @Override
    public JsonNode ticket(String user, String ticket) {
        return good(as(user).get("/api/v1/tickets/" + ticket)).json();
    }

    @Override
    public JsonNode tasks(String user, String ticket) {
        return good(as(user).get("/api/v1/tickets/" + ticket + "/tasks")).json();
    }

    @Override
    public JsonNode timeline(String user, String ticket) {
        return good(as(user).get("/api/v1/tickets/" + ticket + "/timeline"))
                .json()
                .get("items");
    }

    @Override
    public List<String> list(String user, Map<String, String> criteria) {
        String query = criteria.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return good(as(user).get("/api/v1/tickets?" + query))
                .json()
                .get("items")
                .findValuesAsText("number");
    }

    @Override
    public List<String> foundInEngine(String user, String ticket) {
        List<String> found = new ArrayList<>();
        for (String query : List.of(
                "/task?processInstanceBusinessKey=",
                "/process-instance?businessKey=",
                "/execution?active=true&businessKey=",
                "/history/process-instance?processInstanceBusinessKey=",
                "/history/task?processInstanceBusinessKey=",
                "/job?active=true&processDefinitionKey=service-ticket&x=",
                "/history/activity-instance?x=",
                "/history/variable-instance?variableName=ticket&x=",
                "/variable-instance?variableName=ticket&x=")) {
            Reply reply = as(user).get("/engine-rest" + query.replace("&x=", "").replace("?x=", "?maxResults=1000")
                    + (query.endsWith("x=") ? "" : ticket));
            if (reply.status() == 200 && ofTicket(reply.json(), ticket, query.endsWith("x="))) {
                found.add(query.substring(1, query.indexOf('?')));
            }
        }
        return found;
    }

    /** Queries that cannot ask for a ticket answer objects of many; those of this one are told by its instances. */
    private boolean ofTicket(JsonNode items, String ticket, boolean any) {
        if (!any) {
            return !items.isEmpty();
        }
        List<String> instances = good(as("admin")
                        .get("/engine-rest/history/process-instance?processInstanceBusinessKey=" + ticket))
                .json()
                .findValuesAsText("id");
        return items.findValuesAsText("processInstanceId").stream().anyMatch(instances::contains);
    }

    @Override
    public JsonNode cards(String user, List<String> tickets, List<String> tasks) {
        String query = "tickets=" + String.join(",", tickets) + "&tasks=" + String.join(",", tasks);
        return good(as(user).get("/api/v1/clocks?" + query)).json().get("items");
    }

    @Override
    public void away(String supervisor, String user, String until, String deputy) {
        Map<String, Object> body = new HashMap<>();
        body.put("user", user);
        body.put("from", Story.now().toString());
        body.put("to", until);
        body.put("reason", "ill");
        if (deputy != null) {
            body.put("deputy", deputy);
        }
        good(as(supervisor).post("/api/v1/sites/sunshine/roster/absences", write(body)));
    }

    @Override
    public String photo(String user, String ticket, String stage) {
        String boundary = "steward" + UUID.randomUUID();
        var form = new ByteArrayOutputStream();
        form.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"stage\"\r\n\r\n" + stage
                        + "\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(Picture.png());
        form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        Reply reply = as(user).send(
                        "POST",
                        "/api/v1/tickets/" + ticket + "/photos",
                        "multipart/form-data; boundary=" + boundary,
                        form.toByteArray());
        return good(reply).json().get("id").asText();
    }

    /** The photos of a ticket as they are listed. */
    JsonNode photos(String user, String ticket) {
        return good(as(user).get("/api/v1/tickets/" + ticket + "/photos"))
                .json()
                .get("items");
    }

    /** A stored photo. */
    byte[] stored(String user, String ticket, String id) {
        return as(user).bytes("/api/v1/tickets/" + ticket + "/photos/" + id);
    }

    @Override
    public void waitsAt(String ticket, List<String> tasks) {
        assertThat(tasks(WITNESS, ticket).findValuesAsText("task"))
                .as("open tasks of %s", ticket)
                .containsExactlyInAnyOrderElementsOf(tasks);
    }

    @Override
    public void hasEnded(String ticket, String... passed) {
        assertThat(tasks(WITNESS, ticket)).as("open tasks of %s", ticket).isEmpty();
        assertThat(ticket(WITNESS, ticket).get("closedAt").isNull()).isFalse();
    }

    private static Reply good(Reply reply) {
        if (reply.status() >= 300) {
            throw new Refused(reply.status(), reply.body());
        }
        return reply;
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
