package dev.steward.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.StewardTest;
import dev.steward.estate.local.LocalWorld;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Tenant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

@StewardTest
@DisplayName("The estate over REST")
class EstateHttpTest {

    @Autowired
    TestRestTemplate http;

    @Autowired
    IdentityService identities;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sites sites;

    @Autowired
    LocalWorld world;

    @Test
    @DisplayName("shows each caller their own sites, and an administrator all")
    void ownSites() {
        assertThat(keys(get("frontdesk", "/sites"))).containsExactly("sunshine");
        assertThat(keys(get("frontdesk-h", "/sites"))).containsExactly("harbour");
        assertThat(keys(get("ownerapp", "/sites"))).containsExactly("sunshine");
        assertThat(keys(get("admin", "/sites"))).containsExactly("harbour", "sunshine");
        assertThat(get("technician", "/sites/sunshine").getBody().at("/zone").asText())
                .isEqualTo("Asia/Shanghai");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sites/sunshine",
                "/sites/sunshine/buildings",
                "/sites/sunshine/places",
                "/sites/sunshine/homes",
                "/sites/sunshine/homes/1-201",
                "/sites/sunshine/residents",
                "/sites/sunshine/residents?phone=13800001001",
                "/sites/sunshine/regions",
                "/sites/sunshine/price-list",
                "/sites/sunshine/staff",
                "/sites/sunshine/roster",
                "/sites/nowhere",
                "/sites/nowhere/residents",
            })
    @DisplayName("hides a foreign site from everybody there as if it did not exist")
    void foreign(String path) {
        for (String user : new String[] {"frontdesk-h", "manager-h", "ownerapp-h"}) {
            assertThat(get(user, path).getStatusCode()).as(user).isEqualTo(HttpStatus.NOT_FOUND);
        }
    }

    @Test
    @DisplayName("tells who lives in a home, since when, in which language, and its warranties")
    void home() {
        JsonNode home = get("housekeeper", "/sites/sunshine/homes/1-302").getBody();
        assertThat(home.at("/region/housekeeper").asText()).isEqualTo("housekeeper");
        assertThat(home.at("/household")).hasSize(2);
        assertThat(home.at("/household/0/role").asText()).isEqualTo("OWNER");
        assertThat(home.at("/household/0/movedIn").asText()).isEqualTo("2025-07-15");
        assertThat(home.at("/household/1/language").asText()).isEqualTo("en");
        assertThat(home.at("/household/0/preferredChannel").asText()).isEqualTo("EMAIL");
        assertThat(home.at("/warranties")).isNotEmpty();
        assertThat(get("housekeeper", "/sites/sunshine/homes/9-999").getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"technician", "ownerapp"})
    @DisplayName("shows residents to nobody who does not speak with them")
    void residentsOfNobody(String user) {
        assertThat(get(user, "/sites/sunshine/residents").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(get(user, "/sites/sunshine/homes/1-201").getBody().has("household"))
                .isFalse();
    }

    @Test
    @DisplayName("finds the caller by the number in the resident's own way of writing it")
    void caller() {
        JsonNode found = get("frontdesk-h", "/sites/harbour/residents?phone={n}", "0176 / 0406 9001")
                .getBody();
        assertThat(found.at("/items")).hasSize(1);
        assertThat(found.at("/items/0/name").asText()).isEqualTo("Anna Becker");
        assertThat(found.at("/items/0/home").asText()).isEqualTo("1-201");
    }

    @ParameterizedTest
    @CsvSource({
        "/sites/sunshine/homes?limit=0, 422",
        "/sites/sunshine/homes?limit=201, 422",
        "/sites/sunshine/homes?q=%00, 422",
        "/sites/sunshine/residents?phone=%00, 422",
        "/sites/sunshine/residents?q=%25, 200",
        "/sites/sunshine/roster?from=2026-03-02&to=2026-03-01, 422",
        "/sites/sunshine/roster?from=2026-01-01&to=2027-01-01, 422",
    })
    @DisplayName("refuses bad queries without stumbling")
    void badQueries(String path, int status) {
        var answer = http.withBasicAuth("supervisor", "steward")
                .exchange(URI.create(http.getRootUri() + "/api/v1" + path), HttpMethod.GET, null, String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
    }

    @Test
    @DisplayName("gives the roster as it falls into the days asked for; supervisors change it, others do not")
    void roster() {
        var answer = get("housekeeper", "/sites/sunshine/roster?from=2026-10-01&to=2026-10-01");
        JsonNode roster = answer.getBody();
        assertThat(roster.at("/shifts").findValuesAsText("user")).contains("monitoring", "technician", "technician2");
        JsonNode plan = roster.at("/plan");
        assertThat(put("housekeeper", "/sites/sunshine/roster", plan, "*").getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        String version = answer.getHeaders().getETag();
        assertThat(put("supervisor", "/sites/sunshine/roster", plan, "\"other\"")
                        .getStatusCode())
                .isEqualTo(HttpStatus.PRECONDITION_FAILED);
        var same = put("supervisor", "/sites/sunshine/roster", plan, version);
        assertThat(same.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(same.getBody()).isEqualTo(plan);
        ObjectNode wrong = plan.deepCopy();
        ((ObjectNode) wrong.at("/rules/0")).put("user", "housekeeper-h").put("rank", 0);
        var refused = put("supervisor", "/sites/sunshine/roster", wrong, null);
        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(refused.getBody().toString())
                .contains("rules")
                .contains("user")
                .contains("rank");
    }

    @Test
    @DisplayName("records leave and takes it back")
    void leave() {
        String leave =
                """
                {"user": "callback", "from": "2090-01-01T00:00:00+08:00", "to": "2090-01-02T00:00:00+08:00",
                 "reason": "training"}
                """;
        assertThat(post("callback", "/sites/sunshine/roster/absences", leave).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(post("supervisor-h", "/sites/sunshine/roster/absences", leave)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        var recorded = post("supervisor", "/sites/sunshine/roster/absences", leave);
        assertThat(recorded.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        JsonNode seen = get("technician", "/sites/sunshine/roster?from=2090-01-01&to=2090-01-01")
                .getBody();
        assertThat(seen.at("/absences/0/user").asText()).isEqualTo("callback");
        assertThat(seen.at("/absences/0/reason").isNull()).isTrue();
        var ended = http.withBasicAuth("manager", "steward")
                .exchange(recorded.getHeaders().getLocation(), HttpMethod.DELETE, null, String.class);
        assertThat(ended.getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(post("supervisor", "/sites/sunshine/roster/absences", leave.replace("+08:00", ""))
                        .getStatusCode()
                        .is4xxClientError())
                .isTrue();
    }

    @Test
    @DisplayName("takes the estate's file from an administrator only, and gives each new site its tenant")
    void file() {
        String yaml =
                """
                sites:
                  hilltop:
                    name: Hilltop
                    zone: Europe/Vienna
                    country: AT
                    currency: EUR
                    buildings:
                      "1": {name: House 1, homes: "1-{1..3}"}
                    regions:
                      all: {name: All, buildings: ["1"]}
                """;
        assertThat(putYaml("manager", yaml).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        var refused = putYaml("admin", yaml.replace("Europe/Vienna", "Europe/Wien"));
        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(refused.getBody().toString()).contains("line 4");
        assertThat(identities.createTenantQuery().tenantId("hilltop").count()).isZero();
        try {
            assertThat(putYaml("admin", yaml).getBody().at("/hilltop").asText()).isEqualTo("ADDED");
            assertThat(putYaml("admin", yaml).getBody().at("/hilltop").asText()).isEqualTo("UNCHANGED");
            assertThat(identities.createTenantQuery().tenantId("hilltop").count())
                    .isEqualTo(1);
            assertThat(keys(get("admin", "/sites/hilltop/homes"))).containsExactly("1-1", "1-2", "1-3");
        } finally {
            forget("hilltop");
        }
    }

    @Test
    @DisplayName("has an account for each role at each site, each with its site's tenant only")
    void accounts() {
        for (String suffix : List.of("", "-h")) {
            for (String name : List.of(
                    "frontdesk",
                    "monitoring",
                    "housekeeper",
                    "dispatcher",
                    "technician",
                    "technician2",
                    "engineering",
                    "callback",
                    "supervisor",
                    "manager",
                    "ownerapp")) {
                String user = name + suffix;
                assertThat(identities.checkPassword(user, "steward")).as(user).isTrue();
                assertThat(identities.createGroupQuery().groupMember(user).count())
                        .as(user)
                        .isEqualTo(1);
                assertThat(identities.createTenantQuery().userMember(user).list())
                        .as(user)
                        .extracting(Tenant::getId)
                        // a complaint about somebody makes a tenant of all the others
                        .filteredOn(tenant -> !tenant.contains("-not-"))
                        .containsExactly(suffix.isEmpty() ? "sunshine" : "harbour");
            }
        }
        assertThat(identities.checkPassword("admin", "steward")).isTrue();
    }

    @Test
    @DisplayName("is made once, however often the local profile starts")
    void startedAgain() throws Exception {
        long users = identities.createUserQuery().count();
        long residents = count("resident");
        long rules = count("duty_rule");
        world.run(null);
        assertThat(identities.createUserQuery().count()).isEqualTo(users);
        assertThat(count("resident")).isEqualTo(residents).isPositive();
        assertThat(count("duty_rule")).isEqualTo(rules).isPositive();
    }

    @Test
    @DisplayName(
            "offers unified replies: answers in the resident's language, the rest in the reader's; supervisors keep them")
    void handbook() {
        JsonNode found =
                get("frontdesk", "/handbook?q={q}&language=zh", "access card").getBody();
        assertThat(found.at("/items/0/key").asText()).isEqualTo("access-card");
        assertThat(found.at("/items/0/question").asText()).isEqualTo("I have lost my access card.");
        assertThat(found.at("/items/0/when").asText())
                .isEqualTo("Check the caller against the household before blocking.");
        assertThat(found.at("/items/0/answer").asText()).contains("停用丢失的卡");
        JsonNode inChinese = http.withBasicAuth("frontdesk", "steward")
                .exchange(
                        RequestEntity.get("/api/v1/handbook?q={q}&language=en", "access card")
                                .header("Accept-Language", "zh-CN")
                                .build(),
                        JsonNode.class)
                .getBody();
        assertThat(inChinese.at("/items/0/question").asText()).isEqualTo("门禁卡丢了。");
        assertThat(inChinese.at("/items/0/answer").asText()).containsIgnoringCase("card");
        assertThat(get("frontdesk", "/handbook?category=billing&limit=2")
                        .getBody()
                        .at("/items"))
                .hasSize(2);
        JsonNode entry = get("frontdesk", "/handbook/pests").getBody();
        assertThat(entry.at("/answer/en").asText()).contains("two weeks");
        ObjectNode changed = entry.deepCopy();
        changed.remove("key");
        assertThat(put("supervisor", "/handbook/pests", changed, null).getBody())
                .isEqualTo(entry);
        assertThat(put("technician", "/handbook/pests", changed, null).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(get("frontdesk", "/handbook/nothing").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from steward." + table)
                .query(Long.class)
                .single();
    }

    private void forget(String site) {
        for (String table : List.of("estate_loaded", "home", "place", "building", "region")) {
            jdbc.sql("delete from steward." + table + " where site = :site")
                    .param("site", site)
                    .update();
        }
        jdbc.sql("delete from steward.site where key = :site")
                .param("site", site)
                .update();
        sites.forget();
        identities.deleteTenant(site);
    }

    private ResponseEntity<JsonNode> get(String user, String path, Object... variables) {
        return http.withBasicAuth(user, "steward").getForEntity("/api/v1" + path, JsonNode.class, variables);
    }

    private ResponseEntity<JsonNode> put(String user, String path, JsonNode body, String version) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (version != null) {
            headers.setIfMatch(version);
        }
        return http.withBasicAuth(user, "steward")
                .exchange("/api/v1" + path, HttpMethod.PUT, new HttpEntity<>(body, headers), JsonNode.class);
    }

    private ResponseEntity<JsonNode> putYaml(String user, String yaml) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType("application/yaml"));
        headers.setAccept(List.of(MediaType.APPLICATION_JSON));
        return http.withBasicAuth(user, "steward")
                .exchange(
                        "/api/v1/estate",
                        HttpMethod.PUT,
                        new HttpEntity<>(yaml.getBytes(StandardCharsets.UTF_8), headers),
                        JsonNode.class);
    }

    private ResponseEntity<JsonNode> post(String user, String path, String json) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.withBasicAuth(user, "steward")
                .postForEntity("/api/v1" + path, new HttpEntity<>(json, headers), JsonNode.class);
    }

    private static List<String> keys(ResponseEntity<JsonNode> answer) {
        return answer.getBody().at("/items").findValuesAsText("key");
    }
}
