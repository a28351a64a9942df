package dev.steward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.Http.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the rules do not allow, over both interfaces: reports, searches, commands, tasks and what the engine offers beside
 * them. Each is answered with the right status, says what is wrong, and changes nothing. What cannot be read at all is
 * {@code BadInputTest}'s.
 */
@StewardTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A request")
class RefusedRequestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "Idempotency-Key";

    /** What no answer may give away. */
    private static final List<String> SECRETS = List.of(
            "org.camunda",
            "org.spring",
            "java.",
            "jakarta.",
            "dev.steward",
            "Exception",
            "\tat ",
            "select ",
            "insert ",
            "act_ru_",
            "steward.ticket",
            "ENGINE-",
            "JsonParse",
            "jackson",
            "postgres");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private final Map<String, Http> clients = new ConcurrentHashMap<>();
    private String open;
    private String closed;
    private String foreign;
    private String task;
    private List<Long> before;

    @BeforeAll
    void someTickets() {
        open = report("frontdesk", good());
        closed = report("frontdesk", good());
        as("frontdesk").post("/api/v1/tickets/" + closed + "/withdraw", "{\"reason\": \"test\"}");
        foreign = report("frontdesk-h", changed(body -> body.put("site", "harbour")));
        task = as("frontdesk")
                .get("/api/v1/tickets/" + open + "/tasks")
                .json()
                .get(0)
                .get("id")
                .asText();
        before = counts();
    }

    @AfterAll
    void nothingHasChanged() {
        assertThat(counts()).as("tickets, instances, tasks, versions, timeline").isEqualTo(before);
    }

    private List<Long> counts() {
        return Stream.of(
                        "select count(*) from steward.ticket",
                        "select coalesce(sum(version), 0) from steward.ticket",
                        "select count(*) from steward.timeline",
                        "select count(*) from act_ru_execution",
                        "select count(*) from act_ru_task",
                        "select count(*) from act_ru_variable",
                        "select count(*) from act_hi_procinst",
                        "select count(*) from act_re_deployment",
                        "select count(*) from act_id_user")
                .map(sql -> jdbc.sql(sql).query(Long.class).single())
                .toList();
    }

    /** A request of the table. */
    record Bad(
            String title, int status, String says, String user, String method, String path, String type, String body) {

        Bad with(String header, String value) {
            return new Bad(title, status, says, user, method, path, type + "\n" + header + "\n" + value, body);
        }

        @Override
        public String toString() {
            return status + ": " + title;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    @DisplayName("that is not allowed is refused and changes nothing")
    void refused(Bad bad) {
        String[] headers = bad.type.split("\n", -1);
        Http http = bad.user == null ? Http.anonymous(port) : as(bad.user);
        if (bad.path.equals("/api/v1/tickets") && bad.method.equals("POST") && headers.length == 1) {
            http = http.with(KEY, UUID.randomUUID().toString());
        }
        for (int i = 1; i < headers.length; i += 2) {
            if (!headers[i + 1].isEmpty()) {
                http = http.with(headers[i], headers[i + 1]);
            }
        }
        String path = bad.path
                .replace("{open}", open)
                .replace("{closed}", closed)
                .replace("{foreign}", foreign)
                .replace("{task}", task);
        String body = bad.body == null
                ? null
                : bad.body.replace("{open}", open).replace("{foreign}", foreign).replace("{task}", task);
        Reply reply = http.send(bad.method, path, body == null ? null : headers[0], body);
        assertSoftly(softly -> {
            softly.assertThat(reply.status()).as(reply.body()).isEqualTo(bad.status);
            softly.assertThat(reply.body()).contains(bad.says);
            SECRETS.forEach(secret -> softly.assertThat(reply.body()).doesNotContain(secret));
            if (path.startsWith("/api/v1") && bad.status != 401) {
                softly.assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
            }
        });
    }

    static Stream<Bad> requests() {
        return Stream.of(reports(), searches(), commands(), callers(), engine()).flatMap(part -> part);
    }

    private static Stream<Bad> reports() {
        return Stream.of(
                wrong("an owner", "owner", b -> b.put("owner", "evil")),
                wrong("a site that is not theirs", "/site", b -> b.put("site", "harbour")),
                wrong("a place that is none", "/place", b -> b.put("place", "moon")
                        .remove("home")),
                wrong("nobody who reports", "/reporter/name", b -> b.remove("reporter")),
                wrong("a reporter in words", "reporter", b -> b.put("reporter", "Mei")),
                wrong(
                        "a slot that is over",
                        "/appointment/to",
                        b -> slot(b, "2020-06-02T10:00:00Z", "2020-06-02T12:00:00Z")),
                wrong("again what is not there", "/attachTo", b -> b.put("attachTo", "ST-1999-000001")),
                wrong("again what is another site's", "/attachTo", b -> b.put("attachTo", "{foreign}")),
                wrong("a repair about somebody", "/about", b -> b.put("about", "housekeeper")),
                wrong("about oneself", "/about", b -> b.put("kind", "COMPLAINT").put("about", "frontdesk")),
                wrong("taken by another site's clerk", "/takenBy", b -> b.put("takenBy", "frontdesk-h")),
                wrong("an import by a clerk", "/channel", b -> b.put("channel", "IMPORT")));
    }

    private static Stream<Bad> searches() {
        return Stream.of(
                get("a ticket that is none", 404, "no ticket", "/api/v1/tickets/ST-1999-000001"),
                get("another site's ticket", 404, "no ticket", "/api/v1/tickets/{foreign}"),
                get("its clocks", 404, "no ticket", "/api/v1/tickets/{foreign}/clocks"),
                get("its timeline", 404, "no ticket", "/api/v1/tickets/{foreign}/timeline"),
                get("its tasks", 404, "no ticket", "/api/v1/tickets/{foreign}/tasks"),
                get("no page", 422, "/limit", "/api/v1/tickets?limit=0"),
                get("too long a page", 422, "/limit", "/api/v1/tickets?limit=201"),
                get("a page of many", 422, "/limit", "/api/v1/tickets?limit=many"),
                get("a cursor of one's own", 422, "/cursor", "/api/v1/tickets?cursor=MSBvciAxPTE"),
                get("a status that is none", 422, "REGISTERED", "/api/v1/tickets?status=LOST"),
                get("perhaps overdue", 422, "/overdue", "/api/v1/tickets?overdue=perhaps"),
                get("due before a day", 422, "/dueBefore", "/api/v1/tickets?dueBefore=2026-06-02"),
                get("by an unknown criterion", 422, "colour", "/api/v1/tickets?colour=red"),
                get("by a word with a null character", 422, "/q", "/api/v1/tickets?q=%00"),
                get("explained perhaps", 422, "explain", "/api/v1/tickets/{open}/clocks?explain=perhaps"),
                get("the clocks of nobody", 422, "/tickets", "/api/v1/clocks"),
                get("the clocks of too many", 422, "/tasks", "/api/v1/clocks?tasks=" + "t,".repeat(100) + "t"),
                get("the clocks of no name", 422, "/tickets", "/api/v1/clocks?tickets={open},,x"),
                get("nothing there", 404, "", "/api/v1/nonsense"),
                new Bad(
                        "a ticket replaced",
                        405,
                        "",
                        "frontdesk",
                        "PUT",
                        "/api/v1/tickets",
                        "application/json",
                        good()),
                new Bad("a ticket deleted", 405, "", "frontdesk", "DELETE", "/api/v1/tickets/{open}", "", null));
    }

    private static Stream<Bad> commands() {
        return Stream.of(
                command("an unknown command", 404, "urge", "explode", "{}"),
                command("urging without words", 422, "/text", "urge", "{}"),
                command("urging with blanks", 422, "/text", "urge", "{\"text\": \"  \"}"),
                command("urging with more", 422, "owner", "urge", "{\"text\": \"a\", \"owner\": \"evil\"}"),
                command("a list", 422, "object", "urge", "[1]"),
                command("pausing for parts", 422, "RESIDENT_ABSENT", "pause", "{\"reason\": \"PARTS\"}"),
                command(
                        "pausing until yesterday",
                        422,
                        "/until",
                        "pause",
                        "{\"reason\": \"RESIDENT_ABSENT\", \"until\": \"2020-01-01T00:00:00Z\"}"),
                command("resuming what goes on", 409, "pause", "resume", "{}"),
                command(
                        "a priority that is none",
                        422,
                        "EMERGENCY",
                        "reprioritise",
                        "{\"priority\": \"HIGH\", \"reason\": \"a\"}"),
                command("handing over to nobody", 422, "/to", "handover", "{\"to\": \"nobody\", \"reason\": \"a\"}"),
                command("owning it twice", 409, "own", "own", "{}"),
                command(
                        "reassigning as a clerk",
                        403,
                        "supervisor",
                        "reassign",
                        "{\"to\": \"housekeeper\", \"reason\": \"a\"}"),
                command("an old version", 412, "changed", "urge", "{\"text\": \"a\"}")
                        .with("If-Match", "\"999\""),
                post("another site's", 404, "no ticket", "/api/v1/tickets/{foreign}/urge", "{\"text\": \"a\"}"),
                post("what has ended", 409, "WITHDRAWN", "/api/v1/tickets/{closed}/urge", "{\"text\": \"a\"}"),
                post("a task that is none", 404, "no open task", "/api/v1/tasks/1/complete", "{}"),
                post(
                        "a task with more than its form",
                        422,
                        "evil",
                        "/api/v1/tasks/{task}/complete",
                        "{\"variables\": {\"outcome\": \"REPAIR\", \"reply\": \"a\", \"evil\": 1}}"),
                post("a task without what it needs", 422, "outcome", "/api/v1/tasks/{task}/complete", "{}"),
                post(
                        "a task with another type",
                        422,
                        "outcome",
                        "/api/v1/tasks/{task}/complete",
                        "{\"variables\": {\"outcome\": {\"a\": 1}}}"),
                post("a task beside its variables", 422, "extra", "/api/v1/tasks/{task}/complete", "{\"extra\": 1}"),
                post(
                        "a calendar without hours",
                        422,
                        "working time",
                        "/api/v1/calendars/preview",
                        "{\"calendar\": {\"zone\": \"Asia/Shanghai\"}, \"from\": \"2026-06-02T10:00:00Z\", \"add\": \"PT1H\"}"),
                post(
                        "an unknown zone",
                        422,
                        "zone",
                        "/api/v1/calendars/preview",
                        "{\"calendar\": {\"zone\": \"Moon/Base\", \"hours\": {\"MON\": \"08:00-12:00\"}},"
                                + " \"from\": \"2026-06-02T10:00:00Z\", \"add\": \"PT1H\"}"));
    }

    private static Stream<Bad> callers() {
        return Stream.of(
                new Bad("nobody", 401, "", null, "GET", "/api/v1/tickets", "", null),
                new Bad("nobody at the engine", 401, "", null, "GET", "/engine-rest/task", "", null),
                new Bad(
                        "a resident's app in Cockpit's way",
                        403,
                        "",
                        "ownerapp",
                        "GET",
                        "/engine-rest/incident",
                        "",
                        null),
                new Bad(
                        "a technician who takes reports",
                        403,
                        "",
                        "technician",
                        "POST",
                        "/api/v1/tickets",
                        "application/json",
                        good()));
    }

    private static Stream<Bad> engine() {
        String start = "/engine-rest/process-definition/key/service-ticket/start";
        return Stream.of(
                post("start: not JSON", 400, "", start, "{variables"),
                post("start: without anything", 422, "site", start, "{}"),
                post("start: an unknown variable", 422, "colour", start, variables(b -> b.put("colour", "red"))),
                post("start: a bad kind", 422, "kind", start, variables(b -> b.put("kind", "BROKEN"))),
                post("start: a missing title", 422, "title", start, variables(b -> b.remove("title"))),
                post("start: another site", 422, "site", start, variables(b -> b.put("site", "harbour"))),
                post(
                        "start: a bad e-mail address",
                        422,
                        "reporterEmail",
                        start,
                        variables(b -> b.put("reporterEmail", "a@b@c"))),
                post("start: a title as a number", 422, "title", start, variables(b -> b.put("title", 7))),
                post(
                        "start: split off what is not there",
                        422,
                        "splitFrom",
                        start,
                        variables(b -> b.put("splitFrom", "ST-1999-000001"))),
                post(
                        "start: split off another site's",
                        422,
                        "splitFrom",
                        start,
                        variables(b -> b.put("splitFrom", "{foreign}"))),
                post(
                        "start: opened tomorrow",
                        422,
                        "openedAt",
                        start,
                        variables(b -> b.put("openedAt", "2100-01-01T00:00:00Z"))),
                post(
                        "start: a Java object",
                        422,
                        "",
                        start,
                        "{\"variables\": {\"site\": {\"value\": \"rO0ABXNyAA==\", \"type\": \"Object\", \"valueInfo\":"
                                + " {\"objectTypeName\": \"java.util.HashMap\", \"serializationDataFormat\":"
                                + " \"application/x-java-serialized-object\"}}}}"),
                post(
                        "start: an unknown type",
                        400,
                        "",
                        start,
                        "{\"variables\": {\"site\": {\"value\": \"sunshine\", \"type\": \"Teapot\"}}}"),
                post(
                        "start: an order without a ticket",
                        403,
                        "",
                        "/engine-rest/process-definition/key/repair-dispatch/start",
                        "{\"variables\": {\"site\": {\"value\": \"sunshine\"}}}"),
                post(
                        "start: an unknown process",
                        404,
                        "",
                        "/engine-rest/process-definition/key/no-such-thing/start",
                        "{}"),
                post("a message as a clerk", 403, "", "/engine-rest/message", "{\"messageName\": \"ticket.reported\"}"),
                post("a task of nobody's completed", 404, "", "/engine-rest/task/nonsense/complete", "{}"),
                post(
                        "a task with more than its form",
                        422,
                        "evil",
                        "/engine-rest/task/{task}/complete",
                        "{\"variables\": {\"evil\": {\"value\": 1}}}"),
                post(
                        "an error thrown into a task",
                        403,
                        "",
                        "/engine-rest/task/{task}/bpmnError",
                        "{\"errorCode\": \"x\"}"),
                post(
                        "an escalation thrown into a task",
                        403,
                        "",
                        "/engine-rest/task/{task}/bpmnEscalation",
                        "{\"escalationCode\": \"clocks.started\"}"),
                post("a task given away", 403, "", "/engine-rest/task/{task}/assignee", "{\"userId\": \"evil\"}"),
                post(
                        "an expression in a query",
                        403,
                        "",
                        "/engine-rest/task?maxResults=10",
                        "{\"orQueries\": [{\"assigneeExpression\": \"${''.getClass()}\"}]}"),
                new Bad(
                        "a deployment by a clerk",
                        403,
                        "",
                        "frontdesk",
                        "POST",
                        "/engine-rest/deployment/create",
                        "multipart/form-data; boundary=x",
                        "--x\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\na\r\n--x--\r\n"),
                get("sorting by nothing known", 400, "sortBy", "/engine-rest/task?sortBy=colour&sortOrder=asc"),
                get("a page that starts nowhere", 400, "firstResult", "/engine-rest/task?firstResult=first"),
                get("a date that is none", 422, "time", "/engine-rest/task?dueBefore=tomorrow"),
                new Bad(
                        "another site's instances",
                        200,
                        "[]",
                        "supervisor",
                        "GET",
                        "/engine-rest/history/process-instance?processInstanceBusinessKey={foreign}",
                        "",
                        null),
                get("nothing there, at the engine", 404, "", "/engine-rest/nonsense"),
                new Bad(
                        "a definition deleted",
                        403,
                        "",
                        "frontdesk",
                        "DELETE",
                        "/engine-rest/process-definition/key/service-ticket",
                        "",
                        null),
                new Bad("XML at the engine", 415, "", "frontdesk", "POST", start, "application/xml", "<start/>"));
    }

    // ---- how they are written

    private static Bad report(String title, int status, String says, String body) {
        return new Bad(
                "report: " + title, status, says, "frontdesk", "POST", "/api/v1/tickets", "application/json", body);
    }

    private static Bad wrong(String title, String says, Consumer<ObjectNode> change) {
        return report(title, 422, says, changed(change));
    }

    private static Bad get(String title, int status, String says, String path) {
        return new Bad("read: " + title, status, says, "frontdesk", "GET", path, "", null);
    }

    private static Bad command(String title, int status, String says, String command, String body) {
        return post("command: " + title, status, says, "/api/v1/tickets/{open}/" + command, body);
    }

    private static Bad post(String title, int status, String says, String path, String body) {
        return new Bad(title, status, says, "frontdesk", "POST", path, "application/json", body);
    }

    private static String good() {
        return changed(body -> {});
    }

    private static String changed(Consumer<ObjectNode> change) {
        ObjectNode body = JSON.createObjectNode()
                .put("kind", "REPAIR")
                .put("category", "locks")
                .put("title", "Broken lock")
                .put("description", "The key turns and turns")
                .put("site", "sunshine")
                .put("home", "2-405");
        body.putObject("reporter").put("name", "Mei");
        change.accept(body);
        return body.toString();
    }

    private static void slot(ObjectNode body, String from, String to) {
        body.putObject("appointment").put("from", from).put("to", to);
    }

    /** The same as start variables of the process. */
    private static String variables(Consumer<ObjectNode> change) {
        ObjectNode flat = JSON.createObjectNode()
                .put("kind", "REPAIR")
                .put("category", "locks")
                .put("title", "Broken lock")
                .put("description", "The key turns and turns")
                .put("site", "sunshine")
                .put("home", "2-405")
                .put("reporterName", "Mei");
        change.accept(flat);
        ObjectNode typed = JSON.createObjectNode();
        flat.fields().forEachRemaining(field -> typed.putObject(field.getKey()).set("value", field.getValue()));
        return JSON.createObjectNode().set("variables", typed).toString();
    }

    private Http as(String user) {
        return clients.computeIfAbsent(user, name -> Http.as(name, port));
    }

    private String report(String user, String body) {
        Reply reply = as(user).with(KEY, UUID.randomUUID().toString()).post("/api/v1/tickets", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().get("number").asText();
    }
}
