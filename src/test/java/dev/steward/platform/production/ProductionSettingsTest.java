package dev.steward.platform.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.platform.CannotStart;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

@DisplayName("The production profile's settings")
class ProductionSettingsTest {

    static final List<String> required = ProductionSettings.REQUIRED;

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("STEWARD_DB_URL", "jdbc:postgresql://db/steward")
            .withProperty("STEWARD_DB_USER", "steward")
            .withProperty("STEWARD_DB_PASSWORD", "x")
            .withProperty("STEWARD_SMTP_HOST", "mail")
            .withProperty("STEWARD_MAIL_FROM", "desk@example.com")
            .withProperty("STEWARD_PUBLIC_URL", "https://desk.example.com")
            .withProperty("spring.datasource.hikari.maximum-pool-size", "${STEWARD_DB_POOL:40}")
            .withProperty("camunda.bpm.job-execution.max-pool-size", "8")
            .withProperty("server.tomcat.threads.max", "24");

    @Test
    @DisplayName("are enough when every one that is required is there; https makes the cookies secure")
    void complete() {
        check("production");
        assertThat(environment.getProperty("camunda.bpm.webapp.csrf.enable-secure-cookie"))
                .isEqualTo("true");
    }

    @Test
    @DisplayName("are not asked for in other profiles")
    void otherProfiles() {
        assertThatCode(() -> check(new MockEnvironment(), "local")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @FieldSource("required")
    @DisplayName("refuse the start when one is missing or blank, and name it")
    void missing(String name) {
        environment.setProperty(name, "  ");
        assertThatThrownBy(() -> check("production"))
                .isInstanceOf(CannotStart.class)
                .hasMessage("the environment lacks " + name + "; docker/README.md says what each is for");
    }

    @Test
    @DisplayName("are all named at once when all are missing")
    void allMissing() {
        assertThatThrownBy(() -> check(new MockEnvironment(), "production"))
                .hasMessageContaining(String.join(", ", required));
    }

    @ParameterizedTest
    @CsvSource({
        "STEWARD_DB_URL, postgres://db/steward",
        "STEWARD_DB_URL, jdbc:h2:mem:x",
        "STEWARD_DB_POOL, 36",
        "STEWARD_DB_POOL, many",
        "STEWARD_PUBLIC_URL, desk.example.com",
        "STEWARD_PUBLIC_URL, ftp://desk.example.com",
        "STEWARD_PUBLIC_URL, https:///nobody",
        "STEWARD_PUBLIC_URL, 'https://a b'"
    })
    @DisplayName("refuse the start when one cannot be meant, and name it")
    void wrong(String name, String value) {
        environment.setProperty(name, value);
        assertThatThrownBy(() -> check("production"))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith(name);
    }

    @Test
    @DisplayName("need a connection for each job, each request and five more")
    void pool() {
        environment.setProperty("STEWARD_DB_POOL", "37");
        assertThatCode(() -> check("production")).doesNotThrowAnyException();
        environment.setProperty("server.tomcat.threads.max", "25");
        assertThatThrownBy(() -> check("production"))
                .hasMessage(
                        "STEWARD_DB_POOL must be at least 38, a connection for each of 8 jobs, 25 requests and 5 more; it"
                                + " is 37");
    }

    @Test
    @DisplayName("exclude the local profile")
    void bothProfiles() {
        assertThatThrownBy(() -> check("production", "local")).isInstanceOf(CannotStart.class);
    }

    private void check(String... profiles) {
        check(environment, profiles);
    }

    private static void check(MockEnvironment environment, String... profiles) {
        environment.setActiveProfiles(profiles);
        var context = new GenericApplicationContext();
        context.setEnvironment(environment);
        new ProductionSettings().initialize(context);
    }
}
