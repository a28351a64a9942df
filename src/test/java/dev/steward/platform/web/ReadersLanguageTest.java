package dev.steward.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import dev.steward.TestAccounts;
import dev.steward.platform.security.Attempts;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@StewardTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Whoever is refused reads why in their own language")
class ReadersLanguageTest {

    private static final String CHROMIUM = "zh-CN,zh;q=0.9,en;q=0.8";
    private static final String KEY = "Idempotency-Key";
    private static final String REPORT =
            """
            {"kind": "REPAIR", "category": "locks", "title": "Broken lock {0}", "description": "It turns and turns {1}",
             "site": "sunshine", "home": "2-405", "reporter": {"name": "Mei"}}""";

    @LocalServerPort
    int port;

    @AfterEach
    void forgiven(@Autowired Attempts attempts) {
        TestAccounts.forgive(attempts);
    }

    private final Map<String, Http> clients = new ConcurrentHashMap<>();
    private String open;
    private String closed;
    private String task;

    @BeforeAll
    void someTickets() {
        open = report();
        closed = report();
        as("frontdesk").post("/api/v1/tickets/" + closed + "/withdraw", "{\"reason\": \"test\"}");
        task = as("frontdesk")
                .get("/api/v1/tickets/" + open + "/tasks")
                .json()
                .get(0)
                .get("id")
                .asText();
    }

    /** A refusal, and what it says in both languages. */
    record Refused(String user, String method, String path, String body, int status, String english, String chinese) {

        @Override
        public String toString() {
            return status + " " + method + " " + path;
        }
    }

    static Stream<Refused> refusals() {
        String complete = "/engine-rest/task/{task}/complete";
        String tasklists = "/camunda/api/engine/engine/default/task/{task}/submit-form";
        return Stream.of(
                // our interface
                new Refused(null, "GET", "/api/v1/tickets", null, 401, "Log in first", "请先登录"),
                new Refused(
                        "frontdesk", "GET", "/api/v1/tickets/ST-1", null, 404, "There is no ticket ST-1", "没有工单 ST-1"),
                new Refused("frontdesk", "GET", "/api/v1/nonsense", null, 404, "There is no such thing", "找不到该内容"),
                new Refused(
                        "frontdesk",
                        "DELETE",
                        "/api/v1/tickets/{open}",
                        null,
                        405,
                        "See the header Allow",
                        "响应头 Allow"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/api/v1/tickets",
                        REPORT,
                        400,
                        "The header Idempotency-Key is missing",
                        "缺少请求头 Idempotency-Key"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/api/v1/tickets",
                        "{\"kind\"",
                        400,
                        "Not JSON as we read it",
                        "不是可识别的 JSON"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/api/v1/tickets",
                        "{\"colour\": 1}",
                        422,
                        "unknown or read-only; the fields are",
                        "未知或只读，可用的字段有"),
                new Refused(
                        "frontdesk",
                        "GET",
                        "/api/v1/tickets?limit=many",
                        null,
                        422,
                        "limit: a number from 1 to",
                        "limit：应为 1 至"),
                new Refused(
                        "frontdesk", "POST", "/api/v1/tickets/{open}/urge", "{}", 422, "text: missing", "text：不能为空"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/api/v1/tickets/{open}/pause",
                        "{\"reason\": \"PARTS\"}",
                        422,
                        "not one of RESIDENT_ABSENT, ",
                        "应为下列之一：RESIDENT_ABSENT、"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/api/v1/tickets/{closed}/urge",
                        "{\"text\": \"a\"}",
                        409,
                        "is WITHDRAWN; legal now: none",
                        "的状态为“已撤单”，已不能再操作"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/api/v1/tickets/{open}/reassign",
                        "{\"to\": \"housekeeper\", \"reason\": \"a\"}",
                        403,
                        "Only a supervisor or manager reassigns",
                        "只有主管或经理可以改派工单"),
                new Refused(
                        "technician", "POST", "/api/v1/rules/reload", null, 403, "Only an administrator", "只有系统管理员"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/api/v1/calendars/preview",
                        "{\"calendar\": {\"zone\": \"Moon/Base\"}, \"from\": \"2026-06-02T10:00:00Z\", \"add\": \"PT1H\"}",
                        422,
                        "unknown zone",
                        "未知时区"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/api/v1/calendars/preview",
                        "{\"calendar\": \"service\", \"from\": \"2026-06-02T10:00:00Z\", \"add\": \"P1M\"}",
                        422,
                        "expected business time",
                        "应为工作时长"),
                // the engine's
                new Refused(null, "GET", "/engine-rest/task", null, 401, "Unknown account", "账号不存在"),
                new Refused(
                        "frontdesk",
                        "POST",
                        complete,
                        "{\"variables\": {}}",
                        422,
                        "outcome: missing; one of ANSWERED, ",
                        "outcome：不能为空，应为下列之一：ANSWERED、"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/engine-rest/task/none/complete",
                        "{}",
                        404,
                        "There is no such thing",
                        "找不到该内容"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/engine-rest/process-definition/key/service-ticket/start",
                        "{}",
                        422,
                        "site: missing; name the site",
                        "site：不能为空，请选择项目"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/engine-rest/process-definition/key/service-ticket/start",
                        "{variables",
                        400,
                        "Not JSON",
                        "不是可识别的 JSON"),
                new Refused(
                        "frontdesk",
                        "POST",
                        "/engine-rest/message",
                        "{}",
                        403,
                        "Your role does not allow this",
                        "您的角色没有此权限"),
                new Refused(
                        "frontdesk",
                        "GET",
                        "/engine-rest/task?firstResult=first",
                        null,
                        400,
                        "firstResult: not a value of its type",
                        "firstResult：值的类型不符"),
                // Tasklist's
                new Refused(
                        "tasklist frontdesk",
                        "POST",
                        tasklists,
                        "{\"variables\": {}}",
                        422,
                        "outcome: missing",
                        "outcome：不能为空"),
                new Refused(
                        "tasklist frontdesk",
                        "GET",
                        "/camunda/api/steward/v1/tickets/ST-1",
                        null,
                        404,
                        "There is no ticket",
                        "没有工单"),
                new Refused(
                        "tasklist frontdesk",
                        "POST",
                        "/camunda/api/steward/v1/tickets/{closed}/urge",
                        "{\"text\": \"a\"}",
                        409,
                        "is WITHDRAWN",
                        "的状态为“已撤单”"),
                // nobody's
                new Refused(null, "GET", "/camunda/api/steward/v1/tickets", null, 401, "Log in first", "请先登录"),
                new Refused(null, "GET", "/nothing", null, 403, "There is nothing here for you", "您无法访问此处"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    @DisplayName("in English and in Chinese, over every interface")
    void inBoth(Refused refused) {
        Reply english = send(refused, "en-GB,en;q=0.9");
        Reply chinese = send(refused, CHROMIUM);
        assertSoftly(softly -> {
            softly.assertThat(english.status()).as(english.body()).isEqualTo(refused.status);
            softly.assertThat(english.body()).contains(refused.english);
            softly.assertThat(english.header("Content-Language")).isEqualTo("en");
            softly.assertThat(chinese.status()).as(chinese.body()).isEqualTo(refused.status);
            softly.assertThat(chinese.body()).contains(refused.chinese).doesNotContain(refused.english);
            softly.assertThat(chinese.header("Content-Language")).isEqualTo("zh");
            softly.assertThat(chinese.response().headers().allValues("Vary"))
                    .anyMatch(header -> header.contains("Accept-Language"));
            softly.assertThat(chinese.json().path("type"))
                    .isEqualTo(english.json().path("type"));
            softly.assertThat(pointers(chinese)).isEqualTo(pointers(english));
        });
    }

    private static String pointers(Reply reply) {
        return reply.json().path("errors").findValuesAsText("pointer").toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "none",
            value = {"fr-FR, en", "*, en", "none, en", "'zh;q=0.2,en', en", "'fr,zh-TW;q=0.4', zh", "'zh;q=high', en"})
    @DisplayName("by the weights that the browser gives, in English where it asks for none of ours")
    void weights(String accepted, String spoken) {
        Http http = accepted == null ? as("frontdesk") : as("frontdesk").with("Accept-Language", accepted);
        assertThat(http.get("/api/v1/tickets/ST-1").header("Content-Language")).isEqualTo(spoken);
    }

    @Test
    @DisplayName("and every field that is wrong, at its pointer")
    void fields() {
        Reply reply = as("frontdesk")
                .with("Accept-Language", CHROMIUM)
                .with(KEY, UUID.randomUUID().toString())
                .post("/api/v1/tickets", REPORT.replace("Broken lock {0}", " ").replace("2-405", "{0}"));
        assertThat(reply.status()).isEqualTo(422);
        JsonNode problem = reply.json();
        assertThat(problem.get("title").asText()).isEqualTo("填写的内容有误");
        assertThat(problem.get("type").asText()).isEqualTo("urn:steward:problem:invalid");
        assertThat(problem.get("errors").findValuesAsText("pointer")).contains("/title");
        assertThat(problem.get("errors").findValuesAsText("detail")).contains("不能为空");
    }

    @Test
    @DisplayName("where what they sent looks like a template, it stays what it is")
    void dataIsNoTemplate() {
        Reply reply = as("frontdesk")
                .with("Accept-Language", CHROMIUM)
                .with(KEY, UUID.randomUUID().toString())
                .post("/api/v1/tickets", REPORT.replace("locks", "{0}{1}$0"));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("errors").findValuesAsText("detail")).contains("服务目录中没有“{0}{1}$0”");
    }

    @Test
    @DisplayName("A key that was used before answers in the language of the request that repeats it")
    void repeated() {
        String key = UUID.randomUUID().toString();
        assertThat(as("frontdesk")
                        .with(KEY, key)
                        .post("/api/v1/tickets", REPORT)
                        .status())
                .isEqualTo(201);
        Reply other = as("frontdesk")
                .with(KEY, key)
                .with("Accept-Language", "zh")
                .post("/api/v1/tickets", REPORT.replace("2-405", "2-101"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("detail").asText()).isEqualTo("此 Idempotency-Key 已用于内容不同的请求");
    }

    private Reply send(Refused refused, String language) {
        Http http = refused.user == null ? Http.anonymous(port) : as(refused.user);
        String path =
                refused.path.replace("{open}", open).replace("{closed}", closed).replace("{task}", task);
        return http.with("Accept-Language", language)
                .send(refused.method, path, refused.body == null ? null : "application/json", refused.body);
    }

    private Http as(String user) {
        return clients.computeIfAbsent(
                user,
                name -> name.startsWith("tasklist ")
                        ? Http.loggedIn(name.substring("tasklist ".length()), "tasklist", port)
                        : Http.as(name, port));
    }

    private String report() {
        Reply reply = as("frontdesk").with(KEY, UUID.randomUUID().toString()).post("/api/v1/tickets", REPORT);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().get("number").asText();
    }
}
