package dev.steward.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.StewardTest;
import dev.steward.TestAccounts;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;

@StewardTest
@DisplayName("Imports of the running application")
class ImportRouteTest {

    private static final String MAPPING =
            """
            site: sunshine
            zone: America/New_York
            fields:
              externalReference: {column: id}
              title: {column: title}
              category: {constant: lighting}
              place: {column: place}
              state: {column: status, values: {Closed: CLOSED, Open: OPEN}}
              openedAt: {column: opened}
              closedAt: {column: closed}
            """;

    private static final String FILE =
            """
            id,title,place,status,opened,closed
            route-1,Lamp broken,gate,Closed,2012-06-26T13:38:54,2012-06-27T09:00:00
            route-2,Lamp dark,gate,Open,2012-06-26T13:38:54,
            route-3,Lamp gone,moon,Closed,2012-06-26T13:38:54,2012-06-27T09:00:00
            """;

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private ImportWorker worker;

    @Autowired
    private JdbcClient jdbc;

    private ResponseEntity<JsonNode> upload(String user, byte[] file, String mapping) {
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("file", named(file));
        parts.add("mapping", named(mapping.getBytes(StandardCharsets.UTF_8)));
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.MULTIPART_FORM_DATA);
        return http.withBasicAuth(user, TestAccounts.PASSWORD)
                .postForEntity("/api/v1/imports", new HttpEntity<>(parts, headers), JsonNode.class);
    }

    private static ByteArrayResource named(byte[] content) {
        return new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return "upload";
            }
        };
    }

    private JsonNode finished(ResponseEntity<JsonNode> accepted) {
        assertThat(accepted.getStatusCode()).as("%s", accepted.getBody()).isEqualTo(HttpStatus.ACCEPTED);
        while (worker.work()) {
            // until idle
        }
        return http.withBasicAuth("manager", TestAccounts.PASSWORD)
                .getForObject("/api/v1/imports/" + accepted.getBody().get("id").asText(), JsonNode.class);
    }

    @Test
    @DisplayName(
            "make finished tickets records with their real times, start the process of open ones, and tell what is wrong with the others")
    void loads() {
        byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
        JsonNode done = finished(upload("manager", file, MAPPING));
        assertThat(done.get("state").asText()).isEqualTo("DONE");
        assertThat(done.get("created").asInt()).as("%s", done).isEqualTo(2);
        assertThat(done.get("errors")).hasSize(1);
        assertThat(done.get("errors").get(0).get("row").asInt()).isEqualTo(3);
        assertThat(done.get("errors").get(0).get("field").asText()).isEqualTo("place");
        assertThat(ticket("route-1"))
                .containsEntry("status", "CLOSED")
                .containsEntry("opened_at", Timestamp.from(Instant.parse("2012-06-26T17:38:54Z")))
                .containsEntry("closed_at", Timestamp.from(Instant.parse("2012-06-27T13:00:00Z")));
        assertThat(ticket("route-2")).containsEntry("status", "REGISTERED").containsEntry("closed_at", null);
        JsonNode again = finished(upload("manager", file, MAPPING));
        assertThat(again.get("created").asInt()).isZero();
        assertThat(again.get("skipped").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("keep how urgent an open ticket was and when its resident was answered")
    void goesOn() {
        String file =
                """
                id,title,place,status,opened,closed,urgency,answered
                route-4,Lamp flickers,gate,Open,2012-06-26T13:38:54,,URGENT,2012-06-26T13:48:54
                """;
        String mapping = MAPPING.replace(
                "  openedAt:", "  priority: {column: urgency}\n  repliedAt: {column: answered}\n  openedAt:");
        JsonNode done = finished(upload("manager", file.getBytes(StandardCharsets.UTF_8), mapping));
        assertThat(done.get("created").asInt()).as("%s", done).isEqualTo(1);
        assertThat(ticket("route-4"))
                .containsEntry("priority", "URGENT")
                .containsEntry("replied_at", Timestamp.from(Instant.parse("2012-06-26T17:48:54Z")));
        assertThat(jdbc.sql(
                                """
                                select state || ' ' || breached from steward.clock c
                                  join steward.ticket t on t.number = c.ticket
                                 where t.external_reference = 'route-4' and target = 'RESPONSE'
                                """)
                        .query(String.class)
                        .single())
                .isEqualTo("MET false");
    }

    private Map<String, Object> ticket(String reference) {
        return jdbc.sql(
                        "select * from steward.ticket where site = 'sunshine' and channel = 'IMPORT' and external_reference = :reference")
                .param("reference", reference)
                .query()
                .singleRow();
    }

    @Test
    @DisplayName("are refused to those who may not, to other sites, and with a wrong mapping")
    void refused() {
        byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
        assertThat(upload("technician", file, MAPPING).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(upload("manager-h", file, MAPPING).getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        ResponseEntity<JsonNode> wrong = upload("manager", file, MAPPING.replace("lighting", "lightning"));
        assertThat(wrong.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(wrong.getBody().get("errors").get(0).get("pointer").asText())
                .isEqualTo("/mapping/fields/category/constant");
    }
}
