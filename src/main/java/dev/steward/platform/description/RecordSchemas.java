package dev.steward.platform.description;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the types say anyway: a component that is not {@code @Nullable} is always there, another may be null. A record in a
 * record is named after both, and two types never share a name.
 */
@Component
class RecordSchemas implements ModelConverter {

    private static final String REF = "#/components/schemas/";

    private final Map<String, Class<?>> names = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Class<?> raw = raw(type);
        if (raw == null || !raw.isRecord()) {
            return chain.next().resolve(type, context, chain);
        }
        if (raw.getTypeParameters().length == 0) {
            type.name(unique(raw));
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        Schema<?> defined = resolved != null && resolved.get$ref() != null
                ? context.getDefinedModels().get(resolved.get$ref().substring(REF.length()))
                : resolved;
        if (defined != null && defined.getProperties() != null && defined.getRequired() == null) {
            List<String> required = new ArrayList<>();
            describe(raw, defined, required);
            defined.setRequired(required.isEmpty() ? null : required);
        }
        return resolved;
    }

    private static @Nullable Class<?> raw(AnnotatedType type) {
        return type.getType() == null
                ? null
                : TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
    }

    private String unique(Class<?> type) {
        var given = type.getDeclaredAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        Class<?> outer = type.getEnclosingClass();
        String name = given != null && !given.name().isEmpty()
                ? given.name()
                : outer != null && outer.isRecord()
                        ? outer.getSimpleName() + type.getSimpleName()
                        : type.getSimpleName();
        Class<?> other = names.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException(
                    "Two types are called " + name + " in the OpenAPI document: " + other + " and " + type);
        }
        return name;
    }

    private static void describe(Class<?> record, Schema<?> schema, List<String> required) {
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                describe(component.getType(), schema, required);
                continue;
            }
            String name = name(component);
            Schema<?> property = schema.getProperties().get(name);
            if (property == null) {
                continue;
            }
            if (!mayBeMissing(component)) {
                required.add(name);
            } else {
                schema.getProperties().put(name, orNull(property));
            }
        }
    }

    private static String name(RecordComponent component) {
        var given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? component.getName() : given.value();
    }

    /** What a request must carry is nullable in Java, so that all its faults are told at once; it is marked. */
    private static boolean mayBeMissing(RecordComponent component) {
        AnnotatedElement accessor = component.getAccessor();
        var described = accessor.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        boolean demanded = described != null
                && described.requiredMode() == io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;
        return !demanded && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Schema<?> orNull(Schema<?> property) {
        boolean simple = property.get$ref() == null && property.getEnum() == null && property.getAnyOf() == null;
        Set<String> types = property.getTypes();
        if (simple && types != null && !types.isEmpty()) {
            Set<String> wider = new LinkedHashSet<>(types);
            wider.add("null");
            property.setTypes(wider);
            return property;
        }
        if (!simple && property.getAnyOf() == null) {
            Schema<?> either = new JsonSchema();
            either.setDescription(property.getDescription());
            property.setDescription(null);
            Schema<?> nothing = new JsonSchema();
            nothing.setTypes(Set.of("null"));
            either.setAnyOf(List.of(property, nothing));
            return either;
        }
        return property;
    }
}
