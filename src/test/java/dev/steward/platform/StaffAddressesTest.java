package dev.steward.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.TestDatabase;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The address of a member of staff")
class StaffAddressesTest {

    private static ProcessEngine engine;

    @BeforeAll
    static void start() {
        engine = ProcessEngineConfiguration.createStandaloneProcessEngineConfiguration()
                .setProcessEngineName("addresses")
                .setJdbcDriver("org.postgresql.Driver")
                .setJdbcUrl(TestDatabase.emptyDatabase())
                .setJdbcUsername("postgres")
                .setJdbcPassword("postgres")
                .setDatabaseSchemaUpdate("create")
                .setAuthorizationEnabled(true)
                .setJobExecutorActivate(false)
                .buildProcessEngine();
        add("alice", "Alice", "Chen", "alice@example.org");
        add("bare", null, null, "bare@example.org");
        add("mute", "Mute", "Wu", " ");
        engine.getIdentityService().setUserInfo("alice", "language", "zh");
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static void add(String id, String first, String last, String email) {
        IdentityService identities = engine.getIdentityService();
        var user = identities.newUser(id);
        user.setFirstName(first);
        user.setLastName(last);
        user.setEmail(email);
        identities.saveUser(user);
    }

    @Test
    @DisplayName("is the account's, with the name and the language that the person prefers")
    void found() {
        StaffAddresses addresses = new StaffAddresses(engine.getIdentityService());
        assertThat(addresses.of("alice")).contains(new Address("alice@example.org", "Alice Chen", "zh"));
        assertThat(addresses.of("bare")).contains(new Address("bare@example.org", "bare", null));
    }

    @Test
    @DisplayName("is unknown where there is no account or no e-mail")
    void unknown() {
        StaffAddresses addresses = new StaffAddresses(engine.getIdentityService());
        assertThat(addresses.of("mute")).isEmpty();
        assertThat(addresses.of("nobody")).isEmpty();
    }

    @Test
    @DisplayName("is found whoever runs the sender, and that person stays logged in as before")
    void anybody() {
        IdentityService identities = engine.getIdentityService();
        identities.setAuthentication("somebody", List.of("front-desk"), List.of("harbour"));
        try {
            assertThat(identities.createUserQuery().userId("alice").singleResult())
                    .as("not visible to a colleague")
                    .isNull();
            assertThat(new StaffAddresses(identities).of("alice")).isPresent();
            var caller = identities.getCurrentAuthentication();
            assertThat(caller.getUserId()).isEqualTo("somebody");
            assertThat(caller.getGroupIds()).containsExactly("front-desk");
            assertThat(caller.getTenantIds()).containsExactly("harbour");
        } finally {
            identities.clearAuthentication();
        }
    }
}
