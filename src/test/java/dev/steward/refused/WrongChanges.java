package dev.steward.refused;

import static dev.steward.refused.Bad.post;
import static dev.steward.refused.Bad.put;
import static dev.steward.refused.Report.TICKETS;

import java.util.stream.Stream;

/** Commands, tasks and charges, the roster and the handbook, promises and tokens: what of them is not carried out. */
final class WrongChanges {

    private static final String TURNS = "a\u202eb";
    private static final String HALF = "a\\ud83d";

    private WrongChanges() {}

    static Stream<Bad> requests() {
        return Stream.of(commands(), tasks(), charges(), roster(), handbook(), promises(), tokens())
                .flatMap(part -> part);
    }

    private static Stream<Bad> commands() {
        return Stream.of(
                command("an unknown command", 404, "explode", "{}").says("urge"),
                command("urging without words", 422, "urge", "{}").at("/text"),
                command("urging with blanks", 422, "urge", "{\"text\": \"  \"}").at("/text"),
                command("urging with more", 422, "urge", "{\"text\": \"a\", \"owner\": \"evil\"}")
                        .at("/owner"),
                command(
                                "urging with a variable of the process",
                                422,
                                "urge",
                                "{\"text\": \"a\", \"site\": \"harbour\"}")
                        .at("/site"),
                command("urging with a number", 422, "urge", "{\"text\": 7}").at("/text"),
                command("urging with NUL", 422, "urge", "{\"text\": \"a\\u0000\"}")
                        .at("/text"),
                command("urging with text that turns around", 422, "urge", "{\"text\": \"" + TURNS + "\"}")
                        .at("/text"),
                command("urging with half a character", 422, "urge", "{\"text\": \"" + HALF + "\"}")
                        .at("/text"),
                command("urging at length", 422, "urge", "{\"text\": \"" + "x".repeat(5_001) + "\"}")
                        .at("/text"),
                command("a list", 422, "urge", "[1]").says("object"),
                command("replying nothing", 422, "reply", "{\"text\": \"\"}").at("/text"),
                command("owning with words", 422, "own", "{\"text\": \"a\"}").at("/text"),
                command("commenting perhaps publicly", 422, "comment", "{\"text\": \"a\", \"public\": \"yes\"}")
                        .at("/public"),
                command("pausing for parts", 422, "pause", "{\"reason\": \"PARTS\"}")
                        .says("RESIDENT_ABSENT"),
                pause("pausing until yesterday", "2020-01-01T00:00:00Z"),
                pause("pausing until an impossible date", "2030-02-30T10:00:00+08:00"),
                pause("pausing until the end of time", "+300000-01-01T00:00:00Z"),
                pause("pausing until a time without offset", "2030-03-01T10:00:00"),
                command("resuming what goes on", 409, "resume", "{}").says("pause"),
                command("a priority that is none", 422, "reprioritise", "{\"priority\": \"HIGH\", \"reason\": \"a\"}")
                        .says("EMERGENCY"),
                command("handing over to nobody", 422, "handover", "{\"to\": \"nobody\", \"reason\": \"a\"}")
                        .at("/to"),
                command(
                                "handing over to another site",
                                422,
                                "handover",
                                "{\"to\": \"housekeeper-h\", \"reason\": \"a\"}")
                        .at("/to"),
                command("owning it twice", 409, "own", "{}").says("own"),
                command("reassigning as a clerk", 403, "reassign", "{\"to\": \"housekeeper\", \"reason\": \"a\"}")
                        .says("supervisor"),
                command(
                                "splitting off a title that turns around",
                                422,
                                "split",
                                "{\"kind\": \"INQUIRY\", \"category\": \"billing\", \"title\": \"" + TURNS
                                        + "\", \"description\": \"a\"}")
                        .at("/title"),
                command("an old version", 412, "urge", "{\"text\": \"a\"}")
                        .with("If-Match", "\"999\"")
                        .says("changed"),
                command("a version that is none", 412, "urge", "{\"text\": \"a\"}")
                        .with("If-Match", "999"),
                post("another site's", 404, TICKETS + "/{foreign}/urge", "{\"text\": \"a\"}")
                        .says("no ticket"),
                post("what has ended", 409, TICKETS + "/{closed}/urge", "{\"text\": \"a\"}")
                        .says("WITHDRAWN"));
    }

    private static Bad command(String title, int status, String command, String body) {
        return post(title, status, TICKETS + "/{open}/" + command, body);
    }

    private static Bad pause(String title, String until) {
        return command(title, 422, "pause", "{\"reason\": \"RESIDENT_ABSENT\", \"until\": \"" + until + "\"}")
                .at("/until");
    }

    private static Stream<Bad> tasks() {
        return Stream.of(
                post("a task that is none", 404, "/api/v1/tasks/1/complete", "{}")
                        .says("no open task"),
                post("a task that is none claimed", 404, "/api/v1/tasks/1/claim", "{}")
                        .says("no open task"),
                task("more than its form", "\"outcome\": \"REPAIR\", \"reply\": \"a\", \"evil\": 1")
                        .says("evil"),
                task("a variable of the process", "\"outcome\": \"ANSWERED\", \"reply\": \"a\", \"site\": \"harbour\"")
                        .says("site"),
                task("nothing of what it needs", "").says("outcome"),
                task("an object for an outcome", "\"outcome\": {\"a\": 1}").says("outcome"),
                task("an outcome that is none", "\"outcome\": \"PARTY\"").says("INVESTIGATE"),
                task("a blank reply with NUL", "\"outcome\": \"ANSWERED\", \"reply\": \"a\\u0000\"")
                        .says("reply"),
                task("half a character", "\"outcome\": \"ANSWERED\", \"reply\": \"" + HALF + "\"")
                        .says("reply"),
                task("text that turns around", "\"outcome\": \"ANSWERED\", \"reply\": \"" + TURNS + "\"")
                        .says("reply"),
                post("a task beside its variables", 422, "/api/v1/tasks/{task}/complete", "{\"extra\": 1}")
                        .at("/extra"),
                post("a task of nobody's completed", 404, "/engine-rest/task/nonsense/complete", "{}"),
                engineTask("more than its form", "\"evil\": {\"value\": 1}").says("evil"),
                engineTask(
                                "a variable of the process",
                                "\"outcome\": {\"value\": \"ANSWERED\"}, \"owner\": {\"value\": \"evil\"}")
                        .says("owner"),
                engineTask(
                                "half a character",
                                "\"outcome\": {\"value\": \"ANSWERED\"}, \"reply\": {\"value\": \"" + HALF + "\"}")
                        .says("reply"),
                post(
                        "an error thrown into a task",
                        403,
                        "/engine-rest/task/{task}/bpmnError",
                        "{\"errorCode\": \"x\"}"),
                post(
                        "an escalation thrown into a task",
                        403,
                        "/engine-rest/task/{task}/bpmnEscalation",
                        "{\"escalationCode\": \"clocks.started\"}"),
                post("a task given away", 403, "/engine-rest/task/{task}/assignee", "{\"userId\": \"evil\"}"));
    }

    private static Bad task(String title, String variables) {
        return post(
                "a task with " + title, 422, "/api/v1/tasks/{task}/complete", "{\"variables\": {" + variables + "}}");
    }

    private static Bad engineTask(String title, String variables) {
        return post(
                "a task with " + title,
                422,
                "/engine-rest/task/{task}/complete",
                "{\"variables\": {" + variables + "}}");
    }

    private static Stream<Bad> charges() {
        String charge = TICKETS + "/{open}/charges/{charge}";
        return Stream.of(
                post("paid without a receipt", 422, charge + "/pay", "{}").at("/receipt"),
                post("paid with more", 422, charge + "/pay", "{\"receipt\": \"R\", \"amount\": 1}")
                        .says("amount"),
                post("paid with a receipt of two lines", 422, charge + "/pay", "{\"receipt\": \"R\\n1\"}")
                        .at("/receipt"),
                post("paid with half a character", 422, charge + "/pay", "{\"receipt\": \"" + HALF + "\"}")
                        .at("/receipt"),
                post("a charge that is none", 404, TICKETS + "/{open}/charges/999999/pay", "{\"receipt\": \"R\"}"),
                post("a charge without a number", 422, TICKETS + "/{open}/charges/first/pay", "{\"receipt\": \"R\"}"),
                post("waived by a clerk", 403, charge + "/waive", "{\"reason\": \"a\"}")
                        .says("supervisor"),
                post("waived without a reason", 422, charge + "/waive", "{\"reason\": \" \"}")
                        .by("supervisor")
                        .at("/reason"));
    }

    private static Stream<Bad> roster() {
        String roster = "/api/v1/sites/sunshine/roster";
        return Stream.of(
                put("a roster without its parts", 422, roster, "{}")
                        .by("supervisor")
                        .at("/rules"),
                put("a roster with more", 422, roster, "{\"rules\": [], \"colour\": 1}")
                        .by("supervisor")
                        .at("/colour"),
                put("a rule without a person", 422, roster, "{\"rules\": [{}], \"duties\": [], \"deputies\": []}")
                        .by("supervisor")
                        .at("/rules/0/user"),
                put("a stale roster", 412, roster, "{\"rules\": [], \"duties\": [], \"deputies\": []}")
                        .by("supervisor")
                        .with("If-Match", "\"old\""),
                put("a roster by a clerk", 403, roster, "{\"rules\": [], \"duties\": [], \"deputies\": []}"),
                absence("nobody away", "\"from\": \"2030-03-01T10:00:00Z\", \"reason\": \"a\"")
                        .at("/user"),
                absence("away without a beginning", "\"user\": \"housekeeper\", \"reason\": \"a\"")
                        .at("/from"),
                absence("away from an impossible date", "\"user\": \"housekeeper\", \"from\": \"2030-02-30T10:00:00Z\"")
                        .at("/from"),
                absence(
                                "away from a time without offset",
                                "\"user\": \"housekeeper\", \"from\": \"2030-03-01T10:00:00\"")
                        .at("/from"),
                absence(
                                "away at the end of time",
                                "\"user\": \"housekeeper\", \"reason\": \"a\", \"from\": \"+999999999-12-31T00:00:00Z\"")
                        .at("/from"),
                put(
                                "a rule from the end of time",
                                422,
                                roster,
                                "{\"rules\": [{\"user\": \"housekeeper\", \"role\": \"housekeeper\", \"from\": \"08:00\", \"to\":"
                                        + " \"18:00\", \"validFrom\": \"+999999999-12-31\"}], \"duties\": [], \"deputies\": []}")
                        .by("supervisor")
                        .at("/rules/0/validFrom"),
                put(
                                "a duty before time",
                                422,
                                roster,
                                "{\"duties\": [{\"user\": \"housekeeper\", \"role\": \"housekeeper\", \"from\":"
                                        + " \"-999999999-01-01T00:00:00Z\", \"to\": \"2026-01-01T00:00:00Z\"}],"
                                        + " \"rules\": [], \"deputies\": []}")
                        .by("supervisor")
                        .at("/duties/0/from"),
                absence("away with more", "\"user\": \"housekeeper\", \"id\": 1")
                        .at("/id"),
                absence(
                                "away for half a character",
                                "\"user\": \"housekeeper\", \"from\": \"2030-03-01T10:00:00Z\", \"reason\": \"" + HALF
                                        + "\"")
                        .at("/reason"),
                absence(
                                "away for what turns around",
                                "\"user\": \"housekeeper\", \"from\": \"2030-03-01T10:00:00Z\", \"reason\": \"" + TURNS
                                        + "\"")
                        .at("/reason"));
    }

    private static Bad absence(String title, String fields) {
        return post(title, 422, "/api/v1/sites/sunshine/roster/absences", "{" + fields + "}")
                .by("supervisor");
    }

    private static Stream<Bad> handbook() {
        String words = "{\"en\": \"a\", \"zh\": \"a\"}";
        String rest = ", \"answer\": " + words + ", \"when\": " + words + "}";
        return Stream.of(
                put("an empty reply", 422, "/api/v1/handbook/refused", "{}")
                        .by("supervisor")
                        .at("/category"),
                put("a reply with a key of its own", 422, "/api/v1/handbook/refused", "{\"key\": \"a\"}")
                        .by("supervisor")
                        .at("/key"),
                put(
                                "a question that turns around",
                                422,
                                "/api/v1/handbook/refused",
                                "{\"category\": \"locks\", \"question\": {\"en\": \"" + TURNS + "\", \"zh\": \"a\"}"
                                        + rest)
                        .by("supervisor"),
                put(
                                "a question with half a character",
                                422,
                                "/api/v1/handbook/refused",
                                "{\"category\": \"locks\", \"question\": {\"en\": \"" + HALF + "\", \"zh\": \"a\"}"
                                        + rest)
                        .by("supervisor"),
                put(
                        "a reply by a clerk",
                        403,
                        "/api/v1/handbook/refused",
                        "{\"category\": \"locks\", \"question\": " + words + rest),
                Bad.send("PUT", "an estate that is none", 422, "/api/v1/estate", "")
                        .by("admin")
                        .as("application/yaml", "sites: 7".getBytes()),
                Bad.send("PUT", "an estate with a key twice", 422, "/api/v1/estate", "")
                        .by("admin")
                        .as("application/yaml", "sites: []\nsites: []".getBytes()),
                Bad.send("PUT", "an estate in JSON", 415, "/api/v1/estate", "{}")
                        .by("admin"),
                Bad.send("PUT", "an estate by a manager", 403, "/api/v1/estate", "")
                        .by("manager")
                        .as("application/yaml", "sites: []".getBytes()));
    }

    private static Stream<Bad> promises() {
        return Stream.of(
                preview(
                                "a calendar without hours",
                                "\"calendar\": {\"zone\": \"Asia/Shanghai\"}, \"from\": \"2026-06-02T10:00:00Z\","
                                        + " \"add\": \"PT1H\"")
                        .says("working time"),
                preview(
                                "an unknown zone",
                                "\"calendar\": {\"zone\": \"Moon/Base\", \"hours\": {\"MON\": \"08:00-12:00\"}},"
                                        + " \"from\": \"2026-06-02T10:00:00Z\", \"add\": \"PT1H\"")
                        .says("zone"),
                preview(
                                "a calendar that is none",
                                "\"calendar\": \"moon\", \"from\": \"2026-06-02T10:00:00Z\", \"add\": \"PT1H\"")
                        .at("/calendar"),
                preview(
                                "from an impossible date",
                                "\"calendar\": \"office\", \"from\": \"2026-02-30T10:00:00Z\", \"add\": \"PT1H\"")
                        .at("/from"),
                preview(
                                "from a time without offset",
                                "\"calendar\": \"office\", \"from\": \"2026-06-02T10:00:00\", \"add\": \"PT1H\"")
                        .at("/from"),
                preview("with more", "\"colour\": 1").at("/colour"),
                replay("of nothing", "\"from\": \"2026-01-01\", \"to\": \"2026-02-01\"")
                        .says("calendar"),
                replay(
                                "by a calendar that is misspelt",
                                "\"from\": \"2026-01-01\", \"to\": \"2026-02-01\", \"calendar\": {\"name\": \"ofice\","
                                        + " \"zone\": \"Asia/Shanghai\", \"hours\": {\"MON\": \"09:00-17:00\"}}")
                        .at("/calendar/name")
                        .says("ofice"),
                replay("of an impossible date", "\"from\": \"2026-02-30\", \"to\": \"2026-03-01\"")
                        .at("/from"),
                replay(
                                "by a table that is a script",
                                "\"from\": \"2026-01-01\", \"to\": \"2026-02-01\", \"policy\": \"<definitions id='d' name='d'"
                                        + " namespace='n' xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'"
                                        + " xmlns:camunda='http://camunda.org/schema/1.0/dmn' expressionLanguage='juel'>"
                                        + "<decision id='service-level' name='d' camunda:historyTimeToLive='P1D'>"
                                        + "<decisionTable id='t' hitPolicy='FIRST'><output id='o' name='policy'/>"
                                        + "</decisionTable></decision></definitions>\"")
                        .at("/policy")
                        .says("only FEEL, not juel"),
                replay("to the end of time", "\"from\": \"2026-01-01\", \"to\": \"+999999999-12-31\"")
                        .at("/to"),
                replay("from before time", "\"from\": \"-999999999-01-01\", \"to\": \"2026-01-01\"")
                        .at("/from"),
                replay("with more", "\"colour\": 1").at("/colour"),
                post("a replay by a clerk", 403, "/api/v1/sla/replay", "{}"),
                post("a recomputation perhaps", 422, "/api/v1/sla/recompute?dryRun=perhaps", "{}")
                        .by("manager")
                        .at("/dryRun"));
    }

    private static Bad preview(String title, String fields) {
        return post("preview: " + title, 422, "/api/v1/calendars/preview", "{" + fields + "}");
    }

    private static Bad replay(String title, String fields) {
        return post("replay " + title, 422, "/api/v1/sla/replay", "{" + fields + "}")
                .by("manager");
    }

    private static Stream<Bad> tokens() {
        return Stream.of(
                token("without a name", "{}").at("/name"),
                token("with an id of its own", "{\"name\": \"a\", \"id\": \"1\"}")
                        .at("/id"),
                token("with a name that turns around", "{\"name\": \"" + TURNS + "\"}")
                        .at("/name"),
                token("with half a character", "{\"name\": \"" + HALF + "\"}").at("/name"),
                token("until an impossible date", "{\"name\": \"a\", \"expiresAt\": \"2030-02-30T10:00:00Z\"}")
                        .at("/expiresAt"),
                token("until a time without offset", "{\"name\": \"a\", \"expiresAt\": \"2030-03-01T10:00:00\"}")
                        .at("/expiresAt"),
                token("for ever", "{\"name\": \"a\", \"expiresAt\": \"2999-01-01T00:00:00Z\"}")
                        .at("/expiresAt"),
                Bad.send(
                                "DELETE",
                                "a token that is none",
                                404,
                                "/api/v1/tokens/00000000-0000-0000-0000-000000000000",
                                "")
                        .as(null, null),
                Bad.send("DELETE", "a token without an id", 422, "/api/v1/tokens/none", "")
                        .as(null, null)
                        .at("/id"));
    }

    private static Bad token(String title, String body) {
        return post("a token " + title, 422, "/api/v1/tokens", body);
    }
}
