package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A repair")
class WithdrawnStory extends Story {

    @ToldTwice
    @DisplayName(
            "withdrawn while the technician is on the way ends at once: order, tasks and clocks, and the technician hears of it")
    void whileSomebodyIsOnTheWay() {
        at("2026-06-02 09:00");
        handleReportedAndAnsweredOnTheCall();
        at("2026-06-02 09:30");
        dispatchedTo("technician2", "2026-06-02 14:00", "2026-06-02 16:00");
        at("2026-06-02 09:40");
        acceptedBy("technician2");
        todo("visitHome technician2 2026-06-02 16:00");
        at("2026-06-02 13:40");
        withdrawn();
        at("2026-06-12 12:00");
        nothingFollows();
    }

    private void handleReportedAndAnsweredOnTheCall() {
        reported(
                "frontdesk",
                with(
                        report("REPAIR", "doors-windows", "The handle of the balcony door is loose"),
                        "reply",
                        "A carpenter comes this afternoon",
                        "outcome",
                        "REPAIR"));
        is("status=IN_PROGRESS outcome=REPAIR owner=frontdesk priority=NORMAL");
        todo("assignTechnician - 2026-06-02 11:00");
    }

    private void withdrawn() {
        refused(422, "reason", () -> sends("frontdesk", "withdraw"));
        sends("frontdesk", "withdraw", "reason", "My brother has tightened it");
        is("status=WITHDRAWN closedAt=2026-06-02T13:40 owner=frontdesk");
        hasEnded("endEvent_withdrawn");
        assertThat(seen().at("/orders/0/status").asText()).isEqualTo("CANCELLED");
    }

    private void nothingFollows() {
        clocks(
                """
                RESPONSE   1 MET       2026-06-02 09:00 > 2026-06-02 10:00 = 2026-06-02 09:00
                ATTENDANCE 1 CANCELLED 2026-06-02 09:00 > 2026-06-02 16:00 = -
                RESOLUTION 1 CANCELLED 2026-06-02 09:00 > 2026-06-05 09:00 = -
                PROGRESS   1 CANCELLED 2026-06-02 09:00 > 2026-06-09 09:00 = -
                DISPATCH   1 MET       2026-06-02 09:00 > 2026-06-02 11:00 = 2026-06-02 09:30
                ACCEPT     1 MET       2026-06-02 09:30 > 2026-06-02 11:30 = 2026-06-02 09:40
                """);
        rungs("");
        told(
                "technician2",
                """
                2026-06-02 09:30 ORDER ORDER/1
                2026-06-02 13:40 ORDER_WITHDRAWN ORDER_WITHDRAWN/1
                """);
        heard("REGISTERED/1 APPOINTMENT/1 CLOSED/1");
        refused(409, "WITHDRAWN", () -> sends("frontdesk", "urge", "text", "But it is loose again"));
    }

    @ToldTwice
    @DisplayName("withdrawn before the return visit ends that too, and nobody has to answer a hand-over any more")
    void beforeTheReturnVisit() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("COMPLAINT", "noise", "The gate bangs"));
        assessedBy("frontdesk", "ANSWERED", "It was greased");
        sends("frontdesk", "handover", "to", "housekeeper", "reason", "your gate");
        at("2026-06-02 10:00");
        sends("ownerapp", "withdraw", "reason", "Quiet again");
        is("status=WITHDRAWN visits.0.result=- visits.0.endedAt=2026-06-02T10:00");
        assertThat(jdbc.sql("select count(*) from steward.handover where ticket = :ticket")
                        .param("ticket", ticket)
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
