package dev.steward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A client of the running application: a system with HTTP Basic, or a browser that has logged in to the web applications. */
public final class Http {

    /** An answer. */
    public record Reply(int status, String body, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException("Not JSON: " + body, e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    private final HttpClient client;
    private final String base;
    private final List<String> headers = new ArrayList<>();

    private Http(String base, HttpClient client) {
        this.base = base;
        this.client = client;
    }

    /** Nobody. */
    public static Http anonymous(int port) {
        return new Http("http://localhost:" + port, HttpClient.newHttpClient());
    }

    /** A system or a person with HTTP Basic. */
    public static Http as(String user, int port) {
        return as(user, TestAccounts.PASSWORD, port);
    }

    public static Http as(String user, String password, int port) {
        Http http = anonymous(port);
        http.headers.add("Authorization");
        http.headers.add("Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        return http;
    }

    /** A browser with a session of its own, that has not logged in yet but has its CSRF token. */
    public static Http browser(int port) {
        var http = new Http(
                "http://localhost:" + port,
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
        http.refreshToken();
        return http;
    }

    /** A browser that has logged in to one of the web applications ({@code tasklist}, {@code cockpit}, {@code admin}). */
    public static Http loggedIn(String user, String app, int port) {
        Http http = browser(port);
        Reply reply = http.login(user, TestAccounts.PASSWORD, app);
        if (reply.status() != 200) {
            throw new IllegalStateException("Login of " + user + ": " + reply.status() + " " + reply.body());
        }
        http.refreshToken();
        return http;
    }

    public Reply login(String user, String password, String app) {
        return send(
                "POST",
                "/camunda/api/admin/auth/user/default/login/" + app,
                "application/x-www-form-urlencoded",
                "username=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8));
    }

    private void refreshToken() {
        String token = get("/camunda/app/welcome/default/").header("X-XSRF-TOKEN");
        if (token != null) {
            headers.clear();
            headers.add("X-XSRF-TOKEN");
            headers.add(token);
        }
    }

    /** The same client with one more header. */
    public Http with(String name, String value) {
        Http http = new Http(base, client);
        http.headers.addAll(headers);
        http.headers.add(name);
        http.headers.add(value);
        return http;
    }

    /** The same session without its CSRF token. */
    public Http withoutToken() {
        return new Http(base, client);
    }

    public Reply get(String path) {
        return send("GET", path, null, (byte[]) null);
    }

    public Reply post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    public Reply put(String path, String json) {
        return send("PUT", path, "application/json", json);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null, (byte[]) null);
    }

    public Reply send(String method, String path, String contentType, String body) {
        return send(method, path, contentType, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes of something that is no text. */
    public byte[] bytes(String path) {
        return answer("GET", path, null, null, BodyHandlers.ofByteArray()).body();
    }

    public Reply send(String method, String path, String contentType, byte[] body) {
        HttpResponse<String> response =
                answer(method, path, contentType, body, BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Reply(response.statusCode(), response.body(), response);
    }

    private <T> HttpResponse<T> answer(
            String method, String path, String contentType, byte[] body, HttpResponse.BodyHandler<T> as) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            return client.send(request.build(), as);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
