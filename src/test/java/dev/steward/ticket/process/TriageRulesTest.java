package dev.steward.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.StewardTest;
import dev.steward.platform.rules.WrongRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@StewardTest
@DisplayName("The triage table")
class TriageRulesTest {

    private static final String SHIPPED = shipped();

    @Autowired
    TriageRules rules;

    private static String shipped() {
        try {
            return Files.readString(Path.of("bpmn/triage.dmn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("as shipped fits the catalogue, the departments and the roles")
    void fits() {
        assertThatCode(() -> rules.checked(SHIPPED)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @DisplayName("is refused when it does not fit, naming the file, the row, the column and what would be right")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "EMERGENCY"</text>        | "HIGH"</text>         | row 1 (life-safety), column priority: "HIGH" is not known; known are EMERGENCY, URGENT, NORMAL, LOW
            "engineering"</text>      | "engineers"</text>    | row 1 (life-safety), column responsible: "engineers" is not known
            "security"</text>         | "police"</text>       | row 1 (life-safety), column cooperating: "police" is not known
            "supervisor"</text>       | "boss"</text>         | row 3 (staff-complaint), column facing: "boss" is not known; known are front-desk
            "front-desk,housekeeper"  | "front-desk;keeper"   | column candidateGroup: "front-desk;keeper" is not known
            "monitoring-center"</text>| "camunda-admin"</text>| column candidateGroup: "camunda-admin" is not known
            "life-safety_skill"><text>""| "life-safety_skill"><text>"magic"| row 1 (life-safety), column skill: "magic" is not known
            "staff-conduct"           | "staff-behaviour"     | row 3 (staff-complaint), column category: there is no category "staff-behaviour"
            "LIFE"                    | "DEATH"               | row 1 (life-safety), column danger: there is no danger "DEATH"
            "COMPLAINT"               | "GRIPE"               | column kind: there is no kind "GRIPE"
            name="facing"             | name="faces"          | has no output column facing
            hitPolicy="FIRST"         | hitPolicy="UNIQUE"    | the hit policy must be FIRST
            "EMERGENCY"</text>        | EMERGENCY</text>      | row 1 (life-safety), column priority: EMERGENCY must be a text in quotes
            id="triage" name          | id="other" name       | has no decision table with the id triage
            """)
    void refused(String right, String wrong, String message) {
        assertThat(SHIPPED).contains(right);
        assertThatThrownBy(() -> rules.checked(SHIPPED.replace(right, wrong)))
                .isInstanceOf(WrongRules.class)
                .hasMessageStartingWith("shipped triage.dmn")
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("without a row for everything else is refused, as is one that runs a script or reads something else")
    void gaps() {
        int last = SHIPPED.lastIndexOf("<rule id=");
        String gap = SHIPPED.substring(0, last) + SHIPPED.substring(SHIPPED.indexOf("</rule>", last) + 7);
        assertThatThrownBy(() -> rules.checked(gap)).hasMessageContaining("the last row must fit everything");
        assertThatThrownBy(() -> rules.checked(SHIPPED.replace(
                        "id=\"life-safety_danger\">", "id=\"life-safety_danger\" expressionLanguage=\"groovy\">")))
                .hasMessageContaining("row 1 (life-safety), column danger: only FEEL, not groovy");
        assertThatThrownBy(() -> rules.checked(SHIPPED.replace("<text>danger</text>", "<text>execution</text>")))
                .hasMessageContaining(
                        "an input reads \"execution\"; inputs read one of category, danger, kind, location");
    }
}
