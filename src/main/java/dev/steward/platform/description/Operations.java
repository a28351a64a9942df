package dev.steward.platform.description;

import dev.steward.platform.Idempotency;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/** What holds for each operation: a name that stays, the headers it takes, what stands in a form. */
@Component
class Operations implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        String about = method.getBeanType().getSimpleName().replace("Controller", "");
        operation.setOperationId(StringUtils.uncapitalize(about)
                + StringUtils.capitalize(method.getMethod().getName()));
        operation.setTags(List.of(about.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT)));
        if (operation.getParameters() != null) {
            formFields(operation);
            operation.getParameters().forEach(header -> header(operation, header));
        }
        return operation;
    }

    private static void header(Operation operation, Parameter header) {
        if (Idempotency.HEADER.equals(header.getName())) {
            header.setSchema(text().minLength(1).maxLength(Idempotency.LONGEST_KEY));
            boolean makes = operation.getResponses().containsKey("201");
            header.setRequired(makes);
            header.setDescription(
                    makes
                            ? "A key of the client's for this request. The same key and body again do nothing more and"
                                    + " answer what was made; with another body it is 422, while the first is in"
                                    + " flight 409."
                            : "A key of the client's for this request, if it may have to repeat it: what was done for an"
                                    + " item under the same key is not done again.");
            if (makes) {
                operation.getResponses().addApiResponse("200", again(operation));
            }
        }
        if (HttpHeaders.IF_MATCH.equals(header.getName())) {
            header.setDescription("The `ETag` of what the client has read, or `*`; 412 when it has changed since.");
        }
    }

    private static ApiResponse again(Operation operation) {
        ApiResponse made = operation.getResponses().get("201");
        Content content = made == null ? null : made.getContent();
        return new ApiResponse()
                .description("What was made before by the same request")
                .content(content)
                .addHeaderObject(
                        "Location", new Header().description("Where it is").schema(text()));
    }

    /** Spring reads the fields of a form as parameters. */
    private static void formFields(Operation operation) {
        if (operation.getRequestBody() == null
                || operation.getRequestBody().getContent() == null
                || operation.getRequestBody().getContent().get("multipart/form-data") == null) {
            return;
        }
        Schema<?> form = operation
                .getRequestBody()
                .getContent()
                .get("multipart/form-data")
                .getSchema();
        List<Parameter> fields = new ArrayList<>(operation.getParameters());
        fields.removeIf(parameter -> !"query".equals(parameter.getIn()));
        for (Parameter field : fields) {
            form.addProperty(field.getName(), field.getSchema().description(field.getDescription()));
        }
        List<String> names = new ArrayList<>(form.getProperties().keySet());
        form.setRequired(names);
        operation.getParameters().removeAll(fields);
        operation.getRequestBody().setRequired(true);
    }

    private static Schema<?> text() {
        Schema<?> text = new JsonSchema();
        text.setTypes(Set.of("string"));
        return text;
    }
}
