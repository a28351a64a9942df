package dev.steward.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.StewardTest;
import dev.steward.dispatch.DispatchPool.Automatic;
import dev.steward.estate.Catalogue;
import dev.steward.platform.CannotStart;
import dev.steward.ticket.Priority;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@StewardTest
@DisplayName("A policy that sends orders")
class AssignmentPolicyTest {

    @Autowired
    Catalogue catalogue;

    private AssignmentPolicy policy(Automatic... rules) {
        return new AssignmentPolicy(new DispatchPool(Map.of(), List.of(rules)), catalogue);
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
