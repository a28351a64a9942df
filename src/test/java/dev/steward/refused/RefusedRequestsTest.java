package dev.steward.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import dev.steward.TestAccounts;
import dev.steward.platform.security.Attempts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What clients send by mistake or on purpose, over both interfaces: each hears what is wrong, and nothing has changed. */
@StewardTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A request")
class RefusedRequestsTest {

    /** What no answer may give away. */
    private static final List<String> SECRETS = List.of(
            "org.camunda",
            "org.spring",
            "java.",
            "jakarta.",
            "dev.steward",
            "Exception",
            "\tat ",
            "select ",
            "insert ",
            "SQL",
            "act_ru_",
            "steward.ticket",
            "ENGINE-",
            "JsonParse",
            "jackson",
            "postgres",
            "+862155550101");

    @LocalServerPort
    int port;

    @AfterEach
    void forgiven(@Autowired Attempts attempts) {
        TestAccounts.forgive(attempts);
    }

    @Autowired
    JdbcClient jdbc;

    private final Map<String, Http> clients = new ConcurrentHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private String before;

    @BeforeAll
    void someTickets() {
        names.put("open", report("frontdesk", Report.good()));
        names.put("closed", report("frontdesk", Report.good()));
        as("frontdesk").post(Report.TICKETS + "/" + names.get("closed") + "/withdraw", "{\"reason\": \"test\"}");
        names.put("foreign", report("frontdesk-h", Report.changed(body -> body.put("site", "harbour"))));
        report("frontdesk", Report.changed(body -> body.put("channel", "HOTLINE")
                .put("externalReference", "H-17")));
        names.put(
                "task",
                as("frontdesk")
                        .get(Report.TICKETS + "/" + names.get("open") + "/tasks")
                        .json()
                        .at("/0/id")
                        .asText());
        names.put(
                "repair",
                as("frontdesk")
                        .post(Report.START, Report.variables(body -> body.put("reply", "Soon")
                                .put("outcome", "REPAIR")
                                .put("provider", "OWN")))
                        .json()
                        .get("businessKey")
                        .asText());
        names.put("charge", charge(names.get("open")));
        before = state();
    }

    /** A charge that is due, as a visit leaves it behind. */
    private String charge(String number) {
        return String.valueOf(jdbc.sql(
                        """
                        with work as (
                          insert into steward.work_order
                                 (ticket, site, round, status, provider, slot_needed, open_to_claim, absences, missed_by_us,
                                  rework, free, recharge, opened_at, since, ended_at, dispatches, acceptances, appointments,
                                  delays, version)
                          select number, site, 1, 'DONE', 'OWN', true, false, 0, 0, false, false, false, now(), now(), now(),
                                 0, 0, 0, 0, 1
                            from steward.ticket where number = :number
                          returning id, ticket, site),
                        visit as (
                          insert into steward.home_visit (ticket, site, work_order, result, recorded_by, at, materials)
                          select ticket, site, id, 'DONE', 'technician', now(), '[]' from work
                          returning id, ticket, site, work_order)
                        insert into steward.charge
                               (ticket, site, work_order, home_visit, amount, currency, payer, status, due_since)
                        select ticket, site, work_order, id, 35, 'CNY', 'RESIDENT', 'DUE', now() from visit
                        returning id
                        """)
                .param("number", number)
                .query(Long.class)
                .single());
    }

    /** Everything that a request that was refused could have left behind. */
    private String state() {
        return jdbc.sql(
                        """
                        select concat_ws(' ',
                               (select count(*) from steward.ticket),
                               (select coalesce(sum(version), 0) from steward.ticket),
                               (select count(*) from steward.timeline),
                               (select count(*) from steward.idempotency),
                               (select count(*) from steward.photo),
                               (select count(*) from steward.import),
                               (select count(*) from steward.absence),
                               (select count(*) from steward.duty_rule),
                               (select count(*) from steward.handbook),
                               (select count(*) from steward.token),
                               (select count(*) from steward.charge where status = 'DUE'),
                               (select count(*) from act_ru_execution),
                               (select count(*) from act_ru_task),
                               (select count(*) from act_ru_variable),
                               (select count(*) from act_hi_procinst),
                               (select count(*) from act_re_deployment),
                               (select count(*) from act_id_user))
                        """)
                .query(String.class)
                .single();
    }

    static Stream<Bad> requests() {
        return Stream.of(
                        UnreadableBodies.requests(),
                        WrongReports.requests(),
                        WrongSearches.requests(),
                        WrongChanges.requests(),
                        WrongUploads.requests(),
                        WrongCallers.requests())
                .flatMap(part -> part);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    @DisplayName("that is wrong is refused, says what is wrong, and changes nothing")
    void refused(Bad bad) {
        Reply reply = bad.send(bad.user() == null ? Http.anonymous(port) : as(bad.user()), this::named);
        assertSoftly(softly -> {
            softly.assertThat(reply.status()).as(reply.body()).isEqualTo(bad.status());
            softly.assertThat(reply.body()).contains(bad.says());
            SECRETS.forEach(secret -> softly.assertThat(reply.body()).doesNotContain(secret));
            if (bad.isEngines()) {
                plain(softly, reply);
            } else {
                problem(softly, bad, reply);
            }
            softly.assertThat(state()).as("what is there").isEqualTo(before);
        });
    }

    private static void plain(SoftAssertions softly, Reply reply) {
        softly.assertThat(reply.json().path("type").asText()).as(reply.body()).isNotBlank();
        softly.assertThat(reply.json().path("message").asText())
                .as(reply.body())
                .isNotBlank();
    }

    private static void problem(SoftAssertions softly, Bad bad, Reply reply) {
        JsonNode problem = reply.json();
        softly.assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        softly.assertThat(problem.path("type").asText()).startsWith("urn:steward:problem:");
        softly.assertThat(problem.path("title").asText()).isNotBlank();
        softly.assertThat(problem.path("status").asInt()).isEqualTo(bad.status());
        softly.assertThat(problem.path("correlationId").asText()).isEqualTo(reply.header("X-Correlation-Id"));
        if (bad.pointer() != null) {
            softly.assertThat(problem.path("errors").findValuesAsText("pointer"))
                    .as(reply.body())
                    .contains(bad.pointer());
        }
    }

    private String named(String text) {
        String named = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace("{" + name.getKey() + "}", name.getValue());
        }
        return named;
    }

    @Test
    @DisplayName("that comes too often with a wrong password has to wait, and is told how long")
    void tooOften() {
        for (String path : List.of(Report.TICKETS, "/engine-rest/version")) {
            Http wrong = Http.as("refused", "wrong", port);
            Reply reply = wrong.get(path);
            for (int i = 0; i < 10 && reply.status() == 401; i++) {
                reply = wrong.get(path);
            }
            assertThat(reply.status()).isEqualTo(429);
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isPositive();
            assertThat(reply.json().path("type").asText()).endsWith("too-many-requests");
        }
    }

    @Test
    @DisplayName("keeps its own correlation id where that is a decent one")
    void correlation() {
        Http http = as("ownerapp");
        assertThat(http.with("X-Correlation-Id", "my-own-id-123")
                        .get(Report.TICKETS)
                        .header("X-Correlation-Id"))
                .isEqualTo("my-own-id-123");
        assertThat(http.with("X-Correlation-Id", "a b").get(Report.TICKETS).header("X-Correlation-Id"))
                .isNotEqualTo("a b");
    }

    @Test
    @DisplayName("that is right makes the others stand out: it is a ticket, once; with another body its key is used up")
    void good() {
        Http http = as("ownerapp").with(Bad.KEY, UUID.randomUUID().toString());
        Reply made = http.post(Report.TICKETS, Report.good());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String number = made.json().path("number").asText();
        Reply again = http.post(Report.TICKETS, Report.good());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("number").asText()).isEqualTo(number);
        Reply other = http.post(Report.TICKETS, Report.good().replace("drips", "leaks"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(as("ownerapp-h").get(Report.TICKETS + "/" + number).status()).isEqualTo(404);
        Reply instances = as("supervisor")
                .get("/engine-rest/history/process-instance?processInstanceBusinessKey=" + names.get("foreign"));
        assertThat(instances.body()).as("another site's instances").isEqualTo("[]");
        before = state();
    }

    private Http as(String user) {
        return clients.computeIfAbsent(user, name -> Http.as(name, port));
    }

    private String report(String user, String body) {
        Reply reply = as(user).with(Bad.KEY, UUID.randomUUID().toString()).post(Report.TICKETS, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().get("number").asText();
    }
}
