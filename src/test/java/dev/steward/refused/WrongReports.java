package dev.steward.refused;

import static dev.steward.refused.Bad.post;
import static dev.steward.refused.Report.START;
import static dev.steward.refused.Report.TICKETS;
import static dev.steward.refused.Report.changed;
import static dev.steward.refused.Report.good;
import static dev.steward.refused.Report.reporter;
import static dev.steward.refused.Report.slot;
import static dev.steward.refused.Report.variables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reports that can be read and are wrong: {@code POST /tickets}, and the start of the process in the engine. */
final class WrongReports {

    private static final String LATER = "2030-03-01T10:00:00Z";

    private WrongReports() {}

    static Stream<Bad> requests() {
        return Stream.of(fields(), texts(), times(), people(), keys(), starts()).flatMap(part -> part);
    }

    private static Stream<Bad> fields() {
        return Stream.of(
                wrong("an unknown field", "/colour", b -> b.put("colour", "red")),
                wrong("an owner", "/owner", b -> b.put("owner", "evil")),
                wrong("a read-only status", "/status", b -> b.put("status", "CLOSED")),
                wrong("a read-only slaMet", "/slaMet", b -> b.put("slaMet", true)),
                wrong("a tenant", "/tenant", b -> b.put("tenant", "harbour")),
                wrong("a number of its own", "/number", b -> b.put("number", "ST-1")),
                wrong("an unknown field below", "/reporter/nick", b -> reporter(b)
                        .put("nick", "x")),
                wrong("an unknown kind", "/kind", b -> b.put("kind", "PARTY")).says("VALUE_ADDED"),
                wrong("a kind in lower case", "/kind", b -> b.put("kind", "repair")),
                wrong("a kind by its ordinal", "/kind", b -> b.put("kind", 2)),
                wrong("an empty kind", "/kind", b -> b.put("kind", "")),
                wrong("an unknown category", "/category", b -> b.put("category", "astrology")),
                wrong("an unknown channel", "/channel", b -> b.put("channel", "PIGEON")),
                wrong("an unknown site", "/site", b -> b.put("site", "moon")),
                wrong("another's site", "/site", b -> b.put("site", "harbour")),
                wrong("an unknown home", "/home", b -> b.put("home", "9-999")),
                wrong("a place that is none", "/place", b -> b.put("place", "moon")
                        .remove("home")),
                wrong("home and place", null, b -> b.put("place", "lobby")),
                wrong("neither home nor place", null, b -> b.remove("home")),
                wrong("again what is not there", "/attachTo", b -> b.put("attachTo", "ST-1999-000001")),
                wrong("again what is another site's", "/attachTo", b -> b.put("attachTo", "{foreign}")),
                wrong("a case number of before", "/externalReference", b -> b.put("channel", "HOTLINE")
                                .put("externalReference", "H-17"))
                        .says("attachTo"),
                wrong("an unknown outcome", "/outcome", b -> b.put("outcome", "SHRUGGED")),
                wrong("an outcome that takes an assessment", "/outcome", b -> b.put("outcome", "REJECTED")
                        .put("reply", "No")),
                wrong("an outcome of which nobody was told", "/reply", b -> b.put("outcome", "ANSWERED"))
                        .by("frontdesk"),
                wrong("an answer by nobody", "/outcome", b -> b.put("outcome", "ANSWERED")
                        .put("reply", "We come")),
                wrong("an unknown provider", "/provider", b -> b.put("provider", "MARTIANS")),
                wrong("an import by a clerk", "/channel", b -> b.put("channel", "IMPORT"))
                        .by("frontdesk"));
    }

    private static Stream<Bad> texts() {
        return Stream.of(
                wrong("a number as title", "/title", b -> b.put("title", 7)),
                wrong("a truth as title", "/title", b -> b.put("title", true)),
                wrong("a list as title", "/title", b -> b.putArray("title").add("a")),
                wrong("an object as title", "/title", b -> b.putObject("title")),
                wrong("no title", "/title", b -> b.putNull("title")),
                wrong("a blank title", "/title", b -> b.put("title", "   ")),
                wrong("a title blank to the eye", "/title", b -> b.put("title", "\u200b\u2060")),
                wrong("a long title", "/title", b -> b.put("title", "x".repeat(300))),
                wrong("a title of two lines", "/title", b -> b.put("title", "Tap\ndrips")),
                wrong("NUL in a title", "/title", b -> b.put("title", "Tap\u0000")),
                wrong("an escape in a title", "/title", b -> b.put("title", "Tap \u001b[2J")),
                wrong("a title that turns around", "/title", b -> b.put("title", "Tap \u202egnp.exe")),
                wrong("a title that isolates", "/title", b -> b.put("title", "Tap \u2067abc")),
                raw("half a character", "/title", good().replace("Tap drips", "Tap \\ud83d")),
                raw("the other half of a character", "/title", good().replace("Tap drips", "Tap \\ude00")),
                wrong("NUL in the description", "/description", b -> b.put("description", "The\u0000kitchen")),
                raw("half a character in the description", "/description", good().replace("The kitchen", "\\udc00")),
                wrong("a long description", "/description", b -> b.put("description", "x".repeat(20_000))));
    }

    private static Stream<Bad> times() {
        return Stream.of(
                due("an impossible date", "2030-02-30T10:00:00+08:00"),
                due("a month that is none", "2030-13-01T10:00:00+08:00"),
                due("an hour that is none", "2030-03-01T25:00:00+08:00"),
                due("the end of time", "+300000-01-01T00:00:00Z"),
                due("a time before time", "-100000-01-01T00:00:00Z"),
                due("a time without offset", "2030-03-01T10:00:00"),
                due("a day for a time", "2030-03-01"),
                due("a time in words", "tomorrow"),
                wrong("a time as a number", "/externalDueAt", b -> b.put("externalDueAt", 1893456000)),
                wrong(
                        "a slot that ends before it begins",
                        "/appointment/to",
                        b -> slot(b, LATER, "2030-03-01T09:00:00Z")),
                wrong("half a slot", "/appointment/to", b -> slot(b, LATER, null)),
                wrong(
                        "a slot that is over",
                        "/appointment/to",
                        b -> slot(b, "2020-06-02T10:00:00Z", "2020-06-02T12:00:00Z")));
    }

    private static Bad due(String title, String time) {
        return wrong(title, "/externalDueAt", b -> b.put("externalDueAt", time));
    }

    private static Stream<Bad> people() {
        return Stream.of(
                wrong("a telephone number that is none", "/reporter/phone", b -> reporter(b)
                        .put("phone", "call me")),
                wrong("mail that is none", "/reporter/email", b -> reporter(b).put("email", "me@")),
                wrong("a line feed in mail", "/reporter/email", b -> reporter(b)
                        .put("email", "a@b.example\nBcc: c@d.example")),
                wrong("an unknown role", "/reporter/role", b -> reporter(b).put("role", "KING")),
                wrong("nobody who reports", "/reporter/name", b -> b.remove("reporter")),
                wrong("a reporter in words", "/reporter", b -> b.put("reporter", "Mei")),
                wrong("a repair about somebody", "/about", b -> b.put("about", "housekeeper")),
                wrong("about oneself", "/about", b -> b.put("kind", "COMPLAINT").put("about", "frontdesk"))
                        .by("frontdesk"),
                wrong("taken by another site's clerk", "/takenBy", b -> b.put("takenBy", "frontdesk-h")));
    }

    private static Stream<Bad> keys() {
        return Stream.of(TICKETS, "/api/v1/tokens")
                .flatMap(path -> Stream.of(
                        key("no key", path, ""),
                        key("a blank key", path, " "),
                        key("a key of 256 characters", path, "x".repeat(256)),
                        key("a key with a tabulator", path, "a\tb")));
    }

    private static Bad key(String title, String path, String key) {
        return post(title, 400, path, path.equals(TICKETS) ? good() : "{\"name\": \"a\"}")
                .with(Bad.KEY, key)
                .says("Idempotency-Key");
    }

    private static Stream<Bad> starts() {
        return Stream.of(
                start("no variables", "site", "{}"),
                start("no kind", "kind", variables(b -> b.remove("kind"))),
                start("a missing title", "title", variables(b -> b.remove("title"))),
                start("an unknown kind", "kind", variables(b -> b.put("kind", "PARTY"))),
                start("a number as kind", "kind", variables(b -> b.put("kind", 7))),
                start("an unknown variable", "colour", variables(b -> b.put("colour", "red"))),
                start("an owner of its own", "owner", variables(b -> b.put("owner", "me"))),
                start("a read-only status", "status", variables(b -> b.put("status", "CLOSED"))),
                start("a title as a number", "title", variables(b -> b.put("title", 7))),
                start("an object as title", "title", variables(b -> b.putObject("title"))),
                start("a blank title", "title", variables(b -> b.put("title", "  "))),
                start("NUL in a title", "title", variables(b -> b.put("title", "a\u0000"))),
                start("a title that turns around", "title", variables(b -> b.put("title", "a\u202eb"))),
                start(
                        "half a character",
                        "title",
                        variables(b -> b.put("title", "half")).replace("half", "\\ud83d")),
                start("another's site", "site", variables(b -> b.put("site", "harbour"))),
                start("an unknown site", "site", variables(b -> b.put("site", "moon"))),
                start("an unknown home", "home", variables(b -> b.put("home", "9-999"))),
                start("a bad e-mail address", "reporterEmail", variables(b -> b.put("reporterEmail", "a@b@c"))),
                start(
                        "an impossible date",
                        "externalDueAt",
                        variables(b -> b.put("externalDueAt", "2030-02-30T10:00:00Z"))),
                start(
                        "a time without offset",
                        "externalDueAt",
                        variables(b -> b.put("externalDueAt", "2030-03-01T10:00:00"))),
                start(
                        "the end of time",
                        "externalDueAt",
                        variables(b -> b.put("externalDueAt", "+300000-01-01T00:00:00Z"))),
                start("a case number of before", "externalReference", variables(b -> b.put("channel", "HOTLINE")
                        .put("externalReference", "H-17"))),
                start("split off what is not there", "splitFrom", variables(b -> b.put("splitFrom", "ST-1999-000001"))),
                start("split off another site's", "splitFrom", variables(b -> b.put("splitFrom", "{foreign}"))),
                start("opened tomorrow", "openedAt", variables(b -> b.put("openedAt", "2100-01-01T00:00:00Z"))),
                post(
                        "a Java object",
                        400,
                        START,
                        variables(b -> {})
                                .replace(
                                        "{\"variables\":{",
                                        "{\"variables\":{\"x\":{\"type\":\"Object\",\"value\":\"rO0AB\",\"valueInfo\":"
                                                + "{\"objectTypeName\":\"java.util.HashMap\",\"serializationDataFormat\":"
                                                + "\"application/x-java-serialized-object\"}},")),
                java(
                        "a Java object as the site",
                        422,
                        "{\"variables\": {\"site\": {\"type\": \"Object\", \"value\": \"rO0ABXNyAA==\","),
                post(
                        "an unknown type",
                        400,
                        START,
                        "{\"variables\": {\"site\": {\"value\": \"sunshine\", \"type\": \"Teapot\"}}}"),
                post(
                        "a number that is none",
                        422,
                        START,
                        "{\"variables\": {\"kind\": {\"value\": \"x\", \"type\": \"Integer\"}}}"));
    }

    private static Bad java(String title, int status, String beginning) {
        return post(
                title,
                status,
                START,
                beginning
                        + " \"valueInfo\": {\"objectTypeName\": \"java.util.HashMap\", \"serializationDataFormat\":"
                        + " \"application/x-java-serialized-object\"}}}}");
    }

    private static Bad start(String title, String variable, String body) {
        return post(title, 422, START, body).says(variable);
    }

    private static Bad wrong(String title, String pointer, Consumer<ObjectNode> change) {
        return raw(title, pointer, changed(change));
    }

    private static Bad raw(String title, String pointer, String body) {
        return post(title, 422, TICKETS, body).at(pointer).by("ownerapp");
    }
}
