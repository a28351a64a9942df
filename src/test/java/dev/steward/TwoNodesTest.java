package dev.steward;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.steward.platform.Role;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes as an operator runs them, and what they leave in the database they share. The backlog is an import of tickets
 * that were reported in June and that nobody has looked at since; their wake-ups are held back until both nodes are there.
 */
@Order(Integer.MAX_VALUE
        - 1) // late, when the nodes that run beside the tests have ended: it is about two that work at once
@DisplayName("Two nodes on one database")
class TwoNodesTest {

    private static final int TICKETS = 160;

    /** In the middle: so many each node has climbed, and so many one of them has taken and not climbed yet. */
    private static final int CLIMBED = 5;

    private static final int BEGUN = 20;

    private static final String MAPPING =
            """
            site: sunshine
            zone: Asia/Shanghai
            fields:
              externalReference: {column: id}
              title: {constant: The lamp in the corridor flickers}
              kind: {constant: REPAIR}
              category: {constant: electrical}
              home: {constant: 2-201}
              reporterEmail: {constant: resident@example.com}
              state: {constant: OPEN}
              openedAt: {constant: "2026-06-02T09:00:00"}
            """;

    /** Worked out by hand, as in {@code NeglectedStory}: instants of Asia/Shanghai, and who is told. */
    private static final String RUNGS_OF_EACH =
            """
            2026-06-02 09:45 RESPONSE 75% → frontdesk, housekeeper
            2026-06-02 10:00 RESPONSE 100% → frontdesk, housekeeper, supervisor
            2026-06-03 10:00 RESPONSE +P1D → manager
            2026-06-04 11:00 RESOLUTION 75% → frontdesk, housekeeper
            2026-06-05 09:00 RESOLUTION 100% → frontdesk, housekeeper, supervisor
            2026-06-05 10:00 RESPONSE +P3D → manager
            2026-06-05 16:00 PROGRESS 75% → frontdesk, housekeeper
            2026-06-08 09:00 RESOLUTION +P1D → manager
            2026-06-09 09:00 PROGRESS 100% → frontdesk, housekeeper, supervisor
            2026-06-10 09:00 PROGRESS +P1D → manager
            2026-06-10 09:00 RESOLUTION +P3D → manager
            2026-06-12 09:00 PROGRESS +P3D → manager
            """;

    private final String database = TestDatabase.emptyDatabase();
    private final JdbcClient sql = JdbcClient.create(source(database));

    private static PGSimpleDataSource source(String url) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    @DisplayName("climb every rung of a backlog once between them, though one of them is killed in the middle")
    void backlog() {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        mail.start();
        Map<String, String> environment = TestCompany.environment(database);
        environment.put("STEWARD_SMTP_PORT", String.valueOf(mail.getSmtp().getPort()));
        // the dead node's jobs come free after fifteen seconds instead of sixty, and both look for work each second
        String[] hurry = {
            "--camunda.bpm.job-execution.lock-time-in-millis=15000", "--camunda.bpm.job-execution.max-wait=1000"
        };
        try (TestNode one = TestNode.start(environment, hurry);
                TestNode other = TestNode.start(environment, hurry)) {
            one.awaitReady();
            other.awaitReady();
            TestCompany.hire(other, Role.FRONT_DESK, Role.HOUSEKEEPER, Role.SUPERVISOR, Role.MANAGER);
            // in office hours staff would get thousands of letters at once, before those that are counted here
            sql.sql("update act_id_user set email_ = null").update();
            wakeUpsSuspended(other, true);
            imported(other);
            assertThat(count("select count(*) from steward.clock_rung")).isZero();

            wakeUpsSuspended(other, false);
            TestNode killed = await("both nodes are in the middle of it")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> inTheMiddle(one, other), Objects::nonNull);
            killed.kill();
            List<String> begun = takenBy(killed);
            long climbed = count("select count(distinct ticket) from steward.clock_rung");
            assertThat(climbed).as("tickets climbed when the node was killed").isBetween(2L * CLIMBED, TICKETS - 1L);
            assertThat(begun).as("tickets that the killed node had begun").isNotEmpty();

            TestNode survivor = killed == one ? other : one;
            await("the other node does the rest")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> count("select count(distinct ticket) from steward.clock_rung") == TICKETS
                            && takenBy(killed).isEmpty());
            assertThat(climbedBy(killed) + climbedBy(survivor)).isEqualTo(TICKETS);
            assertThat(begun).as("begun by the dead node, done by the other").allSatisfy(process -> assertThat(
                            nodesThatClimbed(process))
                    .containsExactly(survivor.process().pid() + "@"));
            everyRungOnce();
            everyMessageOnce();
            nothingIsLeft();
            residentsHeardOnce(mail);
        } finally {
            mail.stop();
        }
    }

    /** The node that has just begun much, when both have climbed something. */
    private @Nullable TestNode inTheMiddle(TestNode... nodes) {
        return Stream.of(nodes).allMatch(node -> climbedBy(node) >= CLIMBED)
                ? Stream.of(nodes)
                        .filter(node -> takenBy(node).size() >= BEGUN)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static void wakeUpsSuspended(TestNode node, boolean suspended) {
        Http.Reply reply = TestCompany.administrator(node)
                .put(
                        "/engine-rest/job-definition/suspended",
                        "{\"processDefinitionKey\": \"service-ticket\", \"includeJobs\": true, \"suspended\": %s}"
                                .formatted(suspended));
        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }

    private static void imported(TestNode node) {
        String rows =
                IntStream.range(0, TICKETS).mapToObj(n -> "old-" + n + "\n").collect(joining("", "id\n", ""));
        String boundary = "a-line-that-no-file-has";
        String body = part(boundary, "file", rows) + part(boundary, "mapping", MAPPING) + "--" + boundary + "--\r\n";
        Http manager = TestCompany.person("manager", node);
        Http.Reply accepted =
                manager.send("POST", "/api/v1/imports", "multipart/form-data; boundary=" + boundary, body);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String path = "/api/v1/imports/" + accepted.json().get("id").asText();
        await("imported")
                .atMost(Duration.ofSeconds(60))
                .until(() -> manager.get(path).json().get("state").asText().equals("DONE"));
        assertThat(manager.get(path).json().get("created").asInt())
                .as(manager.get(path).body())
                .isEqualTo(TICKETS);
    }

    private static String part(String boundary, String name, String content) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"upload\"\r\n\r\n%s\r\n"
                .formatted(boundary, name, content);
    }

    /** Tickets whose wake-up a node has carried out. */
    private long climbedBy(TestNode node) {
        return count(
                """
                select count(distinct process_instance_id_) from act_hi_job_log
                 where act_id_ = 'timerEvent_nextWakeUp' and job_state_ = 2 and hostname_ like '%d@%%'
                """
                        .formatted(node.process().pid()));
    }

    private List<String> nodesThatClimbed(String process) {
        return sql.sql(
                        """
                select distinct substring(hostname_ from '^\\d+@') from act_hi_job_log
                 where act_id_ = 'timerEvent_nextWakeUp' and job_state_ = 2 and process_instance_id_ = :process
                """)
                .param("process", process)
                .query(String.class)
                .list();
    }

    /** Tickets whose wake-up a node has taken and not carried out. */
    private List<String> takenBy(TestNode node) {
        return sql.sql("select process_instance_id_ from act_ru_job where lock_owner_ like :node and"
                        + " process_instance_id_ is not null") // the engine's own housekeeping is none
                .param("node", node.process().pid() + "@%")
                .query(String.class)
                .list();
    }

    private void everyRungOnce() {
        List<String> found = sql.sql(
                        """
                select to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || ' ' || target || ' ' || rung
                       || ' × ' || count(*) as line
                  from steward.clock_rung group by due_at, target, rung order by due_at, target
                """)
                .query(String.class)
                .list();
        assertThat(found)
                .isEqualTo(RUNGS_OF_EACH
                        .lines()
                        .map(line -> line.substring(0, line.indexOf(" →")) + " × " + TICKETS)
                        .toList());
        List<String> told = sql.sql(
                        """
                select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || ' ' || text || ' × ' || count(*)
                       as line
                  from steward.timeline where type = 'RUNG' group by at, text order by at, text
                """)
                .query(String.class)
                .list();
        assertThat(told)
                .as("and told once in the timeline of its ticket")
                .isEqualTo(RUNGS_OF_EACH
                        .lines()
                        .map(line -> line + " × " + TICKETS)
                        .toList());
    }

    private void everyMessageOnce() {
        record Message(String rung, String user, long times) {}
        List<Message> messages = sql.sql(
                        """
                select replace(substring(staff_key from '^[^/]+/(.*)/[^/]+$'), '/1/', ' ') as rung, recipient_user,
                       count(*) as times
                  from steward.outbox where stage = 'RUNG' group by 1, 2 order by 1, 2
                """)
                .query((row, n) -> new Message(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
        assertThat(messages).allSatisfy(message -> assertThat(message.times()).isEqualTo(TICKETS));
        Map<String, String> found =
                messages.stream().collect(groupingBy(Message::rung, mapping(Message::user, joining(", "))));
        Map<String, String> expected = new HashMap<>();
        RUNGS_OF_EACH.lines().forEach(line -> {
            String[] rung = line.substring("2026-06-02 09:45 ".length()).split(" → ");
            expected.put(rung[0], rung[1]);
        });
        assertThat(found).isEqualTo(expected);
    }

    private void nothingIsLeft() {
        assertThat(count("select count(*) from act_ru_incident"))
                .as("incidents")
                .isZero();
        assertThat(count("select count(*) from act_ru_job where exception_msg_ is not null or"
                        + " exception_stack_id_ is not null"))
                .as("failed jobs")
                .isZero();
        assertThat(count("select count(*) from act_ru_job where lock_owner_ is not null and process_instance_id_ is not"
                        + " null"))
                .as("jobs that anybody still holds")
                .isZero();
        assertThat(count("select count(*) from act_ru_job where duedate_ <= now()"))
                .as("wake-ups still due")
                .isZero();
    }

    /** Each resident was sent the delay once; the killed node may have had one letter in its hands. */
    private void residentsHeardOnce(GreenMail mail) {
        assertThat(count("select count(*) from steward.outbox where stage = 'DELAYED'"))
                .isEqualTo(TICKETS);
        await("letters sent")
                .atMost(Duration.ofSeconds(90)) // of a busy machine
                .until(() -> count("select count(*) from steward.outbox where stage = 'DELAYED' and state = 'WAITING'")
                        == 0);
        long inHand = count("select count(*) from steward.outbox where stage = 'DELAYED' and state <> 'SENT'");
        assertThat(inHand).as("letters that the killed node had in its hands").isLessThanOrEqualTo(1);
        List<String> received = Arrays.stream(mail.getReceivedMessages())
                .filter(message -> header(message, "To").equals("resident@example.com"))
                .map(message -> header(message, "Message-ID"))
                .toList();
        assertThat(received).hasSizeBetween((int) (TICKETS - inHand), TICKETS);
        assertThat(received).doesNotHaveDuplicates();
    }

    private static String header(MimeMessage message, String name) {
        try {
            return message.getHeader(name, " ");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String query) {
        return sql.sql(query).query(Long.class).single();
    }
}
