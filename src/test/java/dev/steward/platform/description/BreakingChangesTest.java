package dev.steward.platform.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of change, made to the committed document. */
@DisplayName("A change of the interface")
class BreakingChangesTest {

    private static final Path COMMITTED = Path.of("src/docs/openapi.yaml");

    private static ObjectNode committed() {
        try {
            return (ObjectNode) new YAMLMapper().readTree(COMMITTED.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ObjectNode at(JsonNode document, String path) {
        JsonNode node = document.at(path);
        assertThat(node).as(path).isInstanceOf(ObjectNode.class);
        return (ObjectNode) node;
    }

    private static ObjectNode schema(JsonNode document, String name) {
        return at(document, "/components/schemas/" + name);
    }

    private static void without(JsonNode list, String value) {
        ArrayNode array = (ArrayNode) list;
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).asText().equals(value)) {
                array.remove(i);
                return;
            }
        }
        throw new AssertionError(value + " is not in " + list);
    }

    private static Arguments change(String name, Consumer<JsonNode> change, String says) {
        return Arguments.of(name, change, says);
    }

    static Stream<Arguments> breaking() {
        String tickets = "/paths/~1api~1v1~1tickets";
        return Stream.of(
                change(
                        "a path that is gone",
                        doc -> at(doc, "/paths").remove("/api/v1/catalogue"),
                        "Clients that call GET /api/v1/catalogue find nothing there any more"),
                change(
                        "a method that is gone",
                        doc -> at(doc, tickets).remove("post"),
                        "Clients that call POST /api/v1/tickets find nothing there any more"),
                change(
                        "a criterion that is gone",
                        doc -> ((ArrayNode) doc.at(tickets + "/get/parameters")).remove(0),
                        "are refused"),
                change(
                        "a criterion that must be there",
                        doc -> ((ObjectNode) doc.at(tickets + "/get/parameters/0")).put("required", true),
                        "Clients that leave out"),
                change(
                        "a new header that must be there",
                        doc -> ((ArrayNode) doc.at(tickets + "/get/parameters"))
                                .addObject()
                                .put("name", "X-Site")
                                .put("in", "header")
                                .put("required", true),
                        "Clients that do not know the new header parameter X-Site"),
                change(
                        "a field of a request that is gone",
                        doc -> ((ObjectNode) schema(doc, "NewTicket").path("properties")).remove("asset"),
                        "Clients that send the field asset of NewTicket"),
                change(
                        "a new field of a request that must be there",
                        doc -> ((ArrayNode) schema(doc, "NewTicket").path("required")).add("asset"),
                        "Clients that do not send the field asset of NewTicket"),
                change(
                        "a value of a request that is gone",
                        doc -> without(
                                schema(doc, "NewTicket")
                                        .path("properties")
                                        .path("kind")
                                        .path("enum"),
                                "REPAIR"),
                        "Clients that send REPAIR for the field kind of NewTicket"),
                change(
                        "a shorter text",
                        doc -> ((ObjectNode) schema(doc, "NewTicket")
                                        .path("properties")
                                        .path("title"))
                                .put("maxLength", 20),
                        "Clients that send more than maxLength 20 for the field title of NewTicket"),
                change(
                        "a request's field that is a number now",
                        doc -> ((ObjectNode) schema(doc, "NewTicket")
                                        .path("properties")
                                        .path("title"))
                                .put("type", "integer"),
                        "Clients that send string for the field title of NewTicket"),
                change(
                        "null that is refused now",
                        doc -> ((ObjectNode) schema(doc, "CommandPause")
                                        .path("properties")
                                        .path("until"))
                                .put("type", "string"),
                        "Clients that send null for the field until of CommandPause"),
                change(
                        "a field of an answer that is gone",
                        doc -> ((ObjectNode) schema(doc, "TicketView").path("properties")).remove("owner"),
                        "Clients that read the field owner of TicketView"),
                change(
                        "a field of an answer that may be missing",
                        doc -> without(schema(doc, "TicketView").path("required"), "status"),
                        "Clients that rely on the field status of TicketView"),
                change(
                        "a field of an answer that may be null",
                        doc -> ((ArrayNode) ((ObjectNode) schema(doc, "TicketView")
                                                .path("properties")
                                                .path("title"))
                                        .putArray("type"))
                                .add("string")
                                .add("null"),
                        "Clients that do not expect null for the field title of TicketView"),
                change(
                        "a field of an answer that is a text now",
                        doc -> ((ObjectNode) schema(doc, "TicketView")
                                        .path("properties")
                                        .path("reopened"))
                                .put("type", "string"),
                        "Clients that do not expect string for the field reopened of TicketView"),
                change(
                        "a value of an answer that is gone",
                        doc -> without(
                                schema(doc, "TicketView")
                                        .path("properties")
                                        .path("status")
                                        .path("enum"),
                                "RESOLVED"),
                        "Clients that wait for RESOLVED in the field status of TicketView"),
                change(
                        "a time that is a day now",
                        doc -> ((ObjectNode) schema(doc, "TicketView")
                                        .path("properties")
                                        .path("openedAt"))
                                .put("format", "date"),
                        "as date-time find another format"),
                change(
                        "an answer that is gone",
                        doc -> at(doc, tickets + "/post/responses").remove("201"),
                        "Clients that wait for 201 of POST /api/v1/tickets"),
                change(
                        "a format of an answer that is gone",
                        doc -> at(doc, "/paths/~1api~1v1~1reports~1compliance/get/responses/200/content")
                                .remove("text/csv"),
                        "Clients that accept text/csv of GET /api/v1/reports/compliance"),
                change(
                        "a header of an answer that is gone",
                        doc -> at(doc, "/paths/~1api~1v1~1tickets~1{number}/get/responses/200/headers")
                                .remove("ETag"),
                        "Clients that read the header ETag"),
                change(
                        "another name for generated clients",
                        doc -> at(doc, tickets + "/post").put("operationId", "x"),
                        "Generated clients"),
                change(
                        "a login that is gone",
                        doc -> at(doc, "/components/securitySchemes").remove("basic"),
                        "Clients that log in with basic are locked out"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaking")
    @DisplayName("that breaks somebody is told with whom it breaks")
    void told(String name, Consumer<JsonNode> change, String says) {
        ObjectNode before = committed();
        ObjectNode after = before.deepCopy();
        change.accept(after);
        assertThat(BreakingChanges.between(before, after)).anyMatch(sentence -> sentence.contains(says));
    }

    @Test
    @DisplayName("that only adds breaks nobody")
    void additions() {
        ObjectNode before = committed();
        ObjectNode after = before.deepCopy();
        at(after, "/paths").set("/api/v1/new", new ObjectMapper().createObjectNode());
        ((ObjectNode) schema(after, "TicketView").path("properties"))
                .putObject("colour")
                .put("type", "string");
        ((ObjectNode) schema(after, "NewTicket").path("properties"))
                .putObject("colour")
                .put("type", "string");
        ((ArrayNode) schema(after, "TicketView")
                        .path("properties")
                        .path("status")
                        .path("enum"))
                .add("FROZEN");
        ((ArrayNode) schema(after, "NewTicket").path("properties").path("kind").path("enum")).add("PRAISE");
        ((ObjectNode) schema(after, "NewTicket").path("properties").path("title")).put("maxLength", 400);
        at(after, "/info").put("description", "Other words");
        assertThat(BreakingChanges.between(before, after)).isEmpty();
        assertThat(BreakingChanges.between(before, before)).isEmpty();
    }
}
