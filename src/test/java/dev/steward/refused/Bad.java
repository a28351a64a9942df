package dev.steward.refused;

import dev.steward.Http;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A request that is not carried out, and what its sender hears. Paths and texts may name things that are there: {@code
 * {open}}, {@code {closed}} and {@code {foreign}} are tickets, {@code {task}} is an open task of the first, {@code {photo}}
 * a photo and {@code {charge}} a charge of it.
 *
 * @param title what it is, for the report
 * @param status of the answer
 * @param says what the answer says somewhere; empty for nothing in particular
 * @param pointer the field that it points at; null where that does not matter
 * @param user null for nobody
 * @param headers names and values by turns
 */
record Bad(
        String title,
        int status,
        String says,
        String pointer,
        String user,
        String method,
        String path,
        List<String> headers,
        String type,
        byte[] body) {

    static final String KEY = "Idempotency-Key";
    static final String JSON = "application/json";

    static Bad get(String title, int status, String path) {
        return new Bad(title, status, "", null, "frontdesk", "GET", path, List.of(), null, null);
    }

    static Bad post(String title, int status, String path, String body) {
        return send("POST", title, status, path, body);
    }

    static Bad put(String title, int status, String path, String body) {
        return send("PUT", title, status, path, body);
    }

    static Bad send(String method, String title, int status, String path, String body) {
        return new Bad(
                title,
                status,
                "",
                null,
                "frontdesk",
                method,
                path,
                List.of(),
                JSON,
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** By somebody else. */
    Bad by(String someone) {
        return new Bad(title, status, says, pointer, someone, method, path, headers, type, body);
    }

    Bad says(String words) {
        return new Bad(title, status, words, pointer, user, method, path, headers, type, body);
    }

    Bad at(String field) {
        return new Bad(title, status, says, field, user, method, path, headers, type, body);
    }

    Bad with(String header, String value) {
        List<String> more = new ArrayList<>(headers);
        more.addAll(List.of(header, value));
        return new Bad(title, status, says, pointer, user, method, path, more, type, body);
    }

    Bad as(String otherType, byte[] bytes) {
        return new Bad(title, status, says, pointer, user, method, path, headers, otherType, bytes);
    }

    /** Whether it goes to the engine's interface. */
    boolean isEngines() {
        return path.startsWith("/engine-rest");
    }

    Http.Reply send(Http client, UnaryOperator<String> named) {
        Http http = client;
        boolean creates = method.equals("POST") && (path.equals("/api/v1/tickets") || path.equals("/api/v1/tokens"));
        if (creates && !headers.contains(KEY)) {
            http = http.with(KEY, UUID.randomUUID().toString());
        }
        for (int i = 0; i < headers.size(); i += 2) {
            if (!headers.get(i + 1).isEmpty()) {
                http = http.with(headers.get(i), headers.get(i + 1));
            }
        }
        byte[] bytes = body == null || type == null || !type.equals(JSON) || body.length > 100_000 || !isText()
                ? body
                : named.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        return http.send(method, named.apply(path), type, bytes);
    }

    private boolean isText() {
        return new String(body, StandardCharsets.UTF_8).indexOf('\ufffd') < 0;
    }

    @Override
    public String toString() {
        return status + " " + method + " " + path + ": " + title;
    }
}
