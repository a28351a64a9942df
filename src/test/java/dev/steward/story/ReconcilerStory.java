package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.ticket.reconciler.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tickets on which something was broken behind the desk's back. All other stories show that it never finds what is whole. */
@DisplayName("When a ticket, its process and its clocks do not fit together, the reconciler")
@ExtendWith(OutputCaptureExtension.class)
class ReconcilerStory extends Story {

    @Autowired
    private DataSource database;

    @Autowired
    private MeterRegistry metrics;

    @BeforeEach
    void aTicket() {
        happens(Way.IN_PROCESS);
        at("2026-06-01 09:00");
        Watch.pass(context); // whenever it looked before, it looks again on the next day
        at("2026-06-02 09:00");
        // the same home for all of them: stories that count on a fault being the first need the others
        reported(
                "ownerapp",
                form(
                        "kind", "REPAIR",
                        "category", "electrical",
                        "title", "The lamp in the corridor flickers",
                        "description", "The lamp in the corridor flickers",
                        "site", "sunshine",
                        "home", "1-301",
                        "reporterName", "Mei Lin",
                        "reporterEmail", resident,
                        "language", "en"));
        assertThat(Watch.look(context, List.of(ticket))).isEmpty();
    }

    /** Here it has something to say. */
    @Override
    void fitsTogether() {}

    // ---- the ladder

    @Test
    @DisplayName("arms a wake-up again that somebody has deleted, and every rung is climbed at its instant after all")
    void wakeUpDeleted() {
        engine.getManagementService().deleteJob(wakeUp().getId());
        finds("WAKE_UP_MISSING");
        assertThat(wakeUp().getDuedate()).isEqualTo(Date.from(instant("2026-06-02 09:45")));
        findsNothingMore();
        at("2026-06-03 11:00");
        rungs(
                """
                2026-06-02 09:45 RESPONSE 75% → frontdesk, housekeeper
                2026-06-02 10:00 RESPONSE 100% → frontdesk, housekeeper, supervisor
                2026-06-03 10:00 RESPONSE +P1D → manager
                """);
        assertThat(repaired()).containsExactly("WAKE_UP_MISSING");
    }

    @Test
    @DisplayName("finds a wake-up that was deleted after its rungs were due, and what was missed is climbed at once")
    void missedMeanwhile() {
        engine.getManagementService().deleteJob(wakeUp().getId());
        at("2026-06-02 12:00");
        rungs("");
        finds("WAKE_UP_MISSING");
        at("2026-06-02 12:30");
        rungs(
                """
                2026-06-02 09:45 RESPONSE 75% → frontdesk, housekeeper
                2026-06-02 10:00 RESPONSE 100% → frontdesk, housekeeper, supervisor
                """);
    }

    @Test
    @DisplayName("arms a wake-up whose whole ladder is gone")
    void ladderGone() {
        engine.getRuntimeService()
                .createProcessInstanceModification(process())
                .cancelAllForActivity("timerEvent_nextWakeUp")
                .execute();
        finds("WAKE_UP_MISSING");
        at("2026-06-02 09:50");
        rungs("2026-06-02 09:45 RESPONSE 75% → frontdesk, housekeeper");
    }

    @Test
    @DisplayName("moves a wake-up to its rung that somebody has moved behind it")
    void wakeUpMoved() {
        engine.getManagementService().setJobDuedate(wakeUp().getId(), Date.from(instant("2026-06-09 09:00")));
        finds("WAKE_UP_TOO_LATE");
        assertThat(wakeUp().getDuedate()).isEqualTo(Date.from(instant("2026-06-02 09:45")));
        findsNothingMore();
    }

    @Test
    @DisplayName("leaves a suspended wake-up as it is, and says so until somebody activates it")
    void wakeUpSuspended() {
        engine.getManagementService().suspendJobById(wakeUp().getId());
        finds("SUSPENDED");
        finds("SUSPENDED");
        assertThat(wakeUp().isSuspended()).isTrue();
        engine.getManagementService().activateJobById(wakeUp().getId());
        findsNothingMore();
        assertThat(known(true)).extracting(line -> line.get("kind").asText()).containsExactly("SUSPENDED");
        assertThat(repaired()).isEmpty();
    }

    @Test
    @DisplayName("does not take a wake-up that failed, and will be repeated or is an incident, for a missing one")
    void wakeUpFailed() {
        engine.getManagementService().setJobRetries(wakeUp().getId(), 0);
        findsNothingMore();
        assertThat(engine.getRuntimeService()
                        .createIncidentQuery()
                        .processInstanceId(process())
                        .count())
                .isEqualTo(1);
    }

    // ---- the process

    @Test
    @DisplayName("reports a ticket whose process was deleted")
    void processDeleted() {
        engine.getRuntimeService().deleteProcessInstance(process(), "by mistake");
        finds("NO_PROCESS");
    }

    @Test
    @DisplayName("reports a suspended process")
    void processSuspended() {
        engine.getRuntimeService().suspendProcessInstanceById(process());
        finds("SUSPENDED");
        engine.getRuntimeService().activateProcessInstanceById(process());
        findsNothingMore();
    }

    @Test
    @DisplayName("reports a ticket whose ladder goes on while nobody has a task")
    void taskDeleted() {
        delete(task("userTask_takeOwnership"));
        finds("STUCK");
        at("2026-06-02 09:50");
        rungs("2026-06-02 09:45 RESPONSE 75% → frontdesk, housekeeper");
        finds("STUCK");
    }

    @Test
    @DisplayName("does not take the answer to a hand-over for work on the ticket")
    void onlyHandover() {
        ownedBy("frontdesk");
        sends("frontdesk", "handover", "to", "supervisor", "reason", "end of shift");
        delete(task("userTask_assessTicket"));
        finds("STUCK");
    }

    @Test
    @DisplayName("reports a process that goes on after its ticket has ended, and one that belongs to no ticket")
    void recordDisagrees() {
        change("status = 'CLOSED', closed_at = opened_at");
        finds("RUNNING_AFTER_END " + process());
        String process = process();
        change("process = 'elsewhere', status = 'REGISTERED', closed_at = null");
        finds("NO_PROCESS", "PROCESS_WITHOUT_TICKET " + process);
    }

    // ---- tasks, orders and visits

    @Test
    @DisplayName("lets a due date follow its clock again that somebody has changed")
    void dueDateChanged() {
        Task task = task("userTask_takeOwnership");
        task.setDueDate(Date.from(instant("2026-07-01 09:00")));
        engine.getTaskService().saveTask(task);
        finds("DUE_DATE_DIFFERS userTask_takeOwnership");
        todo("takeOwnership - 2026-06-02 10:00");
        findsNothingMore();
        assertThat(repaired()).containsExactly("DUE_DATE_DIFFERS");
    }

    @Test
    @DisplayName("reports a task of the owner that is somebody else's, and an offer that nobody can answer")
    void ownerDiffers() {
        ownedBy("frontdesk");
        sends("frontdesk", "handover", "to", "supervisor", "reason", "end of shift");
        findsNothingMore();
        delete(task("userTask_acceptHandover"));
        change("owner = 'housekeeper'");
        finds("HANDOVER_WITHOUT_TASK", "OWNER_DIFFERS userTask_assessTicket");
    }

    @Test
    @DisplayName("reports a work order that nobody has a task of, and the task of an order that is over")
    void orderAndTask() {
        ownedBy("frontdesk");
        assessedBy("frontdesk", "REPAIR", "We send somebody today", "provider", "OWN");
        jdbc.sql(
                        """
                        update steward.work_order set status = 'CANCELLED', ended_at = opened_at where ticket = :ticket
                        """)
                .param("ticket", ticket)
                .update();
        finds("TASK_WITHOUT_ORDER userTask_assignTechnician");
        jdbc.sql("update steward.work_order set status = 'OPEN', ended_at = null where ticket = :ticket")
                .param("ticket", ticket)
                .update();
        findsNothingMore();
        delete(task("userTask_assignTechnician"));
        finds("ORDER_WITHOUT_TASK 1", "STUCK");
    }

    @Test
    @DisplayName("reports a return visit that nobody has a task of, and the task of a visit that is over")
    void visitAndTask() {
        ownedBy("frontdesk");
        assessedBy("frontdesk", "ANSWERED", "The starter was loose; please turn the lamp off and on once");
        waitsAt("userTask_callBack");
        jdbc.sql("update steward.return_visit set result = 'SATISFIED' where ticket = :ticket")
                .param("ticket", ticket)
                .update();
        finds("TASK_WITHOUT_VISIT userTask_callBack");
        jdbc.sql("update steward.return_visit set result = null where ticket = :ticket")
                .param("ticket", ticket)
                .update();
        findsNothingMore();
        delete(task("userTask_callBack"));
        finds("STUCK", "VISIT_WITHOUT_TASK 1");
    }

    // ---- who sees it, and when it looks

    @Test
    @DisplayName("tells supervisors of the site and administrators, a metric and the log; nobody else, and no words of"
            + " people")
    void whoSeesIt(CapturedOutput output) {
        double before = metric("STUCK");
        delete(task("userTask_takeOwnership"));
        finds("STUCK");
        assertThat(metric("STUCK")).isEqualTo(before + 1);
        assertThat(output.getAll().lines().filter(line -> line.contains(ticket) && line.contains("WARN")))
                .singleElement()
                .asString()
                .contains("STUCK at sunshine: " + ticket)
                .doesNotContain("lamp")
                .doesNotContain("Mei");
        for (String user : List.of("supervisor", "manager", "admin")) {
            assertThat(seenBy(user)).as(user).contains(ticket);
        }
        assertThat(seenBy("supervisor-h")).doesNotContain(ticket);
        for (String user : List.of("frontdesk", "technician", "ownerapp")) {
            assertThat(Http.as(user, port).get("/api/v1/reconciler/findings").status())
                    .as(user)
                    .isEqualTo(403);
        }
    }

    @Test
    @DisplayName("tells a supervisor nothing of a complaint about that supervisor")
    void aboutTheSupervisor() {
        change("about = 'supervisor'");
        delete(task("userTask_takeOwnership"));
        finds("STUCK");
        assertThat(seenBy("supervisor")).doesNotContain(ticket);
        assertThat(seenBy("manager")).contains(ticket);
    }

    @Test
    @DisplayName("looks once a minute, on one node at a time")
    void oneAtATime() throws Exception {
        pass();
        delete(task("userTask_takeOwnership"));
        advance(Duration.ofSeconds(59));
        Watch.pass(context);
        assertThat(known(false)).as("within the minute").isEmpty();
        try (var other = database.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('steward.reconciler'))");
            advance(Duration.ofSeconds(1));
            Watch.pass(context);
            assertThat(known(false)).as("another node looks").isEmpty();
            other.rollback();
        }
        finds("STUCK");
    }

    // ---- how it is told

    private void advance(Duration step) {
        ClockUtil.setCurrentTime(Date.from(now().plus(step)));
    }

    /** A minute later the reconciler looks, and repairs what it can. */
    private void pass() {
        advance(Duration.ofMinutes(1));
        Watch.pass(context);
    }

    /** At its next look it finds this of the ticket, and nothing else; what it repairs is over afterwards. */
    private void finds(String... expected) {
        pass();
        String seen = ClockUtil.getCurrentTime().toInstant().toString();
        assertThat(known(true).stream()
                        .filter(line -> line.get("seenAt").asText().equals(seen)))
                .extracting(line ->
                        (line.get("kind").asText() + " " + line.get("subject").asText()).strip())
                .containsExactlyInAnyOrder(expected);
    }

    private void findsNothingMore() {
        finds();
        assertThat(known(false)).isEmpty();
    }

    private List<String> repaired() {
        return known(true).stream()
                .filter(line -> !line.get("repairedAt").isNull())
                .map(line -> line.get("kind").asText())
                .toList();
    }

    /** What an administrator reads of the ticket, or of a process without one. */
    private List<JsonNode> known(boolean all) {
        Http.Reply reply = Http.as("admin", port).get("/api/v1/reconciler/findings?all=" + all);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return StreamSupport.stream(reply.json().get("items").spliterator(), false)
                .filter(line -> line.get("ticket").asText().equals(ticket))
                .toList();
    }

    private List<String> seenBy(String user) {
        Http.Reply reply = Http.as(user, port).get("/api/v1/reconciler/findings");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().get("items").findValuesAsText("ticket");
    }

    private double metric(String kind) {
        return metrics.get("steward.reconciler.findings")
                .tag("kind", kind)
                .gauge()
                .value();
    }

    private String process() {
        return jdbc.sql("select process from steward.ticket where number = :ticket")
                .param("ticket", ticket)
                .query(String.class)
                .single();
    }

    private Job wakeUp() {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(process())
                .activityId("timerEvent_nextWakeUp")
                .singleResult();
    }

    private Task task(String key) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(ticket)
                .taskDefinitionKey(key)
                .singleResult();
    }

    private void change(String columns) {
        jdbc.sql("update steward.ticket set " + columns + " where number = :ticket")
                .param("ticket", ticket)
                .update();
    }

    /** What the engine would never do: the task is gone, and its execution waits for nothing. */
    private void delete(Task task) {
        for (String table : List.of("act_ru_identitylink where task_id_", "act_ru_task where id_")) {
            jdbc.sql("delete from " + table + " = :task")
                    .param("task", task.getId())
                    .update();
        }
    }
}
