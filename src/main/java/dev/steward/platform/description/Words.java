package dev.steward.platform.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Javadoc as Markdown. */
final class Words {

    private Words() {}

    static void plain(OpenAPI document) {
        if (document.getTags() != null) {
            document.getTags().forEach(tag -> {
                tag.setName(tag.getName().replace("-controller", "").toLowerCase(Locale.ROOT));
                tag.setDescription(plain(tag.getDescription()));
            });
        }
        document.getPaths().values().forEach(path -> path.readOperations().forEach(Words::plain));
        document.getComponents().getSchemas().values().forEach(Words::plain);
    }

    private static void plain(Operation operation) {
        operation.setSummary(plain(operation.getSummary()));
        operation.setDescription(plain(operation.getDescription()));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> parameter.setDescription(plain(parameter.getDescription())));
        }
    }

    private static void plain(Schema<?> schema) {
        schema.setDescription(plain(schema.getDescription()));
        Map<String, Schema> properties = schema.getProperties();
        if (properties != null) {
            properties.values().forEach(property -> property.setDescription(plain(property.getDescription())));
        }
    }

    static @Nullable String plain(@Nullable String text) {
        return text == null
                ? null
                : text.replaceAll("</?code>", "`")
                        .replaceAll("<a [^>]*>([^<]*)</a>", "`$1`")
                        .replaceAll("\\s*<p>\\s*", "\n\n")
                        .replaceAll("</p>", "")
                        .strip();
    }
}
