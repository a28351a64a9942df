package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A defect under the developer's warranty")
class WarrantyStory extends Story {

    @ToldTwice
    @DisplayName("is recorded on the developer's behalf; after two missed dates the company repairs it and recharges")
    void twoDatesMissed() {
        at("2026-06-02 09:00"); // a Tuesday
        int missed = figure("breached", "DEVELOPER", "ATTENDANCE");
        int repaired = figure("met", "OWN", "RESOLUTION");
        reported(
                "frontdesk",
                with(report("REPAIR", "plumbing", "The shower head drips"), "home", home("1", "plumbing")));
        at("2026-06-02 09:30");
        developerIsBound();
        at("2026-06-02 10:00");
        passedToTheDeveloper();
        at("2026-06-04 11:00");
        nobodyCame();
        at("2026-06-05 16:30");
        nobodyCameAgain();
        at("2026-06-05 16:40");
        dispatchedTo("technician", "2026-06-08 09:00", "2026-06-08 11:00");
        at("2026-06-05 16:45");
        acceptedBy("technician");
        at("2026-06-08 10:00");
        companyRepairs();
        at("2026-06-08 15:00");
        satisfied("callback");
        closed();
        // other tests have tickets in the same report, which go on while this one is told
        assertThat(figure("breached", "DEVELOPER", "ATTENDANCE")).isGreaterThan(missed);
        assertThat(figure("met", "OWN", "RESOLUTION")).isGreaterThan(repaired);
    }

    /** What the report of June says of a provider. */
    private int figure(String name, String provider, String target) {
        JsonNode rows = Http.as("manager", port)
                .get("/api/v1/reports/compliance?from=2026-06-01&to=2026-06-30&groupBy=provider,target")
                .json()
                .get("rows");
        for (JsonNode row : rows) {
            if (row.get("provider").asText().equals(provider)
                    && row.get("target").asText().equals(target)) {
                return row.get(name).asInt();
            }
        }
        return 0;
    }

    @ToldTwice
    @DisplayName("that the developer did not mend well is followed up by the owner, whoever that is by then")
    void objectionToTheDeveloper() {
        at("2026-06-02 09:00"); // a Tuesday
        reported("frontdesk", with(report("REPAIR", "plumbing", "The bath tub leaks"), "home", home("1", "plumbing")));
        at("2026-06-02 09:30");
        assessedBy("frontdesk", "REPAIR", "Your warranty covers it; the developer comes on Thursday");
        does(
                "frontdesk",
                "userTask_assignTechnician",
                form("appointmentFrom", sent("2026-06-04 09:00"), "appointmentTo", sent("2026-06-04 11:00")));
        at("2026-06-04 10:00");
        does("frontdesk", "userTask_visitHome", form("result", "DONE", "workDone", "The developer sealed it"));
        at("2026-06-04 15:00");
        objects("callback", "It leaks again");
        is("status=IN_PROGRESS provider=DEVELOPER");
        claims("frontdesk", "userTask_followUpObjection"); // for the developer's engineers
        givesBack("frontdesk", "userTask_followUpObjection");
        sends("supervisor", "reassign", "to", "housekeeper", "reason", "your building");
        notTheirs(() -> claims("frontdesk", "userTask_followUpObjection"));
        does(
                "housekeeper",
                "userTask_followUpObjection",
                form("action", "REWORK", "plan", "The developer changes the tub on Friday"));
        is("status=IN_PROGRESS provider=DEVELOPER reopened=1");
        todo("assignTechnician - 2026-06-05 15:00");
        sends("housekeeper", "withdraw", "reason", "A new tub anyway");
    }

    private void developerIsBound() {
        assessedBy("frontdesk", "REPAIR", "Your warranty covers it; the developer comes on Thursday");
        is("provider=DEVELOPER status=IN_PROGRESS");
        todo("assignTechnician - 2026-06-03 09:30");
        clocks(
                """
                RESPONSE   1 MET     2026-06-02 09:00 > 2026-06-02 20:00 = 2026-06-02 09:30
                ATTENDANCE 1 RUNNING 2026-06-02 09:00 > 2026-06-04 09:00 = -
                RESOLUTION 1 RUNNING 2026-06-02 09:00 > 2026-06-24 09:00 = -
                PROGRESS   1 MET     2026-06-02 09:00 > 2026-06-09 09:00 = 2026-06-02 09:30
                PROGRESS   2 RUNNING 2026-06-02 09:30 > 2026-06-09 09:30 = -
                DISPATCH   1 RUNNING 2026-06-02 09:30 > 2026-06-03 09:30 = -
                """);
    }

    private void passedToTheDeveloper() {
        claims("frontdesk", "userTask_assignTechnician"); // the owner records what people without accounts do
        refused(
                422,
                "technician",
                () -> completes("frontdesk", "userTask_assignTechnician", form("technician", "technician")));
        completes(
                "frontdesk",
                "userTask_assignTechnician",
                form("appointmentFrom", sent("2026-06-04 09:00"), "appointmentTo", sent("2026-06-04 11:00")));
        todo("visitHome - 2026-06-04 11:00");
    }

    private void nobodyCame() {
        does(
                "frontdesk",
                "userTask_visitHome",
                form(
                        "result",
                        "MISSED_BY_US",
                        "nextFrom",
                        sent("2026-06-05 14:00"),
                        "nextTo",
                        sent("2026-06-05 16:00")));
        is("status=IN_PROGRESS provider=DEVELOPER"); // nothing pauses
        todo("visitHome - 2026-06-05 16:00");
    }

    private void nobodyCameAgain() {
        does("dispatcher", "userTask_visitHome", form("result", "MISSED_BY_US"));
        is("status=IN_PROGRESS provider=OWN");
        assertThat(seen().at("/orders/0/recharge").asBoolean()).isTrue();
        todo("assignTechnician - 2026-06-08 16:30");
    }

    private void companyRepairs() {
        visited("technician", "DONE", "workDone", "New cartridge", "materials", "tap-cartridge x 1", "charge", "35.00");
        is("status=RESOLVED resolvedAt=2026-06-08T10:00");
        assertThat(seen().at("/orders/0/charges/0/payer").asText()).isEqualTo("DEVELOPER");
    }

    private void closed() {
        todo("stateBreachCause frontdesk 2026-06-09 15:00"); // somebody should have been there on Thursday
        completes(
                "frontdesk",
                "userTask_stateBreachCause",
                form("breachReason", "The developer sent nobody, twice", "rootCause", "DEVELOPER"));
        is("status=CLOSED owner=frontdesk firstTimeFix=true");
        hasEnded("endEvent_ticketClosed");
        clocks(
                """
                RESPONSE   1 MET       2026-06-02 09:00 > 2026-06-02 20:00 = 2026-06-02 09:30
                ATTENDANCE 1 BREACHED  2026-06-02 09:00 > 2026-06-04 09:00 = 2026-06-08 10:00
                RESOLUTION 1 MET       2026-06-02 09:00 > 2026-06-24 09:00 = 2026-06-08 10:00
                PROGRESS   1 MET       2026-06-02 09:00 > 2026-06-09 09:00 = 2026-06-02 09:30
                PROGRESS   2 CANCELLED 2026-06-02 09:30 > 2026-06-09 09:30 = -
                DISPATCH   1 MET       2026-06-02 09:30 > 2026-06-03 09:30 = 2026-06-02 10:00
                DISPATCH   2 MET       2026-06-05 16:30 > 2026-06-08 16:30 = 2026-06-05 16:40
                ACCEPT     1 MET       2026-06-05 16:40 > 2026-06-08 16:40 = 2026-06-05 16:45
                CALLBACK   1 MET       2026-06-08 10:00 > 2026-06-09 10:00 = 2026-06-08 15:00
                """);
        heard(
                "REGISTERED/1 PROGRESS/2 APPOINTMENT/1 APPOINTMENT/2 DELAYED/2 DELAYED/3 APPOINTMENT/3 SOLVED/1 CLOSED/1");
    }
}
