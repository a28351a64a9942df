package dev.steward.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import dev.steward.TestAccounts;
import dev.steward.platform.Role;
import dev.steward.platform.security.EngineRoutes;
import dev.steward.platform.security.EngineRoutes.Callers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@StewardTest
@DisplayName("Each role, on each route of the engine,")
class RouteMatrixTest {

    @LocalServerPort
    int port;

    @Test
    @DisplayName("is refused by /engine-rest where the table does not name it, and no answer is a 500")
    void basic() {
        List<String> wrong = new ArrayList<>();
        for (Role role : List.of(Role.FRONT_DESK, Role.MANAGER, Role.INTEGRATION)) {
            Http http = Http.as(TestAccounts.USERS.get(role), port);
            engineRoutes().forEach((route, callers) -> {
                boolean allowed = allowed(callers, role);
                if (!allowed || callers != Callers.EVERYBODY || role == Role.FRONT_DESK) {
                    check(http, "/engine-rest", route, allowed, role, wrong);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("is refused by the web applications likewise")
    void session() {
        List<String> wrong = new ArrayList<>();
        Http http = Http.loggedIn("frontdesk", "tasklist", port);
        engineRoutes().forEach((route, callers) -> {
            if (!allowed(callers, Role.FRONT_DESK)) {
                check(http, "/camunda/api/engine/engine/default", route, false, Role.FRONT_DESK, wrong);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("is let in as the table says, and nobody without a login")
    void decisions() {
        EngineRoutes.table().forEach((route, callers) -> {
            String method = route.substring(0, route.indexOf(' '));
            String template = route.substring(route.indexOf(' ') + 1);
            assertThat(EngineRoutes.allow(method, template, null)).as(route).isEqualTo(callers == Callers.ANYBODY);
            for (Role role : TestAccounts.USERS.keySet()) {
                assertThat(EngineRoutes.allow(method, template, Set.of(role)))
                        .as(role + " " + route)
                        .isEqualTo(allowed(callers, role));
            }
            assertThat(EngineRoutes.allow(method, template, Set.of(Role.ADMINISTRATOR)))
                    .as(route)
                    .isEqualTo(callers != Callers.NOBODY);
        });
        assertThat(EngineRoutes.allow("GET", "/a/route/of/the/next/version", Set.of(Role.ADMINISTRATOR)))
                .isFalse();
        Http nobody = Http.anonymous(port);
        assertThat(List.of("/task", "/version", "/identity/password-policy", "/engine"))
                .allMatch(path -> nobody.get("/engine-rest" + path).status() == 401);
    }

    @Test
    @DisplayName("finds the ways around the use cases closed, administrators included")
    void aroundTheUseCases() {
        Http admin = Http.as("admin", port);
        for (String path : List.of("/task/1/bpmnError", "/task/1/bpmnEscalation")) {
            for (String spelling : List.of(path, path + "/", "/engine/default" + path)) {
                assertThat(admin.post("/engine-rest" + spelling, "{}").status())
                        .as(spelling)
                        .isEqualTo(403);
            }
        }
    }

    private static boolean allowed(Callers callers, Role role) {
        return switch (callers) {
            case ANYBODY, EVERYBODY -> true;
            case SYSTEMS -> role == Role.INTEGRATION;
            case LEADERS -> Set.of(Role.SUPERVISOR, Role.MANAGER).contains(role);
            case ADMINISTRATORS, NOBODY -> false;
        };
    }

    private static Map<String, Callers> engineRoutes() {
        Map<String, Callers> routes = new java.util.TreeMap<>(EngineRoutes.table());
        routes.keySet()
                .removeIf(route ->
                        route.matches("\\w+ /(admin|cockpit|tasklist|welcome)/.*") || route.equals("GET /engine"));
        return routes;
    }

    private static void check(Http http, String prefix, String route, boolean allowed, Role user, List<String> wrong) {
        Reply reply = request(http, prefix, route);
        // what is looked up by key is looked up before Jersey asks the guard; there is none of that key
        boolean refused = reply.status() == 403 || (reply.status() == 404 && route.contains("/key/{key}"));
        if (allowed ? reply.status() >= 500 : !refused) {
            wrong.add(reply.status() + " " + user + " " + route + " " + reply.body());
        }
        if (reply.status() >= 400
                && (reply.body().contains("org.camunda") || reply.body().contains("java.lang"))) {
            wrong.add("names a class: " + route + " " + reply.body());
        }
    }

    private static Reply request(Http http, String prefix, String route) {
        String method = route.substring(0, route.indexOf(' '));
        String path = prefix + route.substring(route.indexOf(' ') + 1).replaceAll("\\{[\\w-]+}", "none");
        if (route.matches("POST .*/(data|deployment/create|attachment/create)")) {
            return http.send(method, path, "multipart/form-data; boundary=x", "--x--\r\n");
        }
        boolean body = method.equals("POST") || method.equals("PUT");
        return http.send(method, path, body ? "application/json" : null, body ? "{}" : null);
    }
}
