package dev.steward.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Steward;
import dev.steward.TestDatabase;
import dev.steward.platform.Role;
import dev.steward.platform.Worker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = Steward.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"steward.local.world=false", "server.address="})
@ActiveProfiles("local")
@ContextConfiguration(initializers = TestDatabase.class)
@Import(DemoClockTest.Messenger.class)
@DirtiesContext
@DisplayName("The demo clock")
class DemoClockTest {

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry properties) {
        properties.add("steward.local.data", folder::toString);
    }

    /** A background duty with one thing to do at a time that is nobody's timer. */
    @TestConfiguration
    static class Messenger {

        volatile Optional<Instant> waiting = Optional.empty();
        volatile Optional<Instant> patientUntil = Optional.empty();
        final List<Instant> done = new ArrayList<>();

        @Bean
        Worker messenger(Clock clock) {
            return new Worker() {
                @Override
                public boolean work() {
                    if (waiting.filter(at -> !at.isAfter(clock.instant())).isEmpty()) {
                        return false;
                    }
                    if (patientUntil.filter(at -> at.isAfter(clock.instant())).isPresent()) {
                        return true;
                    }
                    waiting = Optional.empty();
                    done.add(clock.instant());
                    return true;
                }

                @Override
                public Optional<Instant> next() {
                    return waiting;
                }
            };
        }
    }

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestRestTemplate http;

    @Autowired
    JdbcClient database;

    @Autowired
    Clock clock;

    @Autowired
    Messenger messenger;

    @BeforeEach
    void accounts() {
        account("boss", Role.ADMINISTRATOR);
        account("clerk", Role.FRONT_DESK);
    }

    @AfterAll
    static void backToTheMachinesTime() {
        ClockUtil.reset();
    }

    @Test
    @DisplayName("steps from due moment to due moment: what follows from a timer starts at that timer's instant")
    void steps() {
        deploy("steps");
        Instant before = clock.instant();
        String instance = start("steps");
        messenger.waiting = Optional.of(clock.instant().plus(Duration.ofHours(5)));
        Instant wanted = messenger.waiting.get();
        messenger.patientUntil = Optional.empty();

        JsonNode moved = move("boss", "PT48H").getBody();

        Instant first = ended(instance, "first");
        Instant second = ended(instance, "second");
        assertThat(first)
                .isBetween(
                        before.plus(Duration.ofHours(1)),
                        before.plus(Duration.ofHours(1).plusSeconds(5)));
        assertThat(second).as("to the millisecond after the first").isEqualTo(first.plus(Duration.ofHours(26)));
        assertThat(messenger.done).containsExactly(wanted);
        assertThat(moved.get("failed").asInt()).isZero();
        assertThat(moved.get("jobs").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(Duration.parse(moved.get("ahead").asText())).isGreaterThanOrEqualTo(Duration.ofHours(48));
        assertThat(clock.instant()).isAfterOrEqualTo(before.plus(Duration.ofHours(48)));
        assertThat(((ProcessEngineImpl) engine)
                        .getProcessEngineConfiguration()
                        .getJobExecutor()
                        .isActive())
                .as("jobs run by themselves again")
                .isTrue();
    }

    @Test
    @DisplayName("reaches a moment between two of its milliseconds, and lets time pass for work that waits for it")
    void finerThanTheClock() {
        messenger.done.clear();
        Instant due = clock.instant().plus(Duration.ofHours(1)).plusNanos(432_000);
        messenger.waiting = Optional.of(due);
        messenger.patientUntil = Optional.of(due.plusMillis(3));

        ResponseEntity<JsonNode> moved = move("boss", "PT2H");

        assertThat(moved.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(messenger.done).singleElement().satisfies(at -> assertThat(at)
                .isBetween(due, due.plusMillis(10)));
    }

    @Test
    @DisplayName("repeats a job that fails as the engine prescribes, and leaves an incident")
    void failing() {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "failing.bpmn",
                        Bpmn.createExecutableProcess("failing")
                                .camundaHistoryTimeToLive(365)
                                .startEvent()
                                .intermediateCatchEvent("wait")
                                .timerWithDuration("PT1H")
                                .serviceTask("broken")
                                .camundaExpression("${nothing.here()}")
                                .endEvent()
                                .done())
                .deploy();
        String instance = start("failing");

        JsonNode moved = move("boss", "PT3H").getBody();

        assertThat(moved.get("failed").asInt()).isGreaterThan(1);
        assertThat(engine.getRuntimeService()
                        .createIncidentQuery()
                        .processInstanceId(instance)
                        .count())
                .isOne();
    }

    @Test
    @DisplayName("is still ahead after a restart, and only ever goes forward")
    void restart() {
        move("boss", "P1D");
        Instant moved = clock.instant();
        ClockUtil.reset();
        new DemoClockStore(database).preInit(null);
        assertThat(clock.instant()).isAfterOrEqualTo(moved);
        move("boss", "PT1S");
        assertThat(clock.instant()).isAfterOrEqualTo(moved.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1H", "P61D", "tomorrow", "", "P1M", "PT99999999999999999999H"})
    @DisplayName("refuses what is no positive duration of at most sixty days")
    void refuses(String advance) {
        Instant before = clock.instant();
        assertThat(move("boss", advance).getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(clock.instant()).isBefore(before.plus(Duration.ofMinutes(1)));
    }

    @Test
    @DisplayName("is for administrators")
    void administratorsOnly() {
        assertThat(move("clerk", "PT1H").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(http.withBasicAuth("clerk", "Pass-phrase 42")
                        .getForEntity("/api/v1/demo/clock", JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(http.getForEntity("/api/v1/demo/clock", JsonNode.class).getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
        var seen = http.withBasicAuth("boss", "Pass-phrase 42").getForEntity("/api/v1/demo/clock", JsonNode.class);
        assertThat(seen.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(Instant.parse(seen.getBody().get("now").asText())).isBeforeOrEqualTo(clock.instant());
    }

    private ResponseEntity<JsonNode> move(String user, String advance) {
        return http.withBasicAuth(user, "Pass-phrase 42")
                .postForEntity("/api/v1/demo/clock", Map.of("advance", advance), JsonNode.class);
    }

    private void account(String id, Role role) {
        var identities = engine.getIdentityService();
        if (identities.createUserQuery().userId(id).count() > 0) {
            return;
        }
        var user = identities.newUser(id);
        user.setPassword("Pass-phrase 42");
        identities.saveUser(user);
        if (identities.createGroupQuery().groupId(role.group()).count() == 0) {
            identities.saveGroup(identities.newGroup(role.group()));
        }
        identities.createMembership(id, role.group());
    }

    private void deploy(String key) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        key + ".bpmn",
                        Bpmn.createExecutableProcess(key)
                                .camundaHistoryTimeToLive(365)
                                .startEvent()
                                .intermediateCatchEvent("first")
                                .timerWithDuration("PT1H")
                                .intermediateCatchEvent("second")
                                .timerWithDuration("PT26H")
                                .userTask("later")
                                .endEvent()
                                .done())
                .deploy();
    }

    private String start(String key) {
        return engine.getRuntimeService().startProcessInstanceByKey(key).getId();
    }

    private Instant ended(String instance, String activity) {
        return engine.getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance)
                .activityId(activity)
                .singleResult()
                .getEndTime()
                .toInstant();
    }
}
