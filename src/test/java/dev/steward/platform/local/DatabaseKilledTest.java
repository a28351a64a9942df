package dev.steward.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.Http;
import dev.steward.TestCompany;
import dev.steward.TestNode;
import dev.steward.platform.Role;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node of the production profile whose PostgreSQL is killed while clients report tickets, and started again. */
@Execution(ExecutionMode.CONCURRENT) // nodes of its own: beside the other tests
@DisplayName("When PostgreSQL is killed under a running node")
class DatabaseKilledTest {

    private static final int CLIENTS = 4;
    private static final int TICKETS_OF_EACH = 15;
    private static final int TICKETS = CLIENTS * TICKETS_OF_EACH;

    @TempDir
    Path folder;

    /** The client's own ledger: which number was acknowledged for which key. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final CountDownLatch back = new CountDownLatch(1);

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    @DisplayName(
            "requests are answered 503, and when it is back nothing is lost, nothing there twice and nothing half done")
    void killedAndStartedAgain() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(data);
                TestNode node = TestNode.start(environment(database)).awaitReady()) {
            TestCompany.hire(node, Role.FRONT_DESK, Role.SUPERVISOR);
            List<Future<?>> reporting = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                reporting.add(clients.submit(() -> reports(node, number)));
            }
            await("the clients are at it").until(() -> acknowledged.size() >= CLIENTS * 2);
            kill();
            assertThat(acknowledged).as("killed in the middle").hasSizeLessThan(TICKETS);
            awayIsToldSo(node);

            try (EmbeddedDatabase again = EmbeddedDatabase.start(data)) {
                assertThat(again.url()).as("the same address").isEqualTo(database.url());
                await("ready when PostgreSQL is back")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> node.get("/actuator/health/readiness") == 200);
                back.countDown();
                for (Future<?> client : reporting) {
                    client.get(2, TimeUnit.MINUTES);
                }
                nothingLostNothingTwice(node);
                nothingHalfDone(again);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static Map<String, String> environment(EmbeddedDatabase database) {
        Map<String, String> environment = TestCompany.environment(database.url());
        environment.put("STEWARD_DB_USER", database.user());
        environment.put("STEWARD_DB_PASSWORD", database.password());
        return environment;
    }

    private void kill() throws Exception {
        String pid =
                Files.readAllLines(folder.resolve("database/postmaster.pid")).get(0);
        ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
        all.add(server);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    private void reports(TestNode node, int client) {
        Http desk = TestCompany.person("frontdesk", node);
        for (int n = 0; n < TICKETS_OF_EACH; n++) {
            String key = "client-" + client + "-" + n;
            while (!acknowledged.containsKey(key)) {
                report(desk, key);
            }
        }
    }

    /** An unknown outcome is tried again with the same key. */
    private void report(Http desk, String key) {
        try {
            Http.Reply reply = post(desk, key);
            if (reply.status() == 200 || reply.status() == 201) {
                acknowledged.put(key, reply.json().get("number").asText());
                return;
            }
            // 409: the try before, whose answer was lost, is not over yet
            assertThat(reply.status()).as(reply.body()).isIn(503, 409);
        } catch (UncheckedIOException cut) {
            // nobody knows what came of it
        }
        try {
            assertThat(back.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Http.Reply post(Http desk, String key) {
        return desk.with("Idempotency-Key", key)
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind": "REPAIR", "category": "plumbing", "title": "%s", "description": "It drips",
                         "site": "sunshine", "home": "1-201",
                         "reporter": {"name": "Li Lei", "email": "li@example.com", "language": "en"}}
                        """
                                .formatted(key));
    }

    private static void awayIsToldSo(TestNode node) {
        assertThat(node.get("/actuator/health/readiness")).isEqualTo(503);
        assertThat(node.get("/actuator/health/liveness"))
                .as("it lives; a restart would not help")
                .isEqualTo(200);
        Http desk = TestCompany.person("frontdesk", node);
        Http supervisor = TestCompany.person("supervisor", node);
        unavailable(post(desk, "while-away"), "application/problem+json");
        unavailable(desk.get("/api/v1/tickets"), "application/problem+json");
        unavailable(supervisor.get("/engine-rest/task"), "application/json");
    }

    private static void unavailable(Http.Reply reply, String type) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(reply.header("Content-Type")).startsWith(type);
        assertThat(reply.body())
                .doesNotContain("Exception")
                .doesNotContain("jdbc")
                .doesNotContain("Connection")
                .doesNotContain("127.0.0.1");
    }

    private void nothingLostNothingTwice(TestNode node) {
        Http desk = TestCompany.person("frontdesk", node);
        assertThat(acknowledged).hasSize(TICKETS);
        assertThat(acknowledged.values()).as("a ticket for each key").doesNotHaveDuplicates();
        acknowledged.forEach((key, number) -> {
            Http.Reply again = post(desk, key);
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(again.json().get("number").asText()).isEqualTo(number);
        });
    }

    private static void nothingHalfDone(EmbeddedDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        JdbcClient sql = JdbcClient.create(source);
        // each of them counted by the ticket that it belongs to
        for (String part : List.of(
                "select number from steward.ticket",
                "select business_key_ from act_ru_execution where parent_id_ is null",
                "select ticket from steward.ticket_person",
                "select ticket from steward.timeline where type = 'REGISTERED'",
                "select ticket from steward.outbox where stage = 'REGISTERED'",
                "select ticket from steward.clock where target = 'RESPONSE'",
                "select e.business_key_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_",
                "select e.business_key_ from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_")) {
            List<String> tickets = sql.sql(part).query(String.class).list();
            assertThat(tickets).as(part).hasSize(TICKETS).doesNotHaveDuplicates();
        }
        assertThat(sql.sql("select count(*) from act_ru_incident")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
