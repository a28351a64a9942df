package dev.steward.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import dev.steward.platform.security.EngineRoutes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every route of the engine that takes or lists something, with real things of one site, as people of the other. */
@StewardTest
@DisplayName("A person of another site")
class OtherSiteInEngineTest {

    private static final String REST = "/engine-rest";
    private static final String SESSION = "/camunda/api/engine/engine/default";

    /** Two sites, and how the accounts there end. */
    private enum Site {
        SUNSHINE(""),
        HARBOUR("-h");

        private final String suffix;

        Site(String suffix) {
            this.suffix = suffix;
        }

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        Site other() {
            return this == SUNSHINE ? HARBOUR : SUNSHINE;
        }

        String person(String role) {
            return role + suffix;
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService management;

    @Autowired
    RepositoryService repository;

    @Autowired
    FilterService filters;

    /** A ticket of a site in the engine: its number and, by the beginning of a route, the ids of what belongs to it. */
    private record Things(String number, Map<String, String> ids, List<String> words) {

        String id(String template) {
            return ids.entrySet().stream()
                    .filter(entry -> template.startsWith(entry.getKey() + "/{id}"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
    }

    private Things things(Site site) {
        String secret = "Wort" + UUID.randomUUID().toString().replace("-", "");
        Reply started = Http.as(site.person("frontdesk"), port)
                .post(
                        REST + "/process-definition/key/service-ticket/start",
                        """
                        {"variables": {"kind": {"value": "REPAIR"}, "category": {"value": "locks"},
                         "title": {"value": "Lock %1$s"}, "description": {"value": "It turns %1$s"},
                         "site": {"value": "%2$s"}, "home": {"value": "1-203"}, "reporterName": {"value": "%1$s"},
                         "reply": {"value": "Soon"}, "outcome": {"value": "REPAIR"}, "provider": {"value": "OWN"}}}"""
                                .formatted(secret, site.key()));
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        String number = started.json().get("businessKey").asText();
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(started.json().get("id").asText())
                .singleResult();
        String execution = runtime.createExecutionQuery().processInstanceId(instance.getId()).list().stream()
                .map(each -> each.getId())
                .filter(id -> !id.equals(instance.getId()))
                .findFirst()
                .orElseThrow();
        Map<String, String> ids = new HashMap<>();
        ids.put("/task", task.getId());
        ids.put("/process-instance", instance.getId());
        ids.put("/history/process-instance", instance.getId());
        ids.put("/cockpit/plugin/base/{engine}/process-instance", instance.getId());
        ids.put("/execution", execution);
        ids.put(
                "/incident",
                runtime.createIncident("tried", task.getExecutionId(), "x").getId());
        ids.put(
                "/job",
                management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .list()
                        .get(0)
                        .getId());
        ids.put(
                "/variable-instance",
                runtime.createVariableInstanceQuery()
                        .processInstanceIdIn(instance.getId())
                        .list()
                        .get(0)
                        .getId());
        ids.put(
                "/history/variable-instance",
                history.createHistoricVariableInstanceQuery()
                        .processInstanceId(instance.getId())
                        .list()
                        .get(0)
                        .getId());
        ids.put(
                "/history/activity-instance",
                history.createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .list()
                        .get(0)
                        .getId());
        history.createHistoricDetailQuery().processInstanceId(instance.getId()).list().stream()
                .findFirst()
                .ifPresent(detail -> ids.put("/history/detail", detail.getId()));
        history.createHistoricDecisionInstanceQuery().processInstanceId(instance.getId()).list().stream()
                .findFirst()
                .ifPresent(decision -> ids.put("/history/decision-instance", decision.getId()));
        history.createHistoricJobLogQuery().processInstanceId(instance.getId()).list().stream()
                .findFirst()
                .ifPresent(log -> ids.put("/history/job-log", log.getId()));
        List<String> words = new ArrayList<>(List.of(number, secret, "\"" + site.key() + "\""));
        words.addAll(ids.values());
        ids.put("/user", site.person("dispatcher"));
        return new Things(number, ids, words);
    }

    private List<String> readable() {
        return EngineRoutes.table().entrySet().stream()
                .filter(entry -> switch (entry.getValue()) {
                    case EVERYBODY, LEADERS, SYSTEMS -> true;
                    default -> false;
                })
                .map(Map.Entry::getKey)
                .filter(route -> route.startsWith("GET ") || isQuery(route))
                .toList();
    }

    /** What is asked with a body is also asked without one. */
    private static boolean isQuery(String route) {
        return route.startsWith("POST ") && EngineRoutes.table().containsKey("GET " + route.substring(5));
    }

    private List<String> paths(String template, Things things) {
        String id = things.id(template);
        if (id == null && template.startsWith("/filter/{id}")) {
            return filters.createFilterQuery().list().stream()
                    .map(filter -> template.replace("{id}", filter.getId()))
                    .toList();
        }
        String other = id != null
                ? id
                : template.startsWith("/process-definition") || template.contains("/process-definition/{id}")
                        ? repository
                                .createProcessDefinitionQuery()
                                .processDefinitionKey("service-ticket")
                                .latestVersion()
                                .singleResult()
                                .getId()
                        : "none";
        return List.of(template.replace("{id}", other)
                .replace("{engine}", "default")
                .replace("{key}", "service-ticket")
                .replace("{tenantId}", "none")
                .replace("{varId}", "ticket")
                .replace("{messageName}", "ticket.urged")
                .replaceAll("\\{[\\w-]+}", "none"));
    }

    private static Reply read(Http http, String prefix, String method, String path) {
        String limited = path.endsWith("/count") || path.contains("statistics") ? path : path + "?maxResults=2000";
        return method.equals("POST") ? http.post(prefix + limited, "{}") : http.get(prefix + limited);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("reads nothing of this one by any route of the engine; whoever is of it does")
    void reading(Site site) {
        Things things = things(site);
        List<String> wrong = new ArrayList<>();
        Map<String, Http> strangers = new TreeMap<>();
        for (String role : List.of("frontdesk", "supervisor", "ownerapp")) {
            strangers.put(role, Http.as(site.other().person(role), port));
        }
        Http supervisor = Http.as(site.person("supervisor"), port);
        TreeSet<String> told = new TreeSet<>();
        for (String route : readable()) {
            String template = route.substring(route.indexOf(' ') + 1);
            if (template.matches("/(admin|cockpit|tasklist|welcome)/.*")) {
                continue;
            }
            String method = route.substring(0, route.indexOf(' '));
            for (String path : paths(template, things)) {
                strangers.forEach((role, http) ->
                        check(role + " " + route, read(http, REST, method, path), template, things, wrong));
                if (things.words().stream()
                        .anyMatch(read(supervisor, REST, method, path).body()::contains)) {
                    told.add(route);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(told)
                .as("what a supervisor of the site reads there, so that the others were asked for what exists")
                .contains(
                        "GET /task",
                        "POST /task",
                        "GET /task/{id}",
                        "GET /process-instance",
                        "GET /process-instance/{id}",
                        "GET /process-instance/{id}/variables",
                        "GET /execution/{id}",
                        "GET /variable-instance",
                        "GET /variable-instance/{id}",
                        "GET /job",
                        "GET /job/{id}",
                        "GET /incident",
                        "GET /incident/{id}",
                        "GET /history/process-instance/{id}",
                        "GET /history/task",
                        "GET /history/activity-instance/{id}",
                        "GET /history/variable-instance/{id}",
                        "GET /history/incident",
                        "GET /history/job-log");
    }

    private static void check(String who, Reply reply, String template, Things things, List<String> wrong) {
        boolean byId = things.id(template) != null;
        boolean found =
                reply.status() == 200 && !List.of("[]", "{}", "{\"count\":0}").contains(reply.body());
        if (reply.status() >= 500 || (byId && found)) {
            wrong.add(who + ": " + reply.status() + " " + reply.body());
        }
        things.words().stream()
                .filter(reply.body()::contains)
                .forEach(word -> wrong.add(who + " reads " + word + " in " + reply.body()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("reads nothing of it in Tasklist's and Cockpit's session either")
    void session(Site site) {
        Things things = things(site);
        List<String> wrong = new ArrayList<>();
        Http tasklist = Http.loggedIn(site.other().person("frontdesk"), "tasklist", port);
        Http cockpit = Http.loggedIn(site.other().person("supervisor"), "cockpit", port);
        for (String route : readable()) {
            String method = route.substring(0, route.indexOf(' '));
            String template = route.substring(route.indexOf(' ') + 1);
            for (String path : paths(template, things)) {
                if (template.startsWith("/cockpit/")) {
                    check(route, read(cockpit, "/camunda/api", method, path), template, things, wrong);
                } else if (!template.matches("/(admin|tasklist|welcome)/.*")) {
                    check(route, read(tasklist, SESSION, method, path), template, things, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("does not even notice that there is one more: no count and no statistics move")
    void counting(Site site) {
        Map<String, String> before = counts(site);
        things(site);
        assertThat(counts(site)).isEqualTo(before);
        assertThat(before).hasSizeGreaterThan(60);
    }

    /** What people of the other site read of numbers, by role and route. */
    private Map<String, String> counts(Site site) {
        Map<String, String> counts = new TreeMap<>();
        Things none = new Things("", Map.of(), List.of());
        Http cockpit = Http.loggedIn(site.other().person("supervisor"), "cockpit", port);
        for (String role : List.of("frontdesk", "supervisor", "ownerapp")) {
            Http http = Http.as(site.other().person(role), port);
            readable().stream()
                    .filter(route -> route.matches("GET .*(/count|statistics.*|/aggregated)"))
                    .forEach(route -> {
                        String template = route.substring("GET ".length());
                        for (String path : paths(template, none)) {
                            Reply reply = template.startsWith("/cockpit/")
                                    ? cockpit.get("/camunda/api" + path)
                                    : http.get(REST + path);
                            counts.put(role + " " + path, reply.status() + " " + reply.body());
                        }
                    });
        }
        return counts;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("changes nothing of it by any route that takes an id")
    void changing(Site site) {
        Things things = things(site);
        String before = state(things);
        List<String> wrong = new ArrayList<>();
        for (String role : List.of("frontdesk", "dispatcher", "supervisor", "ownerapp")) {
            Http http = Http.as(site.other().person(role), port);
            EngineRoutes.table().forEach((route, callers) -> {
                String method = route.substring(0, route.indexOf(' '));
                String template = route.substring(route.indexOf(' ') + 1);
                if (method.equals("GET") || isQuery(route) || things.id(template) == null) {
                    return;
                }
                String path = REST + paths(template, things).get(0);
                Reply reply = template.matches(".*/(data|attachment/create)") && method.equals("POST")
                        ? http.send(method, path, "multipart/form-data; boundary=x", "--x--\r\n")
                        : http.send(
                                method,
                                path,
                                "application/json",
                                template.endsWith("/claim") ? "{\"userId\": \"" + role + "\"}" : "{}");
                if (reply.status() < 400 || reply.status() >= 500) {
                    wrong.add(role + " " + route + ": " + reply.status() + " " + reply.body());
                }
                things.words().subList(0, 3).stream()
                        .filter(reply.body()::contains)
                        .forEach(word -> wrong.add(role + " " + route + " reads " + word));
            });
        }
        assertThat(wrong).isEmpty();
        assertThat(state(things)).isEqualTo(before);
    }

    private String state(Things things) {
        Task task = tasks.createTaskQuery().taskId(things.ids().get("/task")).singleResult();
        return task.getAssignee() + " " + task.getDueDate() + " "
                + runtime.getVariables(things.ids().get("/process-instance")) + " "
                + management.createJobQuery().jobId(things.ids().get("/job")).count();
    }
}
