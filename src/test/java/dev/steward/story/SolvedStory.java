package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("What was promised on the way to a solution")
class SolvedStory extends Story {

    @ToldTwice
    @DisplayName(
            "ends with it: where the telephone was enough nobody has to be there today, and nobody is asked why not")
    void answeredByTelephone() {
        at("2026-06-02 09:00"); // a Tuesday
        reported("frontdesk", report("REPAIR", "plumbing", "The kitchen tap leaks"));
        is("priority=URGENT");
        at("2026-06-02 09:30");
        assessedBy("frontdesk", "ANSWERED", "You have tightened the nut as we said, and it is dry");
        at("2026-06-02 21:00");
        rungs("2026-06-02 16:30 CALLBACK 75% → frontdesk");
        at("2026-06-03 09:00");
        satisfied("callback");
        is("status=CLOSED");
        clocks(
                """
                RESPONSE   1 MET       2026-06-02 09:00 > 2026-06-02 10:00 = 2026-06-02 09:30
                ATTENDANCE 1 CANCELLED 2026-06-02 09:00 > 2026-06-02 20:00 = -
                RESOLUTION 1 MET       2026-06-02 09:00 > 2026-06-03 09:00 = 2026-06-02 09:30
                PROGRESS   1 MET       2026-06-02 09:00 > 2026-06-09 09:00 = 2026-06-02 09:30
                CALLBACK   1 MET       2026-06-02 09:30 > 2026-06-03 09:30 = 2026-06-03 09:00
                """);
    }

    @ToldTwice
    @DisplayName("and was late by then stays broken, is late no longer, and is explained")
    void lateByThen() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("REPAIR", "plumbing", "The kitchen tap leaks"));
        at("2026-06-02 09:30");
        sends("frontdesk", "reply", "text", "Somebody comes today");
        at("2026-06-03 10:00");
        assessedBy("frontdesk", "ANSWERED", "You have tightened the nut as we said, and it is dry");
        at("2026-06-03 11:00");
        clocks(
                """
                RESPONSE   1 MET      2026-06-02 09:00 > 2026-06-02 10:00 = 2026-06-02 09:30
                ATTENDANCE 1 BREACHED 2026-06-02 09:00 > 2026-06-02 20:00 = 2026-06-03 10:00
                RESOLUTION 1 BREACHED 2026-06-02 09:00 > 2026-06-03 09:00 = 2026-06-03 10:00
                PROGRESS   1 MET      2026-06-02 09:00 > 2026-06-09 09:00 = 2026-06-02 09:30
                PROGRESS   2 MET      2026-06-02 09:30 > 2026-06-09 09:30 = 2026-06-03 10:00
                CALLBACK   1 RUNNING  2026-06-03 10:00 > 2026-06-04 10:00 = -
                """);
        satisfied("callback");
        explained();
        assertThat(causes()).containsExactlyInAnyOrder("ATTENDANCE STAFFING", "RESOLUTION STAFFING");
    }

    @ToldTwice
    @DisplayName("and was word to the resident is given with the solution; what came too late is counted and explained")
    void noWordInBetween() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("COMPLAINT", "noise", "The gate bangs at night"));
        at("2026-06-02 09:30");
        assessedBy("frontdesk", "INVESTIGATE", "We look for the cause");
        at("2026-06-03 09:00");
        does("monitoring", "userTask_investigate", form("finding", "The spring is loose", "measure", "Tightened"));
        at("2026-06-05 08:45"); // word was promised for Thursday at half past nine
        completes("frontdesk", "userTask_confirmSolution", form("solution", "The gate closes softly now"));
        clocks(
                """
                RESPONSE      1 MET      2026-06-02 09:00 > 2026-06-02 11:00 = 2026-06-02 09:30
                INVESTIGATION 1 MET      2026-06-02 09:30 > 2026-06-03 09:30 = 2026-06-03 09:00
                RESOLUTION    1 MET      2026-06-02 09:00 > 2026-06-05 09:00 = 2026-06-05 08:45
                PROGRESS      1 MET      2026-06-02 09:00 > 2026-06-04 09:00 = 2026-06-02 09:30
                PROGRESS      2 BREACHED 2026-06-02 09:30 > 2026-06-04 09:30 = 2026-06-05 08:45
                CALLBACK      1 RUNNING  2026-06-05 08:45 > 2026-06-08 08:45 = -
                """);
        at("2026-06-05 10:00");
        satisfied("callback");
        explained();
        assertThat(causes()).containsExactly("PROGRESS STAFFING");
    }

    private void explained() {
        waitsAt("userTask_stateBreachCause");
        completes(
                "frontdesk",
                "userTask_stateBreachCause",
                form("breachReason", "Two of us were ill", "rootCause", "STAFFING"));
        is("status=CLOSED");
    }

    private List<String> causes() {
        List<String> causes = new ArrayList<>();
        for (JsonNode clock : seen().get("clocks")) {
            if (!clock.get("rootCause").isNull()) {
                causes.add(clock.get("target").asText() + " "
                        + clock.get("rootCause").asText());
            }
        }
        return causes;
    }
}
