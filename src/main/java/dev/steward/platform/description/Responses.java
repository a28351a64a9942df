package dev.steward.platform.description;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** What each route may answer beside what it is for: the errors, and the headers that go with made and versioned things. */
@Component
class Responses implements OpenApiCustomizer {

    private static final Map<String, String> ERRORS = errors();

    private static Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        errors.put("400", "Not JSON as it is read here, the same key twice, nested too deeply, or a header is missing");
        errors.put("401", "Nobody is logged in, or with a wrong password or token");
        errors.put("403", "The caller's role does not allow this");
        errors.put("404", "There is no such thing at the caller's sites");
        errors.put("409", "Not in this state; says what is possible now. Or somebody else was faster");
        errors.put("412", "It has changed since the client read it");
        errors.put("413", "Too large");
        errors.put("415", "This type of body is not read here");
        errors.put("422", "Fields are wrong, unknown or read-only; each is named");
        errors.put("429", "Too many wrong passwords from here");
        errors.put("503", "The database does not answer; try again");
        return errors;
    }

    @Override
    public void customise(OpenAPI document) {
        ResolvedSchema problem =
                ModelConverters.getInstance(true).readAllAsResolvedSchema(new AnnotatedType(Problem.class));
        problem.referencedSchemas.forEach(document.getComponents()::addSchemas);
        ERRORS.forEach((status, about) -> document.getComponents().addResponses(name(status), error(status, about)));
        Set<String> versioned = new HashSet<>();
        document.getPaths().values().stream().filter(Responses::isVersioned).forEach(path -> path.readOperations()
                .forEach(operation -> versioned.add(answered(operation))));
        document.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
            refusals(path, method, operation);
            headers(operation, versioned);
        }));
        Words.plain(document);
    }

    private static void refusals(String path, HttpMethod method, Operation operation) {
        ApiResponses responses = operation.getResponses();
        boolean body = operation.getRequestBody() != null;
        boolean changes = method != HttpMethod.GET;
        boolean parameters =
                operation.getParameters() != null && !operation.getParameters().isEmpty();
        add(responses, "401", true);
        add(responses, "403", true);
        add(responses, "404", path.contains("{"));
        add(responses, "400", body);
        add(responses, "413", body);
        add(responses, "415", body);
        add(responses, "422", body || parameters);
        add(responses, "409", changes);
        add(responses, "412", takes(operation, "If-Match"));
        add(responses, "429", true);
        add(responses, "503", true);
    }

    private static void add(ApiResponses responses, String status, boolean possible) {
        if (possible) {
            responses.addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + name(status)));
        }
    }

    private static void headers(Operation operation, Set<String> versioned) {
        operation.getResponses().forEach((status, response) -> {
            if (status.equals("201") || status.equals("202")) {
                response.addHeaderObject("Location", header("Where it is"));
            }
            if (status.startsWith("2") && versioned.contains(answered(operation)) && response.getContent() != null) {
                response.addHeaderObject("ETag", header("Its version, for `If-Match`"));
            }
        });
    }

    private static boolean isVersioned(PathItem path) {
        return path.readOperations().stream().anyMatch(operation -> takes(operation, "If-Match"));
    }

    private static boolean takes(Operation operation, String header) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> header.equals(parameter.getName()));
    }

    /** The name of the schema of what it answers; empty where that is none. */
    private static String answered(Operation operation) {
        return operation.getResponses().values().stream()
                .map(ApiResponse::getContent)
                .filter(Objects::nonNull)
                .flatMap(content -> content.values().stream())
                .map(MediaType::getSchema)
                .map(Responses::reference)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String reference(@Nullable Schema<?> schema) {
        return schema == null || schema.get$ref() == null ? "" : schema.get$ref();
    }

    private static String name(String status) {
        return "Problem" + status;
    }

    private static ApiResponse error(String status, String about) {
        Schema<?> problem = new JsonSchema();
        problem.set$ref("#/components/schemas/Problem");
        var response = new ApiResponse()
                .description(about)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
        if (status.equals("401")) {
            response.addHeaderObject(
                    "WWW-Authenticate", header("How to log in; `error=\"invalid_token\"` of a wrong token"));
        }
        if (status.equals("429") || status.equals("503")) {
            response.addHeaderObject("Retry-After", header("Seconds to wait"));
        }
        return response;
    }

    private static Header header(String about) {
        Schema<?> text = new JsonSchema();
        text.setTypes(Set.of("string"));
        return new Header().description(about).schema(text);
    }
}
