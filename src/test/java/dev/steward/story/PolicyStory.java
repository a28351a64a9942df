package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;

/** The policy that {@code application-test.yaml} has switched on: normal orders of appliances at Sunshine Gardens. */
@DisplayName("An order that a policy may send")
class PolicyStory extends Story {

    @ToldTwice
    @DisplayName("goes to the technician who fits fully, who accepts it as any other; a decline goes to the dispatcher")
    void sentByItself() {
        at("2026-07-15 09:00"); // a Wednesday
        ovenReported("2026-07-15 10:00", "2026-07-15 12:00");
        runWhatWaits();
        todo("acceptOrder technician2 2026-07-15 11:00");
        JsonNode line = last("DISPATCHED");
        assertThat(line.get("actor").asText()).isEqualTo("steward");
        assertThat(line.get("text").asText()).startsWith("BY_POLICY: technician2 – TRADE, ON_DUTY, RESPONSIBLE");
        told("technician2", "2026-07-15 09:00 ORDER ORDER/1");
        at("2026-07-15 09:20");
        completes("technician2", "userTask_acceptOrder", form("accepted", false, "declineReason", "No oven parts"));
        todo("assignTechnician - 2026-07-15 11:20");
        dispatchedTo("technician", "2026-07-15 14:00", "2026-07-15 16:00");
        acceptedBy("technician");
        at("2026-07-15 15:00");
        visited("technician", "DONE", "workDone", "New thermostat");
        at("2026-07-16 10:00");
        objects("callback", "It burns everything");
        does("engineering", "userTask_followUpObjection", form("action", "REWORK", "plan", "Calibrate it"));
        runWhatWaits();
        waitsAt("userTask_assignTechnician"); // what is done again wants a person's judgement
    }

    @ToldTwice
    @DisplayName("stays with the dispatcher when something speaks against everybody")
    void nobodyFits() {
        at("2026-07-13 09:00"); // a Monday: whoever knows appliances is off
        ovenReported("2026-07-13 10:00", "2026-07-13 12:00");
        runWhatWaits();
        waitsAt("userTask_assignTechnician");
        timeline("DISPATCHED", "");
        sends("frontdesk", "withdraw", "reason", "It was unplugged");
    }

    @ToldTwice
    @DisplayName("is not sent by it when it is urgent: the policy names the priorities it is for")
    void urgent() {
        at("2026-07-15 09:00");
        reported(
                "frontdesk",
                with(
                        report("REPAIR", "appliances", "The boiler sparks"),
                        "reply",
                        "Somebody comes",
                        "outcome",
                        "REPAIR"));
        is("priority=URGENT");
        runWhatWaits();
        waitsAt("userTask_assignTechnician");
        timeline("DISPATCHED", "");
        sends("frontdesk", "withdraw", "reason", "Switched off");
    }

    private JsonNode last(String type) {
        JsonNode last = null;
        for (JsonNode line : desk.timeline("manager", ticket)) {
            last = line.get("type").asText().equals(type) ? line : last;
        }
        return Objects.requireNonNull(last);
    }

    private void ovenReported(String from, String to) {
        Map<String, Object> oven = report("REPAIR", "appliances", "The oven stays cold");
        reported(
                "frontdesk",
                with(
                        oven,
                        "appointmentFrom",
                        sent(from),
                        "appointmentTo",
                        sent(to),
                        "reply",
                        "Somebody comes",
                        "outcome",
                        "REPAIR"));
    }
}
