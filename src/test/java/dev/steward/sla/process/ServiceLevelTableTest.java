package dev.steward.sla.process;

import static dev.steward.sla.Hours.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.StewardTest;
import dev.steward.platform.rules.WrongRules;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.sla.ledger.Dimensions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@StewardTest
@DisplayName("The service level table in force")
class ServiceLevelTableTest {

    @Autowired
    ServiceLevelTable table;

    @Autowired
    Clocks clocks;

    @Test
    @DisplayName("can be tried out without being in force")
    void tryOut() throws IOException {
        String other = Files.readString(Path.of("bpmn/service-level.dmn")).replace("P10D of office", "P9D of office");

        assertThat(table.tryOut(other, null)
                        .row("suggestion", "sunshine")
                        .promise(Target.RESOLUTION)
                        .orElseThrow()
                        .span())
                .hasToString("P9D");
        assertThat(table.row("suggestion", "sunshine")
                        .promise(Target.RESOLUTION)
                        .orElseThrow()
                        .span())
                .hasToString("P10D");
        assertThatThrownBy(() -> table.tryOut("<no-dmn/>", null)).isInstanceOf(WrongRules.class);
    }

    @Test
    @DisplayName("starts the clocks of a site by the site's own calendars")
    void withTheCalendarsInForce() {
        var complaint = table.policy("COMPLAINT", "noise", "NORMAL", "harbour");

        clocks.start(
                "ST-TABLE-1", "harbour", complaint, Clocks.fromTheOpening(), 1, at("03-02T18:00"), Dimensions.NONE);

        assertThat(clocks.of("ST-TABLE-1"))
                .filteredOn(clock -> clock.target() == Target.RESOLUTION)
                .singleElement()
                .satisfies(clock -> {
                    assertThat(clock.terms().calendar().key()).isEqualTo("harbour-office");
                    assertThat(clock.terms().policyRow()).isEqualTo("harbour-complaint");
                    // Monday 11:00 in Berlin and ten working days
                    assertThat(clock.due(at("03-02T18:00"))).contains(at("03-16T18:00"));
                });
    }

    @Test
    @DisplayName("has an answer for every row that there ever was, and for no other")
    void noSuchRow() {
        assertThat(table.row("inquiry", "sunshine").row()).isEqualTo("inquiry");
        assertThatThrownBy(() -> table.row("never-was", "sunshine"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("never had a row never-was");
    }
}
