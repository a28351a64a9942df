package dev.steward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.platform.Role;
import java.util.Map;

/** The staff of Sunshine Gardens on nodes of the production profile, with passwords that nobody knows. */
public final class TestCompany {

    public static final String PASSWORD = "correct horse battery";

    private static final String ADMINISTRATOR = "chief";

    private TestCompany() {}

    /** The environment of a node that makes its first administrator and the estate of the local profile's world. */
    public static Map<String, String> environment(String databaseUrl) {
        Map<String, String> environment = TestNode.production(databaseUrl);
        environment.put("STEWARD_ADMIN_USER", ADMINISTRATOR);
        environment.put("STEWARD_ADMIN_PASSWORD", PASSWORD);
        environment.put("STEWARD_ESTATE_FILE", "classpath:local/estate.yaml");
        return environment;
    }

    public static Http administrator(TestNode node) {
        return person(ADMINISTRATOR, node);
    }

    public static Http person(String user, TestNode node) {
        return Http.as(user, PASSWORD, node.port());
    }

    /** Gives each role its account of the local profile's world ({@code frontdesk}, {@code manager} …), as an administrator does. */
    public static void hire(TestNode node, Role... roles) {
        Http administrator = administrator(node);
        for (Role role : roles) {
            String user = TestAccounts.USERS.get(role);
            expect(
                    204,
                    administrator.post(
                            "/engine-rest/user/create",
                            """
                            {"profile": {"id": "%1$s", "firstName": "%1$s", "lastName": "%1$s",
                                         "email": "%1$s@example.com"},
                             "credentials": {"password": "%2$s"}}
                            """
                                    .formatted(user, PASSWORD)));
            expect(204, administrator.put("/engine-rest/group/" + role.group() + "/members/" + user, "{}"));
            expect(204, administrator.put("/engine-rest/tenant/sunshine/user-members/" + user, "{}"));
        }
    }

    private static void expect(int status, Http.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    }
}
