package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A promise")
class BrokenPromiseStory extends Story {

    private List<String> causes() {
        List<String> causes = new ArrayList<>();
        for (JsonNode clock : desk.ticket("manager", ticket).path("clocks")) {
            if (!clock.path("rootCause").isNull()) {
                causes.add(clock.path("target").asText() + " "
                        + clock.path("rootCause").asText() + " "
                        + clock.path("breachReason").asText());
            }
        }
        return causes;
    }

    private JsonNode suggested(String user) {
        return Http.as(user, port)
                .get("/api/v1/tickets/" + ticket + "/lost-time")
                .json()
                .path("account");
    }

    @ToldTwice
    @DisplayName("missed by less than a tenth asks nobody why: the step that had the work is kept as its cause")
    void aLittleLate() {
        at("2026-06-02 09:00"); // a Tuesday
        reported("ownerapp", report("COMPLAINT", "noise", "Drums at night"));
        at("2026-06-02 11:05"); // two hours were promised
        ownedBy("frontdesk");
        assessedBy("frontdesk", "ANSWERED", "We have spoken to the drummer");
        at("2026-06-02 15:00");
        assertThat(suggested("frontdesk").isNull()).isTrue();
        satisfied("callback");
        is("status=CLOSED");
        assertThat(causes()).containsExactly("RESPONSE STAFFING Take ownership: 2 h 5 min");
    }

    @ToldTwice
    @DisplayName(
            "missed by more is explained by a person, who is offered what the time says; withdrawn, the time's word stays")
    void muchTooLate() {
        at("2026-06-02 09:00");
        reported("ownerapp", report("COMPLAINT", "noise", "Drums all day"));
        at("2026-06-02 14:00");
        ownedBy("frontdesk");
        assessedBy("frontdesk", "INVESTIGATE", "When do you hear them?");
        assertThat(suggested("frontdesk").at("/lost/0/cause").asText()).isEqualTo("STAFFING");
        assertThat(suggested("frontdesk").at("/lost/0/actor").isNull()).isTrue(); // nobody had taken it
        assertThat(Http.as("frontdesk-h", port)
                        .get("/api/v1/tickets/" + ticket + "/lost-time")
                        .status())
                .isEqualTo(404);
        sends("frontdesk", "withdraw", "reason", "They have moved out");
        is("status=WITHDRAWN");
        assertThat(causes()).containsExactly("RESPONSE STAFFING Take ownership: 5 h 0 min");
    }

    @ToldTwice
    @DisplayName("to reply is not kept by a note or a comment of the clerk, only by a reply or the solution")
    void aNoteIsNoReply() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("COMPLAINT", "noise", "A dog barks"));
        at("2026-06-02 09:10");
        sends("frontdesk", "comment", "text", "He called twice", "public", false);
        sends("frontdesk", "comment", "text", "We are looking for the dog", "public", true);
        at("2026-06-02 09:30");
        clocks(
                """
                RESPONSE   1 RUNNING 2026-06-02 09:00 > 2026-06-02 11:00 = -
                RESOLUTION 1 RUNNING 2026-06-02 09:00 > 2026-06-05 09:00 = -
                PROGRESS   1 MET     2026-06-02 09:00 > 2026-06-04 09:00 = 2026-06-02 09:10
                PROGRESS   2 RUNNING 2026-06-02 09:10 > 2026-06-04 09:10 = -
                """);
        sends("frontdesk", "reply", "text", "The dog is found");
        clocks(
                """
                RESPONSE   1 MET     2026-06-02 09:00 > 2026-06-02 11:00 = 2026-06-02 09:30
                RESOLUTION 1 RUNNING 2026-06-02 09:00 > 2026-06-05 09:00 = -
                PROGRESS   1 MET     2026-06-02 09:00 > 2026-06-04 09:00 = 2026-06-02 09:10
                PROGRESS   2 MET     2026-06-02 09:10 > 2026-06-04 09:10 = 2026-06-02 09:30
                PROGRESS   3 RUNNING 2026-06-02 09:30 > 2026-06-04 09:30 = -
                """);
    }

    @ToldTwice
    @DisplayName("that was kept starts nothing again when the resident says thanks")
    void thanks() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("COMPLAINT", "noise", "The gate squeaks"));
        at("2026-06-02 09:30");
        assessedBy("frontdesk", "ANSWERED", "It is oiled");
        String solved =
                """
                RESPONSE   1 MET     2026-06-02 09:00 > 2026-06-02 11:00 = 2026-06-02 09:30
                RESOLUTION 1 MET     2026-06-02 09:00 > 2026-06-05 09:00 = 2026-06-02 09:30
                PROGRESS   1 MET     2026-06-02 09:00 > 2026-06-04 09:00 = 2026-06-02 09:30
                CALLBACK   1 RUNNING 2026-06-02 09:30 > 2026-06-03 09:30 = -
                """;
        clocks(solved);
        sends("ownerapp", "comment", "text", "Thank you!", "public", true);
        sends("frontdesk", "reply", "text", "You are welcome");
        clocks(solved);
        is("status=RESOLVED");
        todo("callBack - 2026-06-03 09:30");
    }

    @ToldTwice
    @DisplayName(
            "of the developer stays the developer's when the priority changes; in an emergency nobody waits for it")
    void warrantyKept() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("REPAIR", "doors-windows", "The balcony door sticks"));
        assessedBy("frontdesk", "REPAIR", "The developer's engineers come", "provider", "DEVELOPER");
        assertThat(rows()).containsExactly("developer-warranty");
        sends("frontdesk", "reprioritise", "priority", "URGENT", "reason", "It does not close at all");
        assertThat(rows()).containsExactly("developer-warranty");
        sends("frontdesk", "reprioritise", "priority", "EMERGENCY", "reason", "It is falling out");
        assertThat(rows()).containsExactly("outage");
    }

    /** The rows of the table by which the open clocks count. */
    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (JsonNode clock : desk.ticket("manager", ticket).path("clocks")) {
            String row = clock.path("policyRow").asText();
            if (clock.path("state").asText().equals("RUNNING") && !rows.contains(row)) {
                rows.add(row);
            }
        }
        return rows;
    }
}
