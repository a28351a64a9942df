package dev.steward.platform.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.TestDatabase;
import dev.steward.TestNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@DisplayName("In the production profile Steward")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductionStartTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Pattern REFUSAL = Pattern.compile("Steward does not start: [^\\n\"]*");

    /** The tests follow one database from empty to unsafe. */
    private static final String DATABASE = TestDatabase.emptyDatabase();

    @Test
    @Order(1)
    @DisplayName("does not start while nobody is an administrator, and says in one line what to set")
    void nobody() {
        assertThat(refusal(TestNode.production(DATABASE)))
                .contains("nobody is an administrator yet; set STEWARD_ADMIN_USER and STEWARD_ADMIN_PASSWORD");
    }

    @Test
    @Order(2)
    @DisplayName("makes the first administrator from the environment, and nothing of the local profile's world exists")
    void starts() {
        Map<String, String> environment = TestNode.production(DATABASE);
        environment.put("STEWARD_ADMIN_USER", "chief");
        environment.put("STEWARD_ADMIN_PASSWORD", PASSWORD);
        try (TestNode node = TestNode.start(environment).awaitReady()) {
            assertThat(node.get("/actuator/health/liveness")).isEqualTo(200);
            assertThat(node.get("/engine-rest/user/count", "chief", PASSWORD)).isEqualTo(200);
            assertThat(node.get("/engine-rest/user/count", "admin", "steward")).isEqualTo(401);
            assertThat(node.get("/api/v1/demo/clock", "chief", PASSWORD)).isEqualTo(404);
            assertThat(node.get("/mail")).isIn(401, 403, 404);
            assertThat(node.output().lines().filter(line -> !line.startsWith("{\"@timestamp\"")))
                    .as("every line of the log is structured")
                    .isEmpty();
            assertThat(node.output()).as("secrets are not logged").doesNotContain(PASSWORD);

            assertThat(
                            node.post(
                                    "/engine-rest/user/create",
                                    "chief",
                                    PASSWORD,
                                    """
                            {"profile": {"id": "temp", "firstName": "T", "lastName": "T"},
                             "credentials": {"password": "temp"}}
                            """))
                    .isEqualTo(204);
            assertThat(node.stop()).as("stops in good order").isIn(0, 143);
        }
    }

    @Test
    @Order(3)
    @DisplayName("does not start while an account has a well-known password, and names the account in one line")
    void guessable() {
        assertThat(refusal(TestNode.production(DATABASE))).contains("accounts with a well-known password exist (temp)");
    }

    @Test
    @DisplayName("does not start without its settings, and names all that are missing in one line")
    void settings() {
        Map<String, String> environment = TestNode.production(DATABASE);
        List.of("STEWARD_DB_URL", "STEWARD_SMTP_HOST").forEach(environment::remove);
        assertThat(refusal(environment)).contains("the environment lacks STEWARD_DB_URL, STEWARD_SMTP_HOST;");
    }

    @Test
    @DisplayName("does not start without its database, and says so in one line")
    void database() {
        // nobody listens on port 1
        assertThat(refusal(TestNode.production("jdbc:postgresql://127.0.0.1:1/steward")))
                .contains("the database cannot be used: Connection to 127.0.0.1:1 refused");
    }

    /** The only line above INFO that a refused start prints. */
    private static String refusal(Map<String, String> environment) {
        try (TestNode node = TestNode.start(environment)) {
            assertThat(node.awaitEnd()).isEqualTo(1);
            List<String> serious = node.output()
                    .lines()
                    .filter(line -> line.contains("\"level\":\"ERROR\"")
                            || line.contains("\"level\":\"WARN\"")
                            || line.contains("Exception"))
                    .toList();
            assertThat(serious).singleElement().asString().containsPattern(REFUSAL);
            return serious.get(0);
        }
    }
}
