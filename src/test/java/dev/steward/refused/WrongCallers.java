package dev.steward.refused;

import static dev.steward.refused.Bad.get;
import static dev.steward.refused.Bad.post;
import static dev.steward.refused.Report.TICKETS;
import static dev.steward.refused.Report.good;

import java.util.stream.Stream;

/** What is nobody's, or not this caller's. */
final class WrongCallers {

    private WrongCallers() {}

    static Stream<Bad> requests() {
        return Stream.of(
                get("nobody", 401, TICKETS).by(null),
                get("nobody at the engine", 401, "/engine-rest/task").by(null),
                get("a wrong token", 401, TICKETS).by(null).with("Authorization", "Bearer stw_wrong"),
                get("a wrong token at the engine", 401, "/engine-rest/task")
                        .by(null)
                        .with("Authorization", "Bearer x"),
                get("a resident's app in Cockpit's way", 403, "/engine-rest/incident")
                        .by("ownerapp"),
                post("a technician who takes reports", 403, TICKETS, good()).by("technician"),
                post("a technician who takes a ticket back", 403, TICKETS + "/{repair}/withdraw", "{\"reason\": \"a\"}")
                        .by("technician"),
                post("a technician who answers for the desk", 403, TICKETS + "/{repair}/reply", "{\"text\": \"a\"}")
                        .by("technician"),
                post(
                        "an order without a ticket",
                        403,
                        "/engine-rest/process-definition/key/repair-dispatch/start",
                        "{\"variables\": {\"site\": {\"value\": \"sunshine\"}}}"),
                post("an unknown process", 404, "/engine-rest/process-definition/key/no-such-thing/start", "{}"),
                post("a message as a clerk", 403, "/engine-rest/message", "{\"messageName\": \"ticket.reported\"}"),
                post(
                        "an expression in a query",
                        403,
                        "/engine-rest/task?maxResults=10",
                        "{\"orQueries\": [{\"assigneeExpression\": \"${''.getClass()}\"}]}"),
                post("a deployment by a clerk", 403, "/engine-rest/deployment/create", "")
                        .as(
                                "multipart/form-data; boundary=x",
                                "--x\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\na\r\n--x--\r\n"
                                        .getBytes()),
                Bad.send(
                                "DELETE",
                                "a definition deleted",
                                403,
                                "/engine-rest/process-definition/key/service-ticket",
                                "")
                        .as(null, null),
                get("nothing there, at the engine", 404, "/engine-rest/nonsense"));
    }
}
