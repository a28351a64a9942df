package dev.steward.ticket;

import static dev.steward.ticket.Saying.fact;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the house says in a timeline")
class SayingTest {

    @Test
    @DisplayName("is a sentence with its facts")
    void sentence() {
        Said said = Saying.REPRIORITISED.of(
                fact("from", Priority.NORMAL), fact("to", Priority.URGENT), fact("reason", "a child lives there"));

        assertThat(said.text()).isEqualTo("NORMAL → URGENT: a child lives there");
        assertThat(said.facts())
                .containsEntry("from", "NORMAL")
                .containsEntry("to", "URGENT")
                .containsEntry("reason", "a child lives there");
        assertThat(said.saying().type()).isEqualTo(Entry.Type.REPRIORITISED);
    }

    @Test
    @DisplayName("leaves out what is about a fact that is missing")
    void missing() {
        assertThat(Saying.ASSESSED.of(fact("outcome", Outcome.REPAIR)).text()).isEqualTo("REPAIR");
        assertThat(Saying.ASSESSED
                        .of(
                                fact("outcome", Outcome.DUPLICATE),
                                fact("reason", null),
                                fact("duplicateOf", "ST-2026-000001"))
                        .text())
                .isEqualTo("DUPLICATE ST-2026-000001");
        assertThat(Saying.REJECTION_CONFIRMED.of(fact("reason", "not ours")).text())
                .isEqualTo("confirmed: not ours");
    }

    @Test
    @DisplayName("takes what somebody wrote as it is, braces, brackets and all")
    void words() {
        assertThat(Saying.HANDOVER_OFFERED
                        .of(fact("from", "frontdesk"), fact("to", "{reason}"), fact("reason", "[your] $1 {from}"))
                        .text())
                .isEqualTo("frontdesk → {reason}: [your] $1 {from}");
    }
}
