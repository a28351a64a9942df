package dev.steward.sla.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import dev.steward.TestRules;
import dev.steward.platform.rules.RulesInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@StewardTest
@DisplayName("A company that changes its rules while Steward runs")
class RuleReloadTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RulesInForce rules;

    private Http admin;
    private Http clerk;

    @BeforeEach
    void people() {
        admin = Http.as("admin", port);
        clerk = Http.as("frontdesk", port);
    }

    @AfterEach
    void shippedAgain() {
        TestRules.clear();
        assertThat(admin.post("/api/v1/rules/reload", "").status()).isEqualTo(200);
    }

    private static String shipped(String file) throws IOException {
        return Files.readString(file.endsWith(".dmn") ? Path.of("bpmn", file) : Path.of("src/main/resources", file));
    }

    private String inquiry() {
        Reply reply = Http.as("ownerapp", port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind": "INQUIRY", "category": "billing", "title": "What is item 4?", "description": "On the bill",
                         "site": "sunshine", "home": "1-203", "channel": "APP", "reporter": {"name": "Mei Lin"}}
                        """);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().path("number").asText();
    }

    private List<String> clocks(String ticket) {
        List<String> clocks = new ArrayList<>();
        for (JsonNode clock : clerk.get("/api/v1/tickets/" + ticket + "/clocks").json()) {
            clocks.add(clock.path("target").asText() + " " + clock.path("round").asInt() + " "
                    + clock.path("promise").asText() + " "
                    + clock.path("policyRow").asText());
        }
        return clocks;
    }

    @Test
    @DisplayName(
            "promises new tickets by the new table, in the engine as in the clocks; open ones keep the row that went, and go on")
    void newTable() throws IOException {
        String before = inquiry();
        TestRules.write(
                "service-level.dmn",
                shipped("service-level.dmn")
                        .replace("<text>\"inquiry\"</text>", "<text>\"question\"</text>")
                        .replace(
                                "\"PT4H of service\"</text></outputEntry>\n        <outputEntry id=\"inquiry_att",
                                "\"PT3H of service\"</text></outputEntry>\n        <outputEntry id=\"inquiry_att"));

        Reply reload = admin.post("/api/v1/rules/reload", "");

        assertThat(reload.status()).as(reload.body()).isEqualTo(200);
        assertThat(reload.json().get(0).path("name").asText()).isEqualTo("service-levels");
        assertThat(reload.json().get(0).path("changed").asBoolean()).isTrue();
        assertThat(reload.json().get(1).path("changed").asBoolean()).isFalse();
        String after = inquiry();
        assertThat(clocks(after)).contains("RESPONSE 1 PT3H question", "RESOLUTION 1 P2D question");
        assertThat(clocks(before)).contains("RESPONSE 1 PT4H inquiry");

        assertThat(clerk.post("/api/v1/tickets/" + before + "/own", "{}").status())
                .isEqualTo(200);
        String task = clerk.get("/api/v1/tickets/" + before + "/tasks")
                .json()
                .get(0)
                .path("id")
                .asText();
        Reply assessed = clerk.post(
                "/api/v1/tasks/" + task + "/complete",
                "{\"variables\": {\"outcome\": \"INVESTIGATE\", \"reply\": \"We ask the bookkeepers\"}}");
        assertThat(assessed.status()).as(assessed.body()).isLessThan(300);
        assertThat(clocks(before)).contains("INVESTIGATION 1 P1D inquiry");

        JsonNode inForce = admin.get("/api/v1/rules").json();
        assertThat(inForce.get(0).path("by").asText()).isEqualTo("admin");
        assertThat(inForce.get(0).path("files").toString())
                .contains(TestRules.folder().resolve("service-level.dmn").toString(), "shipped ladders.yaml");
    }

    @Test
    @DisplayName("and makes mistakes is told file, line or row and path of all of them; the last good rules stay")
    void mistakes() throws IOException {
        int version = rules.version("service-levels");
        TestRules.write("calendars.yaml", shipped("calendars.yaml").replace("13:00-17:30", "11:00-17:30"));
        TestRules.write("ladders.yaml", shipped("ladders.yaml").replace("percent: 75", "percent: 750"));
        TestRules.write("triage.dmn", shipped("triage.dmn").replace("\"surroundings\"", "\"surrounding\""));

        Reply reload = admin.post("/api/v1/rules/reload", "");

        assertThat(reload.status()).as(reload.body()).isEqualTo(422);
        assertThat(reload.body())
                .contains(
                        "calendars.yaml",
                        "line 25: steward.calendars.office.hours.MON: 08:30-12:00 and 11:00-17:30 overlap")
                .contains("triage.dmn", "row 4 (complaint-surroundings), column responsible", "surrounding");
        assertThat(rules.version("service-levels")).isEqualTo(version);

        TestRules.write("calendars.yaml", shipped("calendars.yaml"));
        reload = admin.post("/api/v1/rules/reload", "");
        assertThat(reload.status()).isEqualTo(422);
        assertThat(reload.body()).contains("ladders.yaml", "steward.ladders.standard.rungs.0", "triage.dmn");
        assertThat(clocks(inquiry())).contains("RESPONSE 1 PT4H inquiry");

        TestRules.clear();
        TestRules.write(
                "ladders.yaml",
                shipped("ladders.yaml")
                        + "\n    unused:\n      hours: offce\n      rungs: [{percent: 100, tell: [OWNER]}]\n");
        reload = admin.post("/api/v1/rules/reload", "");
        assertThat(reload.status()).isEqualTo(422);
        assertThat(reload.body())
                .contains("steward.ladders.unused.hours: there is no calendar \\\"offce\\\"; known are emergency");
    }

    @Test
    @DisplayName("adds a calendar and the row that names it together, or not at all")
    void oneSet() throws IOException {
        String table = shipped("service-level.dmn").replace("\"P2D of office\"", "\"P2D of hotline\"");
        TestRules.write("service-level.dmn", table);
        Reply reload = admin.post("/api/v1/rules/reload", "");
        assertThat(reload.status()).isEqualTo(422);
        assertThat(reload.body()).contains("there is no calendar \\\"hotline\\\"; known are emergency");

        TestRules.write(
                "calendars.yaml",
                shipped("calendars.yaml")
                        + "\n    hotline:\n      zone: Asia/Shanghai\n      hours: {MON: 09:00-18:00, SAT: 09:00-12:00}\n");
        assertThat(admin.post("/api/v1/rules/reload", "").status()).isEqualTo(200);
        String ticket = inquiry();
        assertThat(jdbc.sql("select calendar from steward.clock where ticket = :ticket and target = 'RESOLUTION'")
                        .param("ticket", ticket)
                        .query(String.class)
                        .single())
                .isEqualTo("hotline");

        // the calendar goes again while a ticket counts by it
        TestRules.clear();
        assertThat(admin.post("/api/v1/rules/reload", "").status()).isEqualTo(200);
        assertThat(clocks(ticket)).contains("RESOLUTION 1 P2D inquiry");
        assertThat(clerk.get("/api/v1/tickets/" + ticket + "/clocks?explain=true")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("triages new reports by the new table")
    void newTriage() throws IOException {
        TestRules.write(
                "triage.dmn",
                shipped("triage.dmn")
                        .replace(
                                "<rule id=\"staff-complaint\">",
                                """
                                <rule id="bills-to-the-manager">
                                        <inputEntry id="i1"><text>"INQUIRY"</text></inputEntry>
                                        <inputEntry id="i2"><text>"billing"</text></inputEntry>
                                        <inputEntry id="i3"><text></text></inputEntry>
                                        <inputEntry id="i4"><text></text></inputEntry>
                                        <outputEntry id="o1"><text>"URGENT"</text></outputEntry>
                                        <outputEntry id="o2"><text>"customer-service"</text></outputEntry>
                                        <outputEntry id="o3"><text>""</text></outputEntry>
                                        <outputEntry id="o4"><text>"manager"</text></outputEntry>
                                        <outputEntry id="o5"><text>"manager"</text></outputEntry>
                                        <outputEntry id="o6"><text>""</text></outputEntry>
                                      </rule>
                                      <rule id="staff-complaint">"""));
        assertThat(admin.post("/api/v1/rules/reload", "").status()).isEqualTo(200);

        JsonNode ticket = clerk.get("/api/v1/tickets/" + inquiry()).json();

        assertThat(ticket.path("priority").asText()).isEqualTo("URGENT");
    }

    @Test
    @DisplayName("does it as an administrator; nobody else reads the files again or sees where they are")
    void administratorsOnly() {
        for (String user : List.of("frontdesk", "manager", "supervisor", "ownerapp")) {
            assertThat(Http.as(user, port).post("/api/v1/rules/reload", "").status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(Http.as(user, port).get("/api/v1/rules").status())
                    .as(user)
                    .isEqualTo(403);
        }
    }
}
