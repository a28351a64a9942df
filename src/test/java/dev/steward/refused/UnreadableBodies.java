package dev.steward.refused;

import static dev.steward.refused.Bad.get;
import static dev.steward.refused.Bad.post;
import static dev.steward.refused.Report.START;
import static dev.steward.refused.Report.TICKETS;
import static dev.steward.refused.Report.good;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What cannot be read at all: the same on each family of routes that takes a body. */
final class UnreadableBodies {

    /** A route, by somebody who may use it. */
    private record Family(String method, String path, String user) {}

    private static final List<Family> JSON = List.of(
            new Family("POST", TICKETS, "ownerapp"),
            new Family("POST", TICKETS + "/{open}/urge", "frontdesk"),
            new Family("POST", TICKETS + "/{open}/charges/{charge}/pay", "frontdesk"),
            new Family("POST", "/api/v1/tasks/{task}/complete", "frontdesk"),
            new Family("PUT", "/api/v1/sites/sunshine/roster", "supervisor"),
            new Family("POST", "/api/v1/sites/sunshine/roster/absences", "supervisor"),
            new Family("PUT", "/api/v1/handbook/refused", "supervisor"),
            new Family("POST", "/api/v1/calendars/preview", "frontdesk"),
            new Family("POST", "/api/v1/sla/replay", "manager"),
            new Family("POST", "/api/v1/tokens", "frontdesk"),
            new Family("POST", START, "frontdesk"),
            new Family("POST", "/engine-rest/task/{task}/complete", "frontdesk"),
            new Family("POST", "/engine-rest/task/{task}/submit-form", "frontdesk"),
            new Family("POST", "/engine-rest/message", "ownerapp"),
            new Family("POST", "/engine-rest/task", "frontdesk"));

    private UnreadableBodies() {}

    static Stream<Bad> requests() {
        return Stream.concat(everywhere(), reports());
    }

    private static Stream<Bad> everywhere() {
        String deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);
        byte[] latin = "{\"text\": \"T\u00e4p\"}".getBytes(StandardCharsets.ISO_8859_1);
        return JSON.stream()
                .flatMap(family -> Stream.of(
                        sent(family, "not JSON", 400, "kind=REPAIR"),
                        sent(family, "half a JSON", 400, "{\"a\":"),
                        sent(family, "something after the end", 400, "{}{}"),
                        sent(family, "the same key twice", 400, "{\"a\": 1, \"a\": 2}"),
                        sent(family, "nested too deeply", 400, deep),
                        sent(family, "not UTF-8", 400, "").as(Bad.JSON, latin),
                        sent(family, "too large", 413, "").as(Bad.JSON, new byte[2 * 1024 * 1024]),
                        sent(family, "a form", 415, "")
                                .as("application/x-www-form-urlencoded", "kind=REPAIR".getBytes()),
                        sent(family, "XML", 415, "").as("application/xml", "<a/>".getBytes())));
    }

    private static Bad sent(Family family, String title, int status, String body) {
        return Bad.send(family.method, title, status, family.path, body).by(family.user);
    }

    private static Stream<Bad> reports() {
        return Stream.of(
                report("no body", 400, ""),
                report("a list", 422, "[]").at(""),
                report("a text", 422, "\"x\"").at(""),
                report("null", 400, "null"),
                report("NaN", 400, good().replace("\"sunshine\"", "NaN")),
                report("comments", 400, "/* x */" + good()),
                report("single quotes", 400, good().replace('"', '\'')),
                report("no type", 415, "").as(null, good().getBytes()),
                Bad.send("DELETE", "a list of tickets deleted", 405, TICKETS, "")
                        .as(null, null),
                Bad.send("DELETE", "a ticket deleted", 405, TICKETS + "/{open}", "")
                        .as(null, null),
                Bad.send("PUT", "tickets replaced", 405, TICKETS, good()),
                Bad.send("PUT", "a ticket replaced", 405, TICKETS + "/{open}", good()),
                get("an unknown path", 404, "/api/v1/tikets"),
                get("an answer in XML", 406, TICKETS).with("Accept", "application/xml"),
                post("a list of variables", 422, START, "{\"variables\":[]}").says("variables"),
                post("a text for a variable", 422, START, "{\"variables\":{\"title\":\"x\"}}")
                        .says("variables.title"),
                post("variables twice", 400, START, "{\"variables\":{},\"variables\":{}}"),
                Bad.send("DELETE", "a start deleted", 405, START, "").as(null, null),
                get("an unknown path of the engine", 404, "/engine-rest/tickets"));
    }

    private static Bad report(String title, int status, String body) {
        return post(title, status, TICKETS, body).by("ownerapp");
    }
}
