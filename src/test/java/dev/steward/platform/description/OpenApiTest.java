package dev.steward.platform.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.steward.Http;
import dev.steward.StewardTest;
import dev.steward.platform.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@StewardTest
@DisplayName("The OpenAPI document")
class OpenApiTest {

    private static final Path COMMITTED = Path.of("src/docs/openapi.yaml");

    /** With this system property the committed document is written anew. */
    private static final String WRITE = "steward.openapi.write";

    private static final String COMMAND = "./mvnw test -Dtest=OpenApiTest -D" + WRITE + "=true";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(
                    YAMLGenerator.Feature.MINIMIZE_QUOTES,
                    YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                    YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .build();

    @LocalServerPort
    int port;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    private JsonNode served;

    @BeforeEach
    void read() {
        served = Http.as("ownerapp", port).get("/v3/api-docs").json();
    }

    @Test
    @DisplayName("that is served is the committed one; a change that breaks clients says whom")
    void committed() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            YAML.writeValue(COMMITTED.toFile(), served);
        }
        JsonNode committed = YAML.readTree(COMMITTED.toFile());
        List<String> breaking = BreakingChanges.between(committed, served);
        if (!breaking.isEmpty()) {
            fail("The interface breaks its clients (undo that, or serve the new one beside the old one):\n  %s"
                    .formatted(String.join("\n  ", breaking)));
        }
        if (!committed.equals(served)) {
            fail("The interface has changed and breaks nobody; write " + COMMITTED + " anew with\n  " + COMMAND
                    + "\nand commit it. First difference: " + difference(committed, served, "") + ". Served now: "
                    + Files.writeString(Path.of("target/openapi.yaml"), YAML.writeValueAsString(served)));
        }
    }

    /** Where two documents differ first; empty where they do not. */
    private static String difference(JsonNode one, JsonNode other, String at) {
        if (one.equals(other)) {
            return "";
        }
        if (one.isObject() && other.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            return names.stream()
                    .map(name -> difference(one.path(name), other.path(name), at + "/" + name))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse(at);
        }
        if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                String found = difference(one.get(i), other.get(i), at + "/" + i);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return at + ": " + one + " is now " + other;
    }

    @Test
    @DisplayName("describes every route of /api/v1 and no other")
    void complete() {
        TreeSet<String> described = new TreeSet<>();
        operations((name, operation) -> described.add(name));
        TreeSet<String> mapped = new TreeSet<>();
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(info -> info.getPatternValues().stream()
                .filter(path -> path.startsWith(Api.PREFIX + "/"))
                .forEach(path -> info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> mapped.add(method.name() + " " + path))));
        String generic = "POST /api/v1/tickets/{number}/{command}";
        assertThat(mapped).contains(generic);
        mapped.remove(generic);
        List.of(
                        "own",
                        "reply",
                        "pause",
                        "resume",
                        "reprioritise",
                        "handover",
                        "reassign",
                        "urge",
                        "withdraw",
                        "comment",
                        "split")
                .forEach(command -> mapped.add(generic.replace("{command}", command)));
        assertThat(described).isEqualTo(mapped);
    }

    @Test
    @DisplayName("says of each route what it does, what it takes and answers, and how it refuses")
    void readable() {
        List<String> silent = new ArrayList<>();
        operations((name, operation) -> {
            if (operation.path("summary").asText().isBlank()) {
                silent.add(name + " has no summary");
            }
            if (operation.path("tags").isEmpty()) {
                silent.add(name + " belongs nowhere");
            }
            for (String status : List.of("401", "403", "429", "503")) {
                if (!operation.path("responses").has(status)) {
                    silent.add(name + " does not say what " + status + " means");
                }
            }
            operation.path("responses").fields().forEachRemaining(answer -> {
                boolean success = answer.getKey().startsWith("2");
                boolean empty = answer.getKey().equals("204");
                if (success && !empty && answer.getValue().path("content").isEmpty()) {
                    silent.add(name + " does not say what it answers");
                }
                answer.getValue().path("content").fields().forEachRemaining(content -> {
                    if (content.getKey().equals("*/*")
                            || content.getValue().path("schema").isEmpty()) {
                        silent.add(name + " answers anything");
                    }
                });
            });
            operation.path("requestBody").path("content").fields().forEachRemaining(content -> {
                if (content.getValue().path("schema").isEmpty()) {
                    silent.add(name + " takes anything");
                }
            });
        });
        served.at("/components/schemas").fields().forEachRemaining(schema -> {
            if (schema.getValue().path("description").asText().isBlank()) {
                silent.add("the schema " + schema.getKey() + " has no description");
            }
        });
        assertThat(silent).isEmpty();
        assertThat(served.path("openapi").asText()).startsWith("3.1");
        assertThat(served.at("/info/title").asText()).isEqualTo("Steward");
        assertThat(served.at("/components/securitySchemes").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("basic", "bearer");
        assertThat(served.at("/paths/~1api~1v1~1tickets/post/parameters/0/name").asText())
                .isEqualTo("Idempotency-Key");
        assertThat(served.toString()).doesNotContain("localhost", "org.camunda", "dev.steward");
    }

    private interface Each {
        void operation(String name, JsonNode operation);
    }

    private void operations(Each each) {
        served.path("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(operation -> each.operation(
                        operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                        operation.getValue())));
    }
}
