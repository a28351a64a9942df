package dev.steward.webapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The filters of somebody who is logged in to Tasklist, asked for as Tasklist asks for them. */
public final class Filters {

    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final Map<String, Http> SESSIONS = new ConcurrentHashMap<>();

    private final Http http;

    private Filters(Http http) {
        this.http = http;
    }

    public static Filters of(String user, int port) {
        return of(user, "en-GB", port);
    }

    static Filters of(String user, String language, int port) {
        Http session = SESSIONS.computeIfAbsent(user + "@" + port, key -> Http.loggedIn(user, "tasklist", port));
        return new Filters(session.with("Accept-Language", language));
    }

    /** The filters in the order in which Tasklist shows them; the first is the one that it opens. */
    List<JsonNode> list() {
        List<JsonNode> filters = new ArrayList<>();
        http.get(ENGINE + "/filter?itemCount=false&resourceType=Task&firstResult=0&maxResults=2000")
                .json()
                .forEach(filters::add);
        filters.sort(Comparator.comparingInt(
                filter -> filter.at("/properties/priority").asInt()));
        return filters;
    }

    public List<String> names() {
        return list().stream().map(filter -> filter.get("name").asText()).toList();
    }

    /** The numbers of the tickets in each filter, by its name. */
    public Map<String, List<String>> tickets() {
        Map<String, List<String>> tickets = new LinkedHashMap<>();
        for (JsonNode filter : list()) {
            JsonNode page = page(filter.get("id").asText(), 2000);
            List<String> ids = new ArrayList<>();
            page.at("/_embedded/task").forEach(task -> ids.add(task.get("id").asText()));
            List<String> numbers = numbers(ids);
            if (page.get("count").asInt() != ids.size()) {
                throw new AssertionError(filter.get("name") + " counts " + page.get("count") + ", has " + ids.size());
            }
            tickets.put(filter.get("name").asText(), numbers);
        }
        return tickets;
    }

    /** As the cards of the list ask: a hundred at once. */
    private List<String> numbers(List<String> tasks) {
        Map<String, String> numbers = new HashMap<>();
        for (int from = 0; from < tasks.size(); from += 100) {
            List<String> some = tasks.subList(from, Math.min(tasks.size(), from + 100));
            http.get("/camunda/api/steward/v1/clocks?tasks=" + String.join(",", some))
                    .json()
                    .get("items")
                    .forEach(card -> card.get("tasks")
                            .forEach(task -> numbers.put(
                                    task.get("id").asText(), card.get("number").asText())));
        }
        return tasks.stream().map(numbers::get).filter(Objects::nonNull).toList();
    }

    JsonNode page(String filter, int size) {
        return http.with("Accept", "application/hal+json")
                .post(
                        ENGINE + "/filter/" + filter + "/list?firstResult=0&maxResults=" + size,
                        "{\"sorting\":[{\"sortBy\":\"created\",\"sortOrder\":\"desc\"}],\"active\":true}")
                .json();
    }

    Http http() {
        return http;
    }
}
