package dev.steward.story;

import org.junit.jupiter.api.DisplayName;

@DisplayName("An inquiry")
class InquiryStory extends Story {

    @ToldTwice
    @DisplayName("answered at once by the clerk who took it is one form, and closed")
    void answeredOnTheCall() {
        at("2026-06-02 14:00");
        sampled(false);
        askedAndAnswered();
        is("status=CLOSED outcome=ANSWERED owner=frontdesk firstResponder=frontdesk");
        is("openedAt=2026-06-02T14:00 resolvedAt=2026-06-02T14:00 closedAt=2026-06-02T14:00");
        hasEnded("serviceTask_registerTicket", "serviceTask_closeTicket");
        clocks(
                """
                RESPONSE   1 MET 2026-06-02 14:00 > 2026-06-02 18:00 = 2026-06-02 14:00
                RESOLUTION 1 MET 2026-06-02 14:00 > 2026-06-04 14:00 = 2026-06-02 14:00
                """);
        rungs("");
        heard("SOLVED/1 CLOSED/1");
    }

    @ToldTwice
    @DisplayName("of the sample of one in twenty is asked about, and the resident may decline to answer")
    void sampledForAReturnVisit() {
        at("2026-06-02 14:00");
        sampled(true);
        askedAndAnswered();
        is("status=RESOLVED outcome=ANSWERED");
        todo("callBack - 2026-06-03 14:00");
        at("2026-06-03 09:30");
        claims("callback", "userTask_callBack");
        refused(422, "declined", () -> declined("satisfied", false, "objection", "Not explained"));
        refused(422, "declined", () -> declined("score", 1));
        refused(
                422,
                "reached",
                () -> completes(
                        "callback",
                        "userTask_callBack",
                        form("reached", false, "evidence", "rang 8 times", "furtherRequest", "A second space")));
        declined();
        is("status=CLOSED closedAt=2026-06-03T09:30");
        clocks(
                """
                RESPONSE   1 MET 2026-06-02 14:00 > 2026-06-02 18:00 = 2026-06-02 14:00
                RESOLUTION 1 MET 2026-06-02 14:00 > 2026-06-04 14:00 = 2026-06-02 14:00
                CALLBACK   1 MET 2026-06-02 14:00 > 2026-06-03 14:00 = 2026-06-03 09:30
                """);
        heard("SOLVED/1 CLOSED/1");
    }

    private void declined(Object... more) {
        completes("callback", "userTask_callBack", with(form("reached", true, "declined", true), more));
    }

    private void askedAndAnswered() {
        reported(
                "frontdesk",
                with(
                        report("INQUIRY", "billing", "What is the item parking on my bill?"),
                        "channel",
                        "PHONE",
                        "reply",
                        "The space that you have rented since May",
                        "outcome",
                        "ANSWERED"));
    }
}
