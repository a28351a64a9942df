package dev.steward.platform.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a later OpenAPI document takes away from clients of an earlier one, a sentence each. It knows what Steward's
 * document is made of; the library for this loses changes of types in 3.1 documents (openapi-diff 745, 910).
 */
final class BreakingChanges {

    /** Which way a schema goes decides what breaks: less may be sent, or more may come. */
    private enum Way {
        SENT,
        ANSWERED
    }

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final List<String> LIMITS = List.of("maxLength", "maximum", "maxItems");
    private static final List<String> FLOORS = List.of("minLength", "minimum", "minItems");

    private final JsonNode before;
    private final JsonNode after;
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> compared = new HashSet<>();

    private BreakingChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    static List<String> between(JsonNode before, JsonNode after) {
        var changes = new BreakingChanges(before, after);
        changes.paths();
        changes.logins();
        return List.copyOf(changes.found);
    }

    private void paths() {
        fields(before.path("paths")).forEach((path, item) -> {
            JsonNode now = after.path("paths").path(path);
            fields(item).forEach((method, operation) -> {
                if (!METHODS.contains(method)) {
                    return;
                }
                String name = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
                if (!now.has(method)) {
                    found.add("Clients that call " + name + " find nothing there any more");
                } else {
                    operation(name, operation, now.path(method));
                }
            });
        });
    }

    private void logins() {
        fields(before.path("components").path("securitySchemes")).keySet().forEach(scheme -> {
            if (!after.path("components").path("securitySchemes").has(scheme)) {
                found.add("Clients that log in with " + scheme + " are locked out");
            }
        });
    }

    private void operation(String name, JsonNode was, JsonNode is) {
        if (!was.path("operationId").equals(is.path("operationId"))) {
            found.add("Generated clients that call " + name + " as "
                    + was.path("operationId").asText() + " do not compile: it is "
                    + is.path("operationId").asText() + " now");
        }
        parameters(name, was, is);
        body(name, was.path("requestBody"), is.path("requestBody"));
        answers(name, was.path("responses"), is.path("responses"));
    }

    private void parameters(String name, JsonNode was, JsonNode is) {
        Map<String, JsonNode> known = parameters(was);
        Map<String, JsonNode> now = parameters(is);
        known.forEach((key, parameter) -> {
            JsonNode left = now.get(key);
            if (left == null) {
                found.add("Clients that send " + key + " with " + name + " are refused");
                return;
            }
            if (left.path("required").asBoolean() && !parameter.path("required").asBoolean()) {
                found.add("Clients that leave out " + key + " with " + name + " are refused");
            }
            schema(key + " of " + name, parameter.path("schema"), left.path("schema"), Way.SENT);
        });
        now.forEach((key, parameter) -> {
            if (!known.containsKey(key) && parameter.path("required").asBoolean()) {
                found.add("Clients that do not know the new " + key + " of " + name + " are refused");
            }
        });
    }

    private static Map<String, JsonNode> parameters(JsonNode operation) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        operation
                .path("parameters")
                .forEach(parameter -> parameters.put(
                        parameter.path("in").asText() + " parameter "
                                + parameter.path("name").asText(),
                        parameter));
        return parameters;
    }

    private void body(String name, JsonNode was, JsonNode is) {
        if (is.path("required").asBoolean() && !was.path("required").asBoolean()) {
            found.add("Clients that send no body with " + name + " are refused");
        }
        if (!was.isMissingNode() && is.isMissingNode()) {
            found.add("Clients that send a body with " + name + " are refused");
        }
        fields(was.path("content")).forEach((type, content) -> {
            if (!is.path("content").has(type)) {
                found.add("Clients that send " + type + " with " + name + " are refused");
            } else {
                schema(
                        "the body of " + name,
                        content.path("schema"),
                        is.path("content").path(type).path("schema"),
                        Way.SENT);
            }
        });
    }

    private void answers(String name, JsonNode was, JsonNode is) {
        fields(was).forEach((status, answer) -> {
            if (!is.has(status)) {
                if (status.startsWith("2")) {
                    found.add("Clients that wait for " + status + " of " + name + " do not get it");
                }
                return;
            }
            JsonNode then = resolved(before, answer);
            JsonNode now = resolved(after, is.path(status));
            fields(then.path("headers")).keySet().forEach(header -> {
                if (!now.path("headers").has(header)) {
                    found.add("Clients that read the header " + header + " of " + name + " do not get it");
                }
            });
            fields(then.path("content")).forEach((type, content) -> {
                if (!now.path("content").has(type)) {
                    found.add("Clients that accept " + type + " of " + name + " do not get it");
                } else {
                    schema(
                            "the answer of " + name,
                            content.path("schema"),
                            now.path("content").path(type).path("schema"),
                            Way.ANSWERED);
                }
            });
        });
    }

    private void schema(String where, JsonNode wasOrRef, JsonNode isOrRef, Way way) {
        String pair = wasOrRef.path("$ref").asText() + isOrRef.path("$ref").asText() + way;
        if (wasOrRef.has("$ref") && isOrRef.has("$ref") && !compared.add(pair)) {
            return;
        }
        String place = wasOrRef.has("$ref") ? name(wasOrRef) + " (" + where + ")" : where;
        JsonNode was = resolved(before, wasOrRef);
        JsonNode is = resolved(after, isOrRef);
        types(place, was, is, way);
        JsonNode single = notNull(was);
        JsonNode other = notNull(is);
        if (single != was || other != is) {
            schema(place, single, other, way);
            return;
        }
        enums(place, was, is, way);
        limits(place, was, is, way);
        properties(place, was, is, way);
        if (was.has("items")) {
            schema("an item of " + place, was.path("items"), is.path("items"), way);
        }
        if (was.path("additionalProperties").isObject()) {
            schema("a value of " + place, was.path("additionalProperties"), is.path("additionalProperties"), way);
        }
    }

    private void types(String place, JsonNode was, JsonNode is, Way way) {
        Set<String> then = types(was);
        Set<String> now = types(is);
        Set<String> lost = minus(then, now);
        Set<String> added = minus(now, then);
        if (way == Way.SENT && !lost.isEmpty()) {
            found.add("Clients that send " + String.join(" or ", lost) + " for " + place + " are refused");
        }
        if (way == Way.ANSWERED && !added.isEmpty()) {
            found.add("Clients that do not expect " + String.join(" or ", added) + " for " + place + " fail");
        } else if (way == Way.ANSWERED && !minus(lost, Set.of("null")).isEmpty()) {
            found.add("Clients that read " + String.join(" or ", lost) + " from " + place + " do not get it");
        }
        if (was.has("format") && !was.path("format").equals(notNull(is).path("format")) && !is.has("anyOf")) {
            found.add("Clients that read or write " + place + " as "
                    + was.path("format").asText() + " find another format");
        }
    }

    /** The types that a value may have; {@code null} is one. */
    private static Set<String> types(JsonNode schema) {
        Set<String> types = new TreeSet<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(each -> types.add(each.asText()));
        schema.path("anyOf").forEach(each -> {
            if (each.has("$ref")) {
                types.add("object");
            } else {
                types.addAll(types(each));
            }
        });
        return types;
    }

    /** The other side of "this, or null". */
    private static JsonNode notNull(JsonNode schema) {
        for (JsonNode each : schema.path("anyOf")) {
            if (!each.path("type").asText().equals("null")) {
                return each;
            }
        }
        return schema;
    }

    private void enums(String place, JsonNode was, JsonNode is, Way way) {
        if (!was.has("enum")) {
            if (is.has("enum") && way == Way.SENT) {
                found.add(
                        "Clients that send something else than " + is.path("enum") + " for " + place + " are refused");
            }
            return;
        }
        Set<String> lost = minus(texts(was.path("enum")), texts(is.path("enum")));
        if (is.has("enum") && !lost.isEmpty()) {
            found.add(
                    way == Way.SENT
                            ? "Clients that send " + String.join(", ", lost) + " for " + place + " are refused"
                            : "Clients that wait for " + String.join(", ", lost) + " in " + place + " never see it");
        }
        if (!is.has("enum") && way == Way.ANSWERED) {
            found.add("Clients that know the values of " + place + " get others");
        }
    }

    private void limits(String place, JsonNode was, JsonNode is, Way way) {
        if (way == Way.ANSWERED) {
            return;
        }
        for (String limit : LIMITS) {
            if (is.has(limit)
                    && (!was.has(limit)
                            || is.path(limit).asLong() < was.path(limit).asLong())) {
                found.add("Clients that send more than " + limit + " " + is.path(limit) + " for " + place
                        + " are refused");
            }
        }
        for (String floor : FLOORS) {
            if (is.has(floor)
                    && (!was.has(floor)
                            || is.path(floor).asLong() > was.path(floor).asLong())) {
                found.add("Clients that send less than " + floor + " " + is.path(floor) + " for " + place
                        + " are refused");
            }
        }
    }

    private void properties(String place, JsonNode was, JsonNode is, Way way) {
        Set<String> needed = texts(was.path("required"));
        Set<String> neededNow = texts(is.path("required"));
        fields(was.path("properties")).forEach((name, property) -> {
            JsonNode now = is.path("properties").path(name);
            if (now.isMissingNode()) {
                found.add(
                        way == Way.SENT
                                ? "Clients that send the field " + name + " of " + place + " are refused"
                                : "Clients that read the field " + name + " of " + place + " do not find it");
                return;
            }
            if (way == Way.ANSWERED && needed.contains(name) && !neededNow.contains(name)) {
                found.add("Clients that rely on the field " + name + " of " + place + " may miss it");
            }
            schema("the field " + name + " of " + place, property, now, way);
        });
        if (way == Way.SENT) {
            minus(neededNow, needed)
                    .forEach(name ->
                            found.add("Clients that do not send the field " + name + " of " + place + " are refused"));
        }
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        JsonNode target = node;
        while (target.has("$ref")) {
            target = document.at(target.path("$ref").asText().substring(1));
        }
        return target;
    }

    private static String name(JsonNode reference) {
        String path = reference.path("$ref").asText();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Map<String, JsonNode> fields(JsonNode node) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        (node == null ? MissingNode.getInstance() : node)
                .fields()
                .forEachRemaining(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        List<JsonNode> each = new ArrayList<>();
        list.forEach(each::add);
        each.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static Set<String> minus(Set<String> these, Set<String> those) {
        Set<String> rest = new TreeSet<>(these);
        rest.removeAll(those);
        return rest;
    }
}
