package dev.steward.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@StewardTest
@DisplayName("What is sent with a task or a command")
class SentFieldsTest {

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    private String number;

    @BeforeEach
    void repair() {
        Reply started = Http.as("frontdesk", port)
                .post(
                        "/engine-rest/process-definition/key/service-ticket/start",
                        """
                        {"variables": {"kind": {"value": "REPAIR"}, "category": {"value": "locks"},
                         "title": {"value": "Lock"}, "description": {"value": "It turns"}, "site": {"value": "sunshine"},
                         "home": {"value": "2-404"}, "reporterName": {"value": "Mei"}, "reply": {"value": "Soon"},
                         "outcome": {"value": "REPAIR"}, "provider": {"value": "OWN"}}}""");
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        number = started.json().get("businessKey").asText();
    }

    private Task task() {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
    }

    private Reply complete(String user, String variables) {
        Http http = Http.as(user, port);
        http.post("/api/v1/tasks/" + task().getId() + "/claim", "{}");
        return http.post("/api/v1/tasks/" + task().getId() + "/complete", "{\"variables\": {" + variables + "}}");
    }

    private void done(String user, String variables) {
        Reply reply = complete(user, variables);
        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }

    @Test
    @DisplayName(
            "is told from a variable of the same name: what was not sent is missing, whatever the process remembers")
    void notSent() {
        done("dispatcher", "\"technician\": \"technician\"");
        done("technician", "\"accepted\": false, \"declineReason\": \"On leave\"");
        done("dispatcher", "\"technician\": \"technician2\"");
        assertThat(runtime.getVariable(task().getExecutionId(), "accepted"))
                .as("what the process remembers of the first answer")
                .isEqualTo(false);

        Reply reply = complete("technician2", "");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body()).contains("accepted: missing").doesNotContain("declineReason");
    }

    @Test
    @DisplayName("may not have the name of a variable that the form does not ask for, by whatever way it comes")
    void undeclared() {
        Http dispatcher = Http.as("dispatcher", port);
        String id = task().getId();
        dispatcher.post("/api/v1/tasks/" + id + "/claim", "{}");
        Map<String, Object> before = runtime.getVariables(task().getExecutionId());
        List<Reply> replies = List.of(
                dispatcher.post(
                        "/api/v1/tasks/" + id + "/complete",
                        "{\"variables\": {\"technician\": \"technician\", \"site\": \"harbour\"}}"),
                dispatcher.post(
                        "/engine-rest/task/" + id + "/complete",
                        "{\"variables\": {\"technician\": {\"value\": \"technician\"}, \"site\": {\"value\":"
                                + " \"harbour\"}}}"),
                dispatcher.post(
                        "/engine-rest/task/" + id + "/complete",
                        "{\"withVariablesInReturn\": true, \"variables\": {\"site\": {\"value\": \"harbour\"}}}"),
                dispatcher.post(
                        "/engine-rest/task/" + id + "/submit-form",
                        "{\"variables\": {\"technician\": {\"value\": \"technician\"}, \"site\": {\"value\":"
                                + " \"harbour\"}}}"),
                dispatcher.post(
                        "/engine-rest/task/" + id + "/submit-form",
                        "{\"variables\": {\"technician\": {\"type\": \"Object\", \"value\": \"{}\", \"valueInfo\":"
                                + " {\"objectTypeName\": \"dev.steward.None\", \"serializationDataFormat\":"
                                + " \"application/json\"}}}}"));
        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.status()).as(reply.body()).isEqualTo(422));
        assertThat(replies.subList(0, 4)).allMatch(reply -> reply.body().contains("site"));
        assertThat(runtime.getVariables(task().getExecutionId())).isEqualTo(before);
        assertThat(task().getId()).isEqualTo(id);
    }

    @Test
    @DisplayName("never comes into the engine's tables, not even while it is carried out")
    void notInTheEngine() {
        String secret = "Geheim" + UUID.randomUUID().toString().replace("-", "");
        done("dispatcher", "\"technician\": \"technician\"");
        done("technician", "\"accepted\": false, \"declineReason\": \"" + secret + "\"");
        for (String command : List.of("urge", "comment", "reply")) {
            assertThat(Http.as("frontdesk", port)
                            .post("/api/v1/tickets/" + number + "/" + command, "{\"text\": \"" + secret + "\"}")
                            .status())
                    .isEqualTo(200);
        }
        for (String table :
                List.of("act_ru_variable", "act_hi_varinst", "act_hi_detail", "act_ge_bytearray", "act_hi_op_log")) {
            assertThat(jdbc.sql("select count(*) from " + table + " it where it::text like '%' || :secret || '%'")
                            .param("secret", secret)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }
}
