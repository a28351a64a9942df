package dev.steward.ticket;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** What of tickets cannot be drawn from a signature: each command with its body, and the parts that other packages add. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TicketDescription implements OpenApiCustomizer {

    private static final String COMMAND = "/{command}";

    private final List<TicketPart> parts;

    TicketDescription(List<TicketPart> parts) {
        this.parts = parts;
    }

    @Override
    public void customise(OpenAPI document) {
        Schema<?> ticket =
                Objects.requireNonNull(document.getComponents().getSchemas().get("TicketView"));
        parts.forEach(part -> {
            Schema<?> list =
                    Objects.requireNonNull((Schema<?>) ticket.getProperties().get(part.name()));
            list.setItems(schema(document, part.type()));
        });
        String generic = document.getPaths().keySet().stream()
                .filter(path -> path.endsWith(COMMAND))
                .findFirst()
                .orElseThrow();
        Operation any = document.getPaths().remove(generic).getPost();
        new TreeMap<>(TicketCommands.bodies()).forEach((command, body) -> document.getPaths()
                .addPathItem(
                        generic.replace(COMMAND, "/" + command),
                        new PathItem().post(command(any, command, schema(document, body), body))));
    }

    private static Operation command(Operation any, String command, Schema<?> body, Class<? extends Record> type) {
        List<Parameter> parameters = new ArrayList<>(any.getParameters());
        parameters.removeIf(parameter -> parameter.getName().equals("command"));
        return new Operation()
                .operationId("ticket" + StringUtils.capitalize(command))
                .tags(any.getTags())
                .summary("The command " + command)
                .description(any.getDescription())
                .parameters(parameters)
                .requestBody(new RequestBody()
                        .required(type.getRecordComponents().length > 0)
                        .content(new Content().addMediaType("application/json", new MediaType().schema(body))))
                .responses(any.getResponses());
    }

    private static Schema<?> schema(OpenAPI document, Class<?> type) {
        ResolvedSchema resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        for (Map.Entry<String, Schema> each : resolved.referencedSchemas.entrySet()) {
            document.getComponents().addSchemas(each.getKey(), each.getValue());
        }
        return resolved.schema;
    }
}
