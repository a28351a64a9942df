package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Why a promise was broken")
class BreachCauseStory extends Story {

    @ToldTwice
    @DisplayName("is said by whoever had the step that lost the most time, with what the system computed before them")
    void whoseStepLostTheMost() {
        repairedTooLate();
        todo("stateBreachCause technician2 2026-06-10 16:00");
        notTheirs(() -> completes("frontdesk", "userTask_stateBreachCause", cause()));
        notTheirs(() -> completes("technician", "userTask_stateBreachCause", cause()));
        JsonNode account = lostTime();
        assertThat(account.get("target").asText()).isEqualTo("ATTENDANCE"); // overrun by even more than the solution
        JsonNode most = account.at("/lost/0");
        assertThat(most.get("step").asText()).isEqualTo("userTask_visitHome");
        assertThat(most.get("actor").asText()).isEqualTo("technician2");
        assertThat(most.at("/name/en").asText()).isEqualTo("Visit home");
        assertThat(most.at("/name/zh").asText()).isEqualTo("上门");
        assertThat(most.get("cause").asText()).isEqualTo("ESTIMATE");
        completes("technician2", "userTask_stateBreachCause", cause());
        is("status=CLOSED owner=frontdesk");
        timeline("CAUSE", "2026-06-09 16:00 technician2 CAUSE PARTS: The hinge was sold out");
    }

    @ToldTwice
    @DisplayName("is said by the deputy when that person is away for longer than a working day")
    void awayForLong() {
        repairedLate();
        desk.away("supervisor", "technician2", sent("2026-06-20 18:00"), null);
        satisfied("callback");
        todo("stateBreachCause technician 2026-06-10 16:00");
        completes("technician", "userTask_stateBreachCause", cause());
        is("status=CLOSED");
    }

    @ToldTwice
    @DisplayName("waits for somebody who is back within a working day, and passes on when they fall ill for longer")
    void fallsIllLater() {
        repairedLate();
        desk.away("supervisor", "technician2", sent("2026-06-09 17:00"), null);
        satisfied("callback");
        todo("stateBreachCause technician2 2026-06-10 16:00");
        at("2026-06-09 18:00");
        desk.away("supervisor", "technician2", sent("2026-06-20 18:00"), "technician");
        todo("stateBreachCause technician 2026-06-10 16:00");
        completes("technician", "userTask_stateBreachCause", cause());
        is("status=CLOSED");
    }

    @ToldTwice
    @DisplayName("is computed where the overrun is a tenth or less: nobody is asked")
    void smallOverrun() {
        at("2026-06-02 09:00"); // a Tuesday: solved within three working days, until Friday at 9:00
        reported(
                "frontdesk",
                with(report("REPAIR", "locks", "The door sticks"), "reply", "A carpenter comes", "outcome", "REPAIR"));
        dispatchedTo("technician2", "2026-06-05 08:30", "2026-06-05 10:30");
        acceptedBy("technician2");
        at("2026-06-05 09:30"); // half an hour late: less than a tenth
        visited("technician2", "DONE", "workDone", "Planed");
        satisfied("callback");
        is("status=CLOSED");
        JsonNode resolution = clock("RESOLUTION");
        assertThat(resolution.get("state").asText()).isEqualTo("BREACHED");
        assertThat(resolution.get("rootCause").asText()).isEqualTo("ESTIMATE");
        assertThat(resolution.get("breachReason").asText()).startsWith("Visit home (technician2)");
        assertThat(lostTimeOrNull().isNull()).isTrue();
    }

    private void repairedTooLate() {
        repairedLate();
        satisfied("callback");
    }

    /** Promised until Friday at 9:00; the technician had it the whole time and came on Tuesday. */
    private void repairedLate() {
        at("2026-06-02 09:00"); // a Tuesday
        reported(
                "frontdesk",
                with(
                        report("REPAIR", "locks", "The window does not close"),
                        "reply",
                        "A carpenter comes",
                        "outcome",
                        "REPAIR"));
        dispatchedTo("technician2", "2026-06-02 14:00", "2026-06-02 16:00");
        acceptedBy("technician2");
        at("2026-06-09 15:00"); // the Tuesday after
        visited("technician2", "DONE", "workDone", "New hinge");
        at("2026-06-09 16:00");
    }

    private java.util.Map<String, Object> cause() {
        return form("breachReason", "The hinge was sold out", "rootCause", "PARTS");
    }

    private JsonNode lostTime() {
        JsonNode account = lostTimeOrNull();
        assertThat(account.isNull()).isFalse();
        return account;
    }

    private JsonNode lostTimeOrNull() {
        return Http.as("manager", port)
                .get("/api/v1/tickets/" + ticket + "/lost-time")
                .json()
                .get("account");
    }

    private JsonNode clock(String target) {
        for (JsonNode clock : seen().get("clocks")) {
            if (clock.get("target").asText().equals(target)) {
                return clock;
            }
        }
        throw new AssertionError("no clock " + target);
    }
}
