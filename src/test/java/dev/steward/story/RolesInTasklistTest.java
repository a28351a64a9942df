package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.TestAccounts;
import dev.steward.browser.Chromium;
import dev.steward.browser.Screen;
import dev.steward.browser.Tasklist;
import dev.steward.browser.Tongue;
import dev.steward.platform.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Chromium.class)
@DisplayName("Whoever logs in to Tasklist")
class RolesInTasklistTest extends Story {

    /** Those at the other site, where the filters are the same. */
    private static final Set<Role> AT_HARBOUR = Set.of(Role.FRONT_DESK, Role.SUPERVISOR);

    static Stream<Arguments> staff() {
        return TestAccounts.USERS.entrySet().stream()
                .filter(account -> account.getKey() != Role.INTEGRATION)
                .flatMap(account -> AT_HARBOUR.contains(account.getKey())
                        ? Stream.of(account.getValue(), account.getValue() + "-h")
                        : Stream.of(account.getValue()))
                .sorted()
                .flatMap(user -> Stream.of(
                        Arguments.of(user, Tongue.ENGLISH, Screen.DESK),
                        Arguments.of(user, Tongue.CHINESE, Screen.PHONE)));
    }

    @BeforeEach
    void somethingToDo() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        if (desk.list("manager", Map.of("category", "pests")).isEmpty()) {
            reported("frontdesk", report("COMPLAINT", "pests", "Ants in the kitchen"));
            reported("ownerapp", report("COMPLAINT", "pests", "Mice in the cellar"));
            reported(
                    "ownerapp-h",
                    with(
                            report("COMPLAINT", "pests", "Wasps at the window"),
                            "site",
                            "harbour",
                            "home",
                            home("2", "pests")));
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("staff")
    @DisplayName("sees filters on the first day, with as many tasks as the engine finds for this person")
    void filters(String user, Tongue tongue, Screen screen) {
        Tasklist tasklist = Chromium.login(user, tongue, screen, port);
        JsonNode served = tasklist.filtersOfServer();
        List<String> shown = tasklist.filters();
        assertThat(shown).isNotEmpty().doesNotHaveDuplicates().hasSize(served.size());
        int tasks = 0;
        for (int place = 0; place < shown.size(); place++) {
            int expected = tasklist.countOfServer(tasklist.choose(place));
            tasklist.counts(place, expected);
            tasks += expected;
        }
        if (user.startsWith("frontdesk")) { // who has a report to answer or to take at either site
            assertThat(tasks).as("tasks of %s in all filters", user).isPositive();
        }
        Chromium.leave(tasklist);
    }
}
