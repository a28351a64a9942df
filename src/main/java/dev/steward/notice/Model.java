package dev.steward.notice;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The facts of a message as they are stored: declared ones only, each as text. */
final class Model {

    private static final int LONGEST = 4000;

    private Model() {}

    /** Refuses with {@link IllegalArgumentException} what a use case must never send; blank facts are left out. */
    static Map<String, String> of(Occasion occasion, Map<String, ?> facts) {
        Map<String, String> model = new LinkedHashMap<>();
        for (Field field : occasion.fields()) {
            String value = text(occasion, field, facts.get(field.name()));
            if (value != null) {
                model.put(field.name(), value);
            } else if (field.required()) {
                throw new IllegalArgumentException(occasion.name() + " needs the fact " + field.name());
            }
        }
        Set<String> declared = occasion.fields().stream().map(Field::name).collect(Collectors.toSet());
        for (String name : facts.keySet()) {
            if (!declared.contains(name)) {
                throw new IllegalArgumentException(occasion.name() + " has no fact " + name);
            }
        }
        return model;
    }

    private static @Nullable String text(Occasion occasion, Field field, @Nullable Object value) {
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        return switch (field.type()) {
            case TIME -> {
                if (!(value instanceof Instant instant)) {
                    throw new IllegalArgumentException(occasion.name() + "." + field.name() + " must be an Instant");
                }
                yield instant.truncatedTo(ChronoUnit.SECONDS).toString();
            }
            case LINK -> link(occasion, field, value.toString());
            case TEXT, CODE, CATEGORY, PERSON -> {
                String text = value.toString();
                if (!field.choices().isEmpty() && !field.choices().contains(text)) {
                    throw new IllegalArgumentException(
                            occasion.name() + "." + field.name() + " must be one of " + field.choices());
                }
                yield clean(text);
            }
        };
    }

    private static String link(Occasion occasion, Field field, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri.toASCIIString();
            }
        } catch (IllegalArgumentException broken) {
            // told below, without the text itself
        }
        throw new IllegalArgumentException(occasion.name() + "." + field.name() + " must be an http or https address");
    }

    // control characters have no place in a letter; PostgreSQL refuses the zero one
    private static String clean(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .limit(LONGEST)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }
}
