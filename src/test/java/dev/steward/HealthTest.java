package dev.steward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthEndpointGroups;

@StewardTest
@DisplayName("The health of a node")
class HealthTest {

    @Autowired
    private HealthContributorRegistry contributors;

    @Autowired
    private HealthEndpointGroups groups;

    @Test
    @DisplayName("is ready with its database and the right time, and alive whatever happens around it; mail is neither")
    void groups() {
        assertThat(members("readiness")).containsExactlyInAnyOrder("readinessState", "db", "clock");
        assertThat(members("liveness")).containsExactly("livenessState");
        assertThat(names()).doesNotContain("mail");
    }

    private List<String> members(String group) {
        return names().filter(groups.get(group)::isMember).toList();
    }

    private Stream<String> names() {
        return contributors.stream().map(contributor -> contributor.getName());
    }
}
