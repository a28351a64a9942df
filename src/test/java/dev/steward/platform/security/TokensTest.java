package dev.steward.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import dev.steward.TestAccounts;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@StewardTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("A bearer token")
class TokensTest {

    private static final String TOKENS = "/api/v1/tokens";

    /** A system of sunshine of this test's own. */
    private static final String SYSTEM = "erp";

    @LocalServerPort
    int port;

    @AfterEach
    void forgiven(@Autowired Attempts attempts) {
        TestAccounts.forgive(attempts);
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    IdentityService identities;

    @BeforeEach
    void account() {
        var user = identities.newUser(SYSTEM);
        user.setPassword("a long password of its own");
        identities.saveUser(user);
        identities.createMembership(SYSTEM, "integration");
        identities.createTenantUserMembership("sunshine", SYSTEM);
    }

    @AfterEach
    void tidy() {
        ClockUtil.reset();
        identities.deleteUser(SYSTEM);
        jdbc.sql("delete from steward.token").update();
    }

    private Reply make(String as, String body) {
        return Http.as(as, port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(TOKENS, body);
    }

    private String made(String body) {
        Reply reply = make("admin", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().get("token").asText();
    }

    private String made() {
        return made("{\"user\": \"erp\", \"name\": \"night run " + UUID.randomUUID() + "\"}");
    }

    private Http bearing(String token) {
        return Http.anonymous(port).with("Authorization", "Bearer " + token);
    }

    private static void wrong(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    @DisplayName("lets a system in where its password would: /api/v1 and /engine-rest with its role and sites")
    void letsIn() {
        Http http = bearing(made());
        assertThat(http.get("/api/v1/sites").json().findValuesAsText("key")).containsExactly("sunshine");
        assertThat(http.get("/api/v1/sites/harbour").status()).isEqualTo(404);
        assertThat(http.get("/api/v1/sites/sunshine/staff").status()).isEqualTo(403);
        assertThat(http.get("/engine-rest/task/count").status()).isEqualTo(200);
        assertThat(http.get("/engine-rest/process-instance").status()).isEqualTo(403);
        assertThat(http.get("/v3/api-docs").status()).isEqualTo(200);
        Reply ticket = http.with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind": "REPAIR", "category": "locks", "title": "Lock", "description": "It turns",
                         "site": "sunshine", "home": "2-403", "reporter": {"name": "Mei"}}""");
        assertThat(ticket.status()).as(ticket.body()).isEqualTo(201);
        assertThat(http.get("/api/v1/tickets/" + ticket.json().get("number").asText() + "/timeline")
                        .json()
                        .at("/items/0/actor")
                        .asText())
                .isEqualTo(SYSTEM);
    }

    @Test
    @DisplayName("is no way into the web applications")
    void notTheWebApplications() {
        Http http = bearing(made());
        assertThat(http.get("/camunda/api/steward/v1/sites").status()).isEqualTo(401);
        assertThat(http.get("/camunda/api/engine/engine/default/task/count").status())
                .isEqualTo(401);
        assertThat(http.get("/camunda/api/cockpit/plugin/base/default/process-definition/statistics")
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("is shown once; a repeated request makes no other and does not show it again")
    void shownOnce() {
        String body = "{\"user\": \"erp\", \"name\": \"once\"}";
        Http admin =
                Http.as("admin", port).with("Idempotency-Key", UUID.randomUUID().toString());
        Reply first = admin.post(TOKENS, body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Cache-Control")).contains("no-store");
        assertThat(TokenText.isOne(first.json().get("token").asText())).isTrue();
        Reply again = admin.post(TOKENS, body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(again.json().has("token")).isFalse();
        Reply list = Http.as("admin", port).get(TOKENS);
        assertThat(list.json().at("/items/0/name").asText()).isEqualTo("once");
        assertThat(list.body()).doesNotContain(first.json().get("token").asText());
        assertThat(Http.as("admin", port).post(TOKENS, body).status())
                .as("without a key")
                .isEqualTo(400);
        assertThat(make("admin", body).status()).as("the name is taken").isEqualTo(409);
    }

    @Test
    @DisplayName("is made by administrators for systems and by everybody for themselves, and by no other token")
    void whoMakes() {
        assertThat(make("admin", "{\"user\": \"manager\", \"name\": \"a\"}").status())
                .as("in the name of a person")
                .isEqualTo(422);
        assertThat(make("admin", "{\"user\": \"nobody\", \"name\": \"a\"}").status())
                .isEqualTo(422);
        assertThat(make("manager", "{\"user\": \"erp\", \"name\": \"a\"}").status())
                .isEqualTo(403);
        Reply own = make("manager", "{\"name\": \"my script\"}");
        assertThat(own.status()).isEqualTo(201);
        assertThat(own.json().get("user").asText()).isEqualTo("manager");
        String token = own.json().get("token").asText();
        assertThat(bearing(token)
                        .with("Idempotency-Key", UUID.randomUUID().toString())
                        .post(TOKENS, "{\"name\": \"another\"}")
                        .status())
                .isEqualTo(403);
        for (String body : List.of(
                "{}",
                "{\"name\": \"  \"}",
                "{\"name\": \"a\\nb\"}",
                "{\"name\": \"a\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}",
                "{\"name\": \"a\", \"expiresAt\": \"2999-01-01T00:00:00Z\"}",
                "{\"name\": \"a\", \"token\": \"mine\"}")) {
            assertThat(make("manager", body).status()).as(body).isEqualTo(422);
        }
    }

    @Test
    @DisplayName("is worth nothing once revoked, by its owner or an administrator, or expired")
    void ends() {
        Reply made = make(
                "admin",
                "{\"user\": \"erp\", \"name\": \"a\", \"expiresAt\": \"%s\"}"
                        .formatted(Instant.now().plus(Duration.ofHours(2))));
        String token = made.json().get("token").asText();
        String id = made.json().get("id").asText();
        assertThat(Http.as("manager", port).delete(TOKENS + "/" + id).status())
                .as("somebody else's")
                .isEqualTo(404);
        assertThat(bearing(token).get("/api/v1/sites").status()).isEqualTo(200);

        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofHours(3))));
        wrong(bearing(token).get("/api/v1/sites"));
        ClockUtil.reset();

        assertThat(bearing(token).delete(TOKENS + "/" + id).status())
                .as("a token ends itself")
                .isEqualTo(204);
        wrong(bearing(token).get("/engine-rest/version"));
        assertThat(Http.as("admin", port).delete(TOKENS + "/" + id).status()).isEqualTo(204);
        assertThat(make("admin", "{\"user\": \"erp\", \"name\": \"a\"}").status())
                .as("the name is free again")
                .isEqualTo(201);
    }

    @Test
    @DisplayName("goes with its account: without a role or deleted it stops at once, and a namesake does not get it")
    void accountGoes() {
        String token = made();
        assertThat(bearing(token).get("/api/v1/sites").status()).isEqualTo(200);
        identities.deleteTenantUserMembership("sunshine", SYSTEM);
        assertThat(bearing(token).get("/api/v1/sites").json().get("items")).isEmpty();
        identities.deleteMembership(SYSTEM, "integration");
        wrong(bearing(token).get("/api/v1/sites"));
        identities.createMembership(SYSTEM, "integration");
        assertThat(bearing(token).get("/api/v1/sites").status()).isEqualTo(200);
        identities.deleteUser(SYSTEM);
        wrong(bearing(token).get("/api/v1/sites"));
        account();
        wrong(bearing(token).get("/api/v1/sites"));
    }

    @Test
    @DisplayName("that is wrong is told so, with no reason; however often it comes, nobody else from there has to wait")
    void wrongOnes() {
        String good = made();
        String old = TokenText.random(new SecureRandom());
        for (String text : List.of("", "x", "stw_", good.substring(1), good + "0", swapped(good))) {
            wrong(bearing(text).get("/api/v1/sites"));
        }
        for (int i = 0; i < Attempts.FREE_PER_SOURCE; i++) {
            wrong(bearing(old).get("/engine-rest/version"));
        }
        wrong(bearing(old).get("/engine-rest/version"));
        assertThat(bearing(good).get("/engine-rest/version").status()).isEqualTo(200);
        assertThat(Http.as("manager", port).get("/engine-rest/version").status())
                .isEqualTo(200);
        Reply nobody = Http.anonymous(port).get("/api/v1/sites");
        assertThat(nobody.response().headers().allValues("WWW-Authenticate"))
                .anyMatch(way -> way.startsWith("Basic"))
                .anyMatch(way -> way.startsWith("Bearer"));
    }

    @Test
    @DisplayName(
            "is not for administrators: a stolen one would make others that stay; it ends when its account becomes one")
    void noAdministrator() {
        assertThat(make("admin", "{\"name\": \"my script\"}").status()).isEqualTo(403);
        String token = made();
        assertThat(bearing(token).get("/api/v1/sites").status()).isEqualTo(200);
        identities.createMembership(SYSTEM, "camunda-admin");
        wrong(bearing(token).post("/engine-rest/user/create", "{}"));
        assertThat(make("admin", "{\"user\": \"erp\", \"name\": \"a\"}").status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("that is good is listed before those that ended; what ended 90 days ago is forgotten")
    void forgotten(@Autowired Tokens tokens) {
        made("{\"user\": \"erp\", \"name\": \"good\"}");
        String revoked = make("admin", "{\"user\": \"erp\", \"name\": \"revoked\"}")
                .json()
                .get("id")
                .asText();
        Http.as("admin", port).delete(TOKENS + "/" + revoked);
        assertThat(names()).containsExactly("good", "revoked");

        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(89))));
        tokens.forgetEnded();
        assertThat(names()).containsExactly("good", "revoked");
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(91))));
        tokens.forgetEnded();
        assertThat(names()).as("expired, but lately").containsExactly("good");
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(181))));
        tokens.forgetEnded();
        assertThat(names()).isEmpty();
    }

    private List<String> names() {
        return Http.as("admin", port).get(TOKENS).json().findValuesAsText("name");
    }

    private static String swapped(String token) {
        return token.substring(0, 10) + (token.charAt(10) == 'a' ? 'b' : 'a') + token.substring(11);
    }

    @Test
    @DisplayName("remembers the day it was last used, and no more")
    void lastUsed() {
        String token = made();
        assertThat(Http.as("admin", port)
                        .get(TOKENS)
                        .json()
                        .at("/items/0/lastUsedOn")
                        .isNull())
                .isTrue();
        bearing(token).get("/api/v1/sites");
        assertThat(Http.as("admin", port)
                        .get(TOKENS)
                        .json()
                        .at("/items/0/lastUsedOn")
                        .asText())
                .matches("\\d{4}-\\d{2}-\\d{2}");
    }

    @Test
    @DisplayName("stands in no table, no line of the log and no problem")
    void secret(CapturedOutput output) {
        String token = made();
        String body = token.substring(4, 47);
        List<Reply> replies = new ArrayList<>();
        replies.add(bearing(token).get("/api/v1/tickets?colour=red"));
        replies.add(bearing(token).post("/engine-rest/process-definition/key/service-ticket/start", "{"));
        replies.add(bearing(token + "x").get("/api/v1/sites"));
        replies.add(bearing(token).get("/api/v1/none"));
        replies.add(Http.as("x", token, port).get("/api/v1/sites"));
        assertThat(replies).noneMatch(reply -> reply.body().contains(body));
        assertThat(output.getAll()).doesNotContain(body);
        String hex = HexFormat.of().formatHex(token.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (String table : jdbc.sql(
                        """
                        select format('%I.%I', table_schema, table_name) from information_schema.tables
                         where table_schema in ('steward', 'public') and table_type = 'BASE TABLE'
                        """)
                .query(String.class)
                .list()) {
            assertThat(jdbc.sql("select count(*) from " + table
                                    + " it where it::text like '%' || :body || '%' or it::text like '%' || :hex || '%'")
                            .param("body", body)
                            .param("hex", hex)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    @DisplayName("is known by its beginning and its checksum to whoever searches files for secrets")
    void shape() {
        var random = new SecureRandom();
        for (int i = 0; i < 1_000; i++) {
            String token = TokenText.random(random);
            assertThat(token).matches("stw_[0-9A-Za-z]{49}");
            assertThat(TokenText.isOne(token)).isTrue();
            assertThat(TokenText.isOne(swapped(token))).isFalse();
        }
        assertThatCode(() -> TokenText.isOne("stw_" + "\ud83d".repeat(49))).doesNotThrowAnyException();
    }
}
