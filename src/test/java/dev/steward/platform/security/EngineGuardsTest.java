package dev.steward.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import dev.steward.TestAccounts;
import dev.steward.platform.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The holes of the engine, each tried the way somebody would. A small process of its own stands for all. */
@StewardTest
@DisplayName("The engine")
class EngineGuardsTest {

    private static final String PROCESS = "guarded";
    private static final String CALLER = "guarded-caller";

    @LocalServerPort
    int port;

    @AfterEach
    void forgiven(@Autowired Attempts attempts) {
        TestAccounts.forgive(attempts);
    }

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    HistoryService history;

    @Autowired
    IdentityService identities;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    JdbcClient sql;

    private String deployment;

    @BeforeEach
    void deploy() {
        var guarded = Bpmn.createExecutableProcess(PROCESS)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("userTask_do")
                .camundaCandidateGroups("front-desk")
                .userTask("userTask_then")
                .camundaCandidateGroups("front-desk")
                .endEvent()
                .done();
        var caller = Bpmn.createExecutableProcess(CALLER)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .callActivity()
                .calledElement(PROCESS)
                .endEvent()
                .done();
        deployment = repository
                .createDeployment()
                .addModelInstance("guarded.bpmn", guarded)
                .addModelInstance("guarded-caller.bpmn", caller)
                .deploy()
                .getId();
        for (String key : List.of(PROCESS, CALLER)) {
            grant(key, Permissions.CREATE_INSTANCE, Permissions.READ);
        }
    }

    private void grant(String key, Permissions... permissions) {
        Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId("front-desk");
        grant.setResource(Resources.PROCESS_DEFINITION);
        grant.setResourceId(key);
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }

    @AfterEach
    void undeploy() {
        identities.clearAuthentication();
        repository.deleteDeployment(deployment, true);
        authorizations.createAuthorizationQuery().resourceType(Resources.PROCESS_DEFINITION).list().stream()
                .filter(grant -> List.of(PROCESS, CALLER).contains(grant.getResourceId()))
                .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
    }

    private ProcessInstance inSunshine(Map<String, Object> variables) {
        var all = Variables.fromMap(variables);
        all.putValue("site", "sunshine");
        return runtime.startProcessInstanceByKey(PROCESS, all);
    }

    private Task taskOf(ProcessInstance instance) {
        return tasks.createTaskQuery()
                .processInstanceId(instance.getProcessInstanceId())
                .singleResult();
    }

    private Reply start(String user, String key, String variables) {
        return Http.as(user, port)
                .post("/engine-rest/process-definition/key/" + key + "/start", "{\"variables\":" + variables + "}");
    }

    @Test
    @DisplayName("evaluates no expression of a query, wherever in it that stands")
    void expressionsInQueries() {
        Http http = Http.as("frontdesk", port);
        String orQuery = "{\"orQueries\":[{\"assigneeExpression\":\"${%s}\",\"name\":\"x\"}]}";

        assertThat(http.post("/engine-rest/task?maxResults=5", orQuery.formatted("1+1"))
                        .status())
                .isEqualTo(403);
        assertThat(http.post(
                                "/engine-rest/task?maxResults=5",
                                orQuery.formatted("runtimeService.createProcessInstanceQuery().count()"))
                        .status())
                .isEqualTo(403);
        assertThat(http.post("/engine-rest/task?maxResults=5", "{\"assigneeExpression\":\"${1+1}\"}")
                        .status())
                .isBetween(400, 403);
        assertThat(Http.loggedIn("frontdesk", "tasklist", port)
                        .post("/camunda/api/engine/engine/default/task?maxResults=5", orQuery.formatted("1+1"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("evaluates the three expressions that filters need, and no other that somebody stored")
    void expressionsInFilters() {
        Filter mine = filter("${currentUser()}");
        Filter evil = filter("${runtimeService.createProcessInstanceQuery().count().toString()}");
        try {
            Http http = Http.as("admin", port); // who may read every filter
            assertThat(http.get("/engine-rest/filter/" + mine.getId() + "/list?maxResults=5")
                            .status())
                    .isEqualTo(200);
            assertThat(http.get("/engine-rest/filter/" + evil.getId() + "/list?maxResults=5")
                            .status())
                    .isEqualTo(403);
        } finally {
            filters.deleteFilter(mine.getId());
            filters.deleteFilter(evil.getId());
        }
    }

    private Filter filter(String expression) {
        Filter filter = filters.newTaskFilter("test " + expression.length());
        filter.setQuery(tasks.createTaskQuery()
                .or()
                .taskAssigneeExpression(expression)
                .taskName("x")
                .endOr());
        return filters.saveFilter(filter);
    }

    @Test
    @DisplayName("makes no administrator for somebody who asks")
    void anonymousSetup() {
        String body = "{\"profile\":{\"id\":\"mallory\"},\"credentials\":{\"password\":\"x\"}}";
        for (String path : List.of(
                "/camunda/api/admin/setup/default/user/create", "/camunda/api/admin/setup/default/user/create/")) {
            assertThat(Http.browser(port).post(path, body).status()).as(path).isEqualTo(403);
        }
        assertThat(identities.createUserQuery().userId("mallory").count()).isZero();
    }

    @Test
    @DisplayName("asks for a login on every interface, and answers no unlimited query")
    void closedByDefault() {
        Http nobody = Http.anonymous(port);
        assertThat(nobody.get("/engine-rest/task").status()).isEqualTo(401);
        assertThat(nobody.get("/engine-rest/task").header("WWW-Authenticate")).startsWith("Basic");
        assertThat(nobody.with("Sec-Fetch-Site", "same-origin")
                        .get("/api/v1/none")
                        .header("WWW-Authenticate"))
                .isNull();
        assertThat(nobody.get("/api/v1/none").status()).isEqualTo(401);
        assertThat(nobody.get("/camunda/api/steward/v1/none").status()).isEqualTo(401);
        assertThat(nobody.get("/camunda/api/steward/v1/none").header("WWW-Authenticate"))
                .isNull();
        assertThat(nobody.get("/camunda/api/engine/engine/default/task").status())
                .isEqualTo(401);
        assertThat(nobody.get("/v3/api-docs").status()).isEqualTo(401);
        assertThat(nobody.get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(nobody.get("/actuator/health").status()).isEqualTo(200);
        assertThat(nobody.get("/actuator/env").status()).isEqualTo(401);
        for (String path : List.of("/error", "/nothing", "/engine-rest/../nothing", "/camunda/nothing")) {
            assertThat(nobody.get(path).status()).as(path).isGreaterThanOrEqualTo(400);
        }
        assertThat(Http.loggedIn("supervisor", "tasklist", port)
                        .get("/camunda/api/engine/engine/default/process-instance?maxResults=100000")
                        .status())
                .as("unlimited")
                .isEqualTo(400);
        assertThat(Http.as("supervisor", port)
                        .get("/engine-rest/process-instance?maxResults=100000")
                        .status())
                .isEqualTo(400);
        assertThat(nobody.get("/camunda/app/welcome/default/").header("Strict-Transport-Security"))
                .contains("max-age");
    }

    @Test
    @DisplayName("reads no serialized Java object")
    void deserialization() {
        Reply reply = start(
                "frontdesk",
                PROCESS,
                """
                {"site":{"value":"sunshine"},"x":{"value":"rO0ABXNy","type":"Object",
                "valueInfo":{"objectTypeName":"java.util.HashMap",
                "serializationDataFormat":"application/x-java-serialized-object"}}}""");
        assertThat(reply.status()).isBetween(400, 422);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(PROCESS)
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"site\":{\"value\":\"harbour\"}}",
                "{\"site\":{\"value\":\"nowhere\"}}",
                "{\"site\":{\"value\":\"\"}}",
                "{\"site\":{\"value\":7,\"type\":\"Integer\"}}",
                "{\"site\":{\"value\":null}}"
            })
    @DisplayName("starts nothing without a site of the caller's, and says that it is the site")
    void foreignSite(String variables) {
        Reply reply = start("frontdesk", PROCESS, variables);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("message").asText()).startsWith("site");
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(PROCESS)
                        .count())
                .isZero();
    }

    @Test
    @DisplayName("gives the site of an instance to those it calls, and shows neither to another site")
    void tenants() {
        assertThat(start("frontdesk", CALLER, "{\"site\":{\"value\":\"sunshine\"}}")
                        .status())
                .isEqualTo(200);
        ProcessInstance called = runtime.createProcessInstanceQuery()
                .processDefinitionKey(PROCESS)
                .singleResult();
        assertThat(called.getTenantId()).isEqualTo("sunshine");

        String query = "/engine-rest/process-instance/count?processDefinitionKey=" + PROCESS;
        assertThat(Http.as("supervisor", port).get(query).body()).contains("1");
        assertThat(Http.as("supervisor-h", port).get(query).body()).contains("0");
        String task = taskOf(called).getId();
        assertThat(Http.as("frontdesk", port).get("/engine-rest/task/" + task).status())
                .isEqualTo(200);
        assertThat(Http.as("frontdesk-h", port).get("/engine-rest/task/" + task).status())
                .isEqualTo(404);
        // ENGINE-13034, which Camunda answers as 500
        Reply claim = Http.as("frontdesk-h", port)
                .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"frontdesk-h\"}");
        assertThat(claim.status()).as(claim.body()).isEqualTo(404);
        assertThat(Http.as("supervisor-h", port)
                        .get("/engine-rest/process-definition/" + called.getProcessDefinitionId() + "/statistics")
                        .body())
                .isEqualTo("[]");
    }

    @Test
    @DisplayName("lets only administrators deploy, and deploys neither scripts nor class names")
    void deployments() {
        String script =
                """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
                  <bpmn:process id="evil" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>%s
                  </bpmn:process></bpmn:definitions>""";
        for (String task : List.of(
                "<bpmn:scriptTask id='t' scriptFormat='javascript'><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
                "<bpmn:serviceTask id='t' camunda:class='java.lang.Object'/>",
                "<bpmn:userTask id='t'><bpmn:extensionElements><camunda:taskListener event='create'>"
                        + "<camunda:script scriptFormat='groovy'>1</camunda:script></camunda:taskListener>"
                        + "</bpmn:extensionElements></bpmn:userTask>")) {
            var deploy = repository.createDeployment().addString("evil.bpmn", script.formatted(task));
            assertThatThrownBy(deploy::deploy).as(task).hasRootCauseInstanceOf(Refusal.class);
        }
        String part = "--x\r\nContent-Disposition: form-data; name=\"m\"; filename=\"m.bpmn\"\r\n\r\n"
                + script.formatted("<bpmn:userTask id='t'/>") + "\r\n--x--\r\n";
        assertThat(Http.as("manager", port)
                        .send("POST", "/engine-rest/deployment/create", "multipart/form-data; boundary=x", part)
                        .status())
                .isEqualTo(403);
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("evil")
                        .count())
                .isZero();
    }

    @Test
    @DisplayName("lets a candidate work on a task, and not change it: by its own permissions")
    void tasksByPermission() {
        ProcessInstance instance = inSunshine(Map.of());
        Task task = taskOf(instance);
        identities.setAuthentication("frontdesk", List.of("front-desk"), List.of("sunshine"));

        assertThatThrownBy(() -> tasks.setAssignee(task.getId(), "technician"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> tasks.addCandidateGroup(task.getId(), "technician"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> tasks.setVariable(task.getId(), "site", "harbour"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> runtime.setVariable(instance.getId(), "site", "harbour"))
                .isInstanceOf(AuthorizationException.class);
        Task changed = tasks.createTaskQuery().taskId(task.getId()).singleResult();
        changed.setDueDate(new java.util.Date());
        assertThatThrownBy(() -> tasks.saveTask(changed)).isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> runtime.deleteProcessInstance(instance.getId(), "no"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> runtime.createProcessInstanceModification(instance.getId())
                        .cancelAllForActivity("userTask_do")
                        .execute())
                .isInstanceOf(AuthorizationException.class);

        tasks.claim(task.getId(), "frontdesk");
        tasks.complete(task.getId());
        assertThat(taskOf(instance).getTaskDefinitionKey()).isEqualTo("userTask_then");
    }

    @Test
    @DisplayName("has no route by which the main path is thrown away or a task altered")
    void tasksByRoute() {
        String task = taskOf(inSunshine(Map.of())).getId();
        Map<String, String> bodies = Map.of(
                "POST /task/%s/bpmnError", "{\"errorCode\":\"x\"}",
                "POST /task/%s/bpmnEscalation", "{\"escalationCode\":\"x\"}",
                "POST /task/%s/assignee", "{\"userId\":\"technician\"}",
                "POST /task/%s/delegate", "{\"userId\":\"technician\"}",
                "PUT /task/%s", "{\"name\":\"x\",\"due\":\"2030-01-01T00:00:00.000+0000\"}",
                "PUT /task/%s/variables/site", "{\"value\":\"harbour\"}",
                "POST /task/%s/variables", "{\"modifications\":{\"site\":{\"value\":\"harbour\"}}}",
                "POST /task/%s/comment/create", "{\"message\":\"x\"}",
                "DELETE /task/%s", "{}",
                "POST /signal", "{\"name\":\"x\"}");
        List<Http> frontdesk = List.of(Http.as("frontdesk", port), Http.loggedIn("frontdesk", "tasklist", port));
        List<String> prefixes = List.of("/engine-rest", "/camunda/api/engine/engine/default");
        bodies.forEach((route, body) -> {
            for (int i = 0; i < 2; i++) {
                String method = route.substring(0, route.indexOf(' '));
                String path = prefixes.get(i)
                        + route.substring(route.indexOf(' ') + 1).formatted(task);
                assertThat(frontdesk
                                .get(i)
                                .send(method, path, "application/json", body)
                                .status())
                        .as(method + " " + path)
                        .isEqualTo(403);
            }
        });
        assertThat(Http.as("frontdesk", port)
                        .post("/engine-rest/message", "{\"messageName\":\"x\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("counts over all sites for administrators only")
    void statistics() {
        ProcessInstance instance = inSunshine(Map.of());
        String path = "/engine-rest/history/process-definition/" + instance.getProcessDefinitionId() + "/statistics";
        assertThat(Http.as("manager", port).get(path).status()).isEqualTo(403);
        assertThat(Http.as("manager", port)
                        .get("/engine-rest/metrics/activity-instance-start/sum")
                        .status())
                .isEqualTo(403);
        assertThat(Http.as("admin", port).get(path).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("keeps only listed variables in its history")
    void personalData() {
        ProcessInstance instance = inSunshine(
                Map.of("kind", "REPAIR", "reporterPhone", "+86 21 5555 0101", "description", "The tap drips"));
        runtime.removeVariables(instance.getId(), List.of("reporterPhone", "description"));
        tasks.complete(taskOf(instance).getId(), Map.of("reply", "We are coming", "kind", "COMPLAINT"));

        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(instance.getId())
                        .list())
                .extracting(variable -> variable.getName())
                .containsExactlyInAnyOrder("kind", "site");
        assertThat(sql.sql(
                                "select count(*) from act_hi_detail where proc_inst_id_ = ? and name_ not in ('kind', 'site')")
                        .param(instance.getId())
                        .query(Integer.class)
                        .single())
                .isZero();
        Reply submitted = Http.as("frontdesk", port)
                .post(
                        "/engine-rest/task/" + taskOf(instance).getId() + "/submit-form",
                        "{\"variables\":{\"solution\":{\"value\":\"secret\"}}}");
        assertThat(submitted.status()).isEqualTo(204);
        assertThat(sql.sql("select count(*) from act_hi_detail where text_ = 'secret'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("holds a wrong password against where it comes from, not against the account")
    void throttle() {
        String user = "dispatcher-h";
        Http wrong = Http.as(user, "wrong", port);
        for (int i = 0; i < Attempts.FREE_PER_ACCOUNT; i++) {
            assertThat(wrong.get("/engine-rest/version").status()).isEqualTo(401);
        }
        Reply refused = wrong.get("/engine-rest/version");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        // the account itself is not locked: from elsewhere the right password does
        assertThat(CompletableFuture.supplyAsync(() -> identities.checkPassword(user, TestAccounts.PASSWORD))
                        .join())
                .isTrue();
        // others from here come in
        assertThat(Http.as("technician-h", port).get("/engine-rest/version").status())
                .isEqualTo(200);
        // the web applications' login is held back likewise
        assertThat(Http.browser(port).login(user, "wrong", "tasklist").status()).isEqualTo(429);
    }

    @Test
    @DisplayName("forgets a remembered password at once when it changes")
    void passwordChange() {
        var user = identities.newUser("changer");
        user.setPassword("before");
        identities.saveUser(user);
        try {
            Http before = Http.as("changer", "before", port);
            assertThat(before.get("/engine-rest/version").status()).isEqualTo(200);
            var changed = identities.createUserQuery().userId("changer").singleResult();
            changed.setPassword("after");
            identities.saveUser(changed);
            assertThat(before.get("/engine-rest/version").status()).isEqualTo(401);
            assertThat(Http.as("changer", "after", port)
                            .get("/engine-rest/version")
                            .status())
                    .isEqualTo(200);
        } finally {
            identities.deleteUser("changer");
        }
    }

    @Test
    @DisplayName("lets nobody be called what Steward itself is called")
    void stewardsName() {
        assertThatThrownBy(() -> identities.saveUser(identities.newUser("steward")))
                .isInstanceOf(Refusal.class);
    }
}
