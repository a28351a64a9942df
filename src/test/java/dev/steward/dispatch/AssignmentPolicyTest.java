package dev.steward.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.StewardTest;
import dev.steward.dispatch.DispatchPool.Automatic;
import dev.steward.estate.Catalogue;
import dev.steward.estate.Sites;
import dev.steward.platform.CannotStart;
import dev.steward.ticket.Priority;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

@StewardTest
@DisplayName("A policy that sends orders")
class AssignmentPolicyTest {

    @Autowired
    Catalogue catalogue;

    @Autowired
    Sites sites;

    private void policy(Automatic... rules) {
        checked(Map.of(), rules);
    }

    private void checked(Map<String, Set<String>> pool, Automatic... rules) {
        new DispatchPoolCheck(new DispatchPool(pool, List.of(rules)), catalogue, sites)
                .run(new DefaultApplicationArguments());
    }

    @Test
    @DisplayName(
            "and the pool that technicians serve themselves from name sites and categories that exist, or the start"
                    + " is refused, naming the property")
    void misspelt() {
        checked(Map.of("sunshine", Set.of("locks")), new Automatic("harbour", Set.of("locks"), Set.of()));
        assertThatThrownBy(() -> policy(new Automatic("sunshin", Set.of(), Set.of())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("steward.dispatch.automatic[0].site")
                .hasMessageContaining("sunshin")
                .hasMessageContaining("harbour");
        assertThatThrownBy(() -> checked(Map.of("sunshin", Set.of("locks"))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("steward.dispatch.pool")
                .hasMessageContaining("sunshin");
        assertThatThrownBy(() -> checked(Map.of("sunshine", Set.of("lokcs"))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("steward.dispatch.pool.sunshine")
                .hasMessageContaining("lokcs");
    }

    @Test
    @DisplayName("refuses the start when it names a category that is not in the catalogue, and says which entry")
    void unknownCategory() {
        assertThatThrownBy(() -> policy(
                        new Automatic("sunshine", Set.of("plumbing"), Set.of()),
                        new Automatic("sunshine", Set.of("plumming"), Set.of())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("automatic[1]")
                .hasMessageContaining("plumming");
    }

    @Test
    @DisplayName("is not for emergencies: those on call are called at once")
    void emergencies() {
        assertThatThrownBy(() -> policy(new Automatic("sunshine", Set.of(), Set.of(Priority.EMERGENCY))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("EMERGENCY");
    }

    @Test
    @DisplayName("names its site, and means normal and low orders unless it says otherwise")
    void defaults() {
        assertThat(new Automatic("sunshine", Set.of(), Set.of()).priorities())
                .containsExactlyInAnyOrder(Priority.NORMAL, Priority.LOW);
        assertThatThrownBy(() -> new Automatic(" ", Set.of(), Set.of())).hasMessageContaining("site");
        assertThat(new DispatchPool(null, null).automatic()).isEmpty();
    }
}
