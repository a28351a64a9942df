package dev.steward.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What clients send by mistake or on purpose: each has its answer, and none leaves a trace. */
@StewardTest
@DisplayName("Bad input")
class BadInputTest {

    private static final String TICKETS = "/api/v1/tickets";
    private static final String START = "/engine-rest/process-definition/key/service-ticket/start";

    private static final String GOOD =
            """
            {"kind":"REPAIR","category":"plumbing","title":"Tap drips","description":"The kitchen tap drips.",
             "site":"sunshine","home":"1-201","channel":"APP",
             "reporter":{"name":"Li Wei","phone":"+862155550101","role":"OWNER","language":"en"}}""";

    private static final String GOOD_START =
            """
            {"variables":{"kind":{"value":"REPAIR"},"category":{"value":"plumbing"},"title":{"value":"Tap drips"},
             "description":{"value":"The kitchen tap drips."},"site":{"value":"sunshine"},"home":{"value":"1-201"},
             "channel":{"value":"APP"},"reporterName":{"value":"Li Wei"},"reporterRole":{"value":"OWNER"}}}""";

    @LocalServerPort
    int port;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient sql;

    /**
     * One request.
     *
     * @param says what the answer's pointer (own routes) or message (the engine's) must name
     */
    private record Bad(String name, String method, String path, String type, byte[] body, int status, String says) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Bad ticket(String name, String from, String to, int status, String pointer) {
        assertThat(GOOD).contains(from);
        return post(name, GOOD.replace(from, to), status, pointer);
    }

    private static Bad post(String name, String body, int status, String pointer) {
        return new Bad(
                name, "POST", TICKETS, "application/json", body.getBytes(StandardCharsets.UTF_8), status, pointer);
    }

    private static Bad start(String name, String from, String to, int status, String variable) {
        assertThat(GOOD_START).contains(from);
        return engine(name, GOOD_START.replace(from, to), status, variable);
    }

    private static Bad engine(String name, String body, int status, String variable) {
        return new Bad(
                "engine: " + name,
                "POST",
                START,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                status,
                variable);
    }

    static Stream<Bad> ownRoutes() {
        return Stream.of(
                post("no body", "", 400, null),
                post("not JSON", "kind=REPAIR", 400, null),
                post("half a JSON", "{\"kind\":", 400, null),
                post("something after the end", GOOD + "{}", 400, null),
                post("the same key twice", "{\"kind\":\"REPAIR\",\"kind\":\"INQUIRY\"}", 400, null),
                post("nested too deeply", "{\"a\":".repeat(200) + "1" + "}".repeat(200), 400, null),
                post("a list", "[]", 422, ""),
                post("a text", "\"x\"", 422, ""),
                post("null", "null", 400, null),
                post("NaN", GOOD.replace("\"sunshine\"", "NaN"), 400, null),
                post("comments", "/* x */" + GOOD, 400, null),
                post("single quotes", GOOD.replace('"', '\''), 400, null),
                new Bad(
                        "not UTF-8",
                        "POST",
                        TICKETS,
                        "application/json",
                        GOOD.replace("Tap", "T\u00e4p").getBytes(StandardCharsets.ISO_8859_1),
                        400,
                        null),
                new Bad("too large", "POST", TICKETS, "application/json", new byte[2 * 1024 * 1024], 413, null),
                new Bad(
                        "a form",
                        "POST",
                        TICKETS,
                        "application/x-www-form-urlencoded",
                        "kind=REPAIR".getBytes(),
                        415,
                        null),
                new Bad("XML", "POST", TICKETS, "application/xml", "<a/>".getBytes(), 415, null),
                new Bad("no type", "POST", TICKETS, null, GOOD.getBytes(), 415, null),
                new Bad("DELETE", "DELETE", TICKETS, null, null, 405, null),
                new Bad("PUT", "PUT", TICKETS + "/ST-1", "application/json", GOOD.getBytes(), 405, null),
                new Bad("an unknown path", "GET", "/api/v1/tikets", null, null, 404, null),
                new Bad("an unknown ticket", "GET", TICKETS + "/ST-1999-000001", null, null, 404, null),
                new Bad("a ticket that is SQL", "GET", TICKETS + "/'%20or%201=1--", null, null, 404, null),
                new Bad(
                        "an unknown command",
                        "POST",
                        TICKETS + "/ST-1/fly",
                        "application/json",
                        "{}".getBytes(),
                        404,
                        null),
                new Bad("a limit of text", "GET", TICKETS + "?limit=many", null, null, 422, "/limit"),
                new Bad("a limit too high", "GET", TICKETS + "?limit=100000", null, null, 422, "/limit"),
                new Bad("an unknown status", "GET", TICKETS + "?status=LOST", null, null, 422, "/status"),
                new Bad("a broken cursor", "GET", TICKETS + "?cursor=%00", null, null, 422, "/cursor"),
                new Bad("an unknown criterion", "GET", TICKETS + "?colour=red", null, null, 422, "/colour"),
                ticket("an unknown field", "{\"kind\"", "{\"colour\":\"red\",\"kind\"", 422, "/colour"),
                ticket("a read-only status", "{\"kind\"", "{\"status\":\"CLOSED\",\"kind\"", 422, "/status"),
                ticket("a read-only slaMet", "{\"kind\"", "{\"slaMet\":true,\"kind\"", 422, "/slaMet"),
                ticket("a tenant", "{\"kind\"", "{\"tenant\":\"harbour\",\"kind\"", 422, "/tenant"),
                ticket("a number of its own", "{\"kind\"", "{\"number\":\"ST-1\",\"kind\"", 422, "/number"),
                ticket("an unknown field below", "{\"name\"", "{\"nick\":\"x\",\"name\"", 422, "/reporter/nick"),
                ticket("a number as title", "\"Tap drips\"", "7", 422, "/title"),
                ticket("a truth as title", "\"Tap drips\"", "true", 422, "/title"),
                ticket("a list as title", "\"Tap drips\"", "[\"a\"]", 422, "/title"),
                ticket("an object as title", "\"Tap drips\"", "{}", 422, "/title"),
                ticket("no title", "\"Tap drips\"", "null", 422, "/title"),
                ticket("a blank title", "Tap drips", "   ", 422, "/title"),
                ticket("a title blank to the eye", "Tap drips", "\\u200b\\u2060", 422, "/title"),
                ticket("a long title", "Tap drips", "x".repeat(300), 422, "/title"),
                ticket("a title of two lines", "Tap drips", "Tap\\ndrips", 422, "/title"),
                ticket("NUL in a title", "Tap drips", "Tap\\u0000", 422, "/title"),
                ticket("a title that turns around", "Tap drips", "Tap \\u202egnp.exe", 422, "/title"),
                ticket("half a character", "Tap drips", "Tap \\ud83d", 422, "/title"),
                ticket("NUL in the description", "The kitchen", "The\\u0000kitchen", 422, "/description"),
                ticket("half a character in the description", "The kitchen", "\\udc00", 422, "/description"),
                ticket("a long description", "The kitchen", "x".repeat(20_000), 422, "/description"),
                ticket("an unknown kind", "REPAIR", "PARTY", 422, "/kind"),
                ticket("a kind in lower case", "REPAIR", "repair", 422, "/kind"),
                ticket("a kind by its ordinal", "\"REPAIR\"", "2", 422, "/kind"),
                ticket("an empty kind", "REPAIR", "", 422, "/kind"),
                ticket("an unknown category", "plumbing", "astrology", 422, "/category"),
                ticket("an unknown channel", "\"APP\"", "\"PIGEON\"", 422, "/channel"),
                ticket("an unknown site", "sunshine", "moon", 422, "/site"),
                ticket("another's site", "sunshine", "harbour", 422, "/site"),
                ticket("an unknown home", "1-201", "9-999", 422, "/home"),
                ticket("home and place", "\"home\"", "\"place\":\"lobby\",\"home\"", 422, null),
                ticket("neither home nor place", "\"home\":\"1-201\",", "", 422, null),
                ticket("a telephone number that is none", "+862155550101", "call me", 422, "/reporter/phone"),
                ticket("mail that is none", "\"name\"", "\"email\":\"me@\",\"name\"", 422, "/reporter/email"),
                ticket(
                        "a line feed in mail",
                        "\"name\"",
                        "\"email\":\"a@b.example\\nBcc: c@d.example\",\"name\"",
                        422,
                        "/reporter/email"),
                ticket("an unknown role", "\"OWNER\"", "\"KING\"", 422, "/reporter/role"),
                ticket(
                        "an impossible date",
                        "\"site\"",
                        "\"externalDueAt\":\"2030-02-30T10:00:00+08:00\",\"site\"",
                        422,
                        "/externalDueAt"),
                ticket(
                        "a time without offset",
                        "\"site\"",
                        "\"externalDueAt\":\"2030-03-01T10:00:00\",\"site\"",
                        422,
                        "/externalDueAt"),
                ticket(
                        "a time as a number",
                        "\"site\"",
                        "\"externalDueAt\":1893456000,\"site\"",
                        422,
                        "/externalDueAt"),
                ticket(
                        "a slot that ends before it begins",
                        "\"site\"",
                        "\"appointment\":{\"from\":\"2030-03-01T10:00:00Z\",\"to\":\"2030-03-01T09:00:00Z\"},\"site\"",
                        422,
                        "/appointment/to"),
                ticket(
                        "half a slot",
                        "\"site\"",
                        "\"appointment\":{\"from\":\"2030-03-01T10:00:00Z\"},\"site\"",
                        422,
                        "/appointment/to"),
                ticket("a repair about somebody", "\"site\"", "\"about\":\"frontdesk\",\"site\"", 422, "/about"));
    }

    static Stream<Bad> engineRoutes() {
        return Stream.of(
                engine("not JSON", "x", 400, null),
                engine("half a JSON", "{\"variables\":", 400, null),
                engine("the same key twice", "{\"variables\":{},\"variables\":{}}", 400, null),
                engine("nested too deeply", "{\"a\":".repeat(200) + "1" + "}".repeat(200), 400, null),
                engine("a list of variables", "{\"variables\":[]}", 422, "variables"),
                engine("a text for a variable", "{\"variables\":{\"title\":\"x\"}}", 422, "variables.title"),
                engine("no variables", "{}", 422, "site"),
                start("no kind", "\"kind\":{\"value\":\"REPAIR\"},", "", 422, "kind"),
                start("an unknown kind", "REPAIR", "PARTY", 422, "kind"),
                start("a number as kind", "\"REPAIR\"", "7", 422, "kind"),
                start("an unknown variable", "\"kind\"", "\"colour\":{\"value\":\"red\"},\"kind\"", 422, "colour"),
                start("an owner of its own", "\"kind\"", "\"owner\":{\"value\":\"me\"},\"kind\"", 422, "owner"),
                start("a blank title", "Tap drips", "  ", 422, "title"),
                start("NUL in a title", "Tap drips", "a\\u0000", 422, "title"),
                start("half a character", "Tap drips", "a\\ud83d", 422, "title"),
                start("another's site", "sunshine", "harbour", 422, "site"),
                start("an unknown site", "sunshine", "moon", 422, "site"),
                start("an unknown home", "1-201", "9-999", 422, "home"),
                start(
                        "a Java object",
                        "\"kind\"",
                        "\"x\":{\"type\":\"Object\",\"value\":\"rO0AB\",\"valueInfo\":{\"objectTypeName\":\"java.util"
                                + ".HashMap\",\"serializationDataFormat\":\"application/x-java-serialized-object\"}},\"kind\"",
                        400,
                        null),
                start("an unknown type", "{\"value\":\"REPAIR\"}", "{\"value\":\"x\",\"type\":\"Pony\"}", 400, null),
                start(
                        "a number that is none",
                        "{\"value\":\"REPAIR\"}",
                        "{\"value\":\"x\",\"type\":\"Integer\"}",
                        422,
                        null),
                start("an object", "\"Tap drips\"", "{\"a\":1}", 422, "title"),
                new Bad("engine: XML", "POST", START, "application/xml", "<a/>".getBytes(), 415, null),
                new Bad("engine: too large", "POST", START, "application/json", new byte[2 * 1024 * 1024], 413, null),
                new Bad("engine: DELETE", "DELETE", START, null, null, 405, null),
                new Bad("engine: an unknown path", "GET", "/engine-rest/tickets", null, null, 404, null),
                new Bad(
                        "engine: an unknown process",
                        "POST",
                        "/engine-rest/process-definition/key/none/start",
                        "application/json",
                        "{}".getBytes(),
                        404,
                        null),
                new Bad("engine: an unknown task", "GET", "/engine-rest/task/none", null, null, 404, null),
                new Bad(
                        "engine: an unknown task to complete",
                        "POST",
                        "/engine-rest/task/none/complete",
                        "application/json",
                        "{}".getBytes(),
                        404,
                        null),
                new Bad(
                        "engine: an order by nothing",
                        "GET",
                        "/engine-rest/task?sortBy=x&sortOrder=asc",
                        null,
                        null,
                        400,
                        null),
                new Bad(
                        "engine: a limit of text",
                        "GET",
                        "/engine-rest/task?maxResults=many",
                        null,
                        null,
                        400,
                        "maxResults"),
                new Bad(
                        "engine: a date that is none",
                        "GET",
                        "/engine-rest/task?dueBefore=soon",
                        null,
                        null,
                        422,
                        "a time"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ownRoutes")
    @DisplayName("is answered as a problem that points at it")
    void problem(Bad bad) {
        long before = traces();
        Http http = Http.as("ownerapp", port)
                .with("Idempotency-Key", UUID.randomUUID().toString());
        Reply reply = http.send(bad.method, bad.path, bad.type, bad.body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(bad.status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = reply.json();
        assertThat(problem.path("type").asText()).startsWith("urn:steward:problem:");
        assertThat(problem.path("status").asInt()).isEqualTo(bad.status);
        assertThat(problem.path("correlationId").asText()).isEqualTo(reply.header("X-Correlation-Id"));
        if (bad.says != null) {
            assertThat(problem.path("errors").findValuesAsText("pointer"))
                    .as(reply.body())
                    .contains(bad.says);
        }
        assertSafe(reply);
        assertThat(traces()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("engineRoutes")
    @DisplayName("is answered in the engine's shape, and names the variable")
    void engine(Bad bad) {
        long before = traces();
        Reply reply = Http.as("frontdesk", port).send(bad.method, bad.path, bad.type, bad.body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(bad.status);
        assertThat(reply.json().path("type").asText()).as(reply.body()).isNotBlank();
        assertThat(reply.json().path("message").asText()).as(reply.body()).contains(bad.says == null ? "" : bad.says);
        assertSafe(reply);
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    @DisplayName("in the header: a missing, blank or over-long key is malformed; no format but JSON is offered")
    void headers() {
        Http http = Http.as("ownerapp", port);
        assertThat(http.post(TICKETS, GOOD).status()).isEqualTo(400);
        assertThat(http.with("Idempotency-Key", " ").post(TICKETS, GOOD).status())
                .isEqualTo(400);
        assertThat(http.with("Idempotency-Key", "x".repeat(256))
                        .post(TICKETS, GOOD)
                        .status())
                .isEqualTo(400);
        assertThat(http.with("Accept", "application/xml").get(TICKETS).status()).isEqualTo(406);
        assertThat(http.with("X-Correlation-Id", "my-own-id-123").get(TICKETS).header("X-Correlation-Id"))
                .isEqualTo("my-own-id-123");
        assertThat(http.with("X-Correlation-Id", "a b").get(TICKETS).header("X-Correlation-Id"))
                .isNotEqualTo("a b");
    }

    @Test
    @DisplayName("makes the good one stand out: the same body, and only that, is a ticket, once")
    void good() {
        Http http = Http.as("ownerapp", port)
                .with("Idempotency-Key", UUID.randomUUID().toString());
        Reply made = http.post(TICKETS, GOOD);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String number = made.json().path("number").asText();
        Reply again = http.post(TICKETS, GOOD);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("number").asText()).isEqualTo(number);
        Reply other = http.post(TICKETS, GOOD.replace("drips", "leaks"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(Http.as("ownerapp-h", port).get(TICKETS + "/" + number).status())
                .isEqualTo(404);
    }

    private static void assertSafe(Reply reply) {
        for (String word :
                List.of("org.camunda", "java.", "dev.steward", "Exception", "select ", "SQL", "+862155550101")) {
            assertThat(reply.body()).doesNotContain(word);
        }
    }

    /** Everything that a request that was refused could have left behind. */
    private long traces() {
        return runtime.createProcessInstanceQuery().count()
                + sql.sql("select count(*) from steward.ticket")
                        .query(Long.class)
                        .single()
                + sql.sql("select count(*) from steward.idempotency")
                        .query(Long.class)
                        .single();
    }
}
