package dev.steward.story;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A complaint")
class ComplaintStory extends Story {

    @ToldTwice
    @DisplayName("is investigated by a department, answered by its owner, and closes when three calls reach nobody")
    void nobodyAnswers() {
        at("2026-06-02 09:15"); // a Tuesday
        noiseReportedAtTheDesk();
        at("2026-06-02 10:00");
        handedToTheDepartment();
        at("2026-06-03 09:30");
        departmentInvestigates();
        at("2026-06-03 11:00");
        resultTold();
        at("2026-06-03 14:00");
        nobodyReached();
        tooSoonForAnotherCall();
        at("2026-06-03 17:00");
        nobodyReachedAgain();
        at("2026-06-04 10:00");
        nobodyReached();
        closedUnreached();
    }

    private void noiseReportedAtTheDesk() {
        reported("frontdesk", report("COMPLAINT", "noise", "Drilling at night above me"));
        is("status=OWNED owner=frontdesk firstResponder=frontdesk priority=NORMAL channel=FRONT_DESK");
        is("departments.responsible=security departments.cooperating=customer-service departments.facing=front-desk");
        todo("assessTicket frontdesk 2026-06-02 11:15");
        clocks(
                """
                RESPONSE   1 RUNNING 2026-06-02 09:15 > 2026-06-02 11:15 = -
                RESOLUTION 1 RUNNING 2026-06-02 09:15 > 2026-06-05 09:15 = -
                PROGRESS   1 RUNNING 2026-06-02 09:15 > 2026-06-04 09:15 = -
                """);
    }

    private void handedToTheDepartment() {
        refused(422, "reply", () -> completes("frontdesk", "userTask_assessTicket", form("outcome", "INVESTIGATE")));
        notTheirs(() -> assessedBy("housekeeper", "ANSWERED", "It is nothing"));
        assessedBy("frontdesk", "INVESTIGATE", "We are looking for where it comes from");
        is("status=IN_PROGRESS outcome=INVESTIGATE");
        todo("investigate - 2026-06-03 10:00");
    }

    private void departmentInvestigates() {
        notTheirs(() -> claims("technician", "userTask_investigate"));
        does(
                "monitoring",
                "userTask_investigate",
                form("finding", "Flat 2-402 renovates until ten", "measure", "Warned in writing, patrol at nine"));
        todo("confirmSolution frontdesk 2026-06-05 09:15");
    }

    private void resultTold() {
        completes("frontdesk", "userTask_confirmSolution", form("solution", "The neighbour was warned in writing"));
        is("status=RESOLVED resolvedAt=2026-06-03T11:00 reopened=0");
        todo("callBack - 2026-06-04 11:00");
        notTheirs(() -> claims("monitoring", "userTask_callBack")); // who investigated does not ask
    }

    private void nobodyReached() {
        does("callback", "userTask_callBack", form("reached", false, "evidence", "rang 8 times"));
    }

    private void tooSoonForAnotherCall() {
        claims("callback", "userTask_callBack");
        refused(409, "16:00", () -> completes("callback", "userTask_callBack", form("reached", false)));
    }

    private void nobodyReachedAgain() {
        refused(422, "evidence", () -> completes("callback", "userTask_callBack", form("reached", false)));
        completes("callback", "userTask_callBack", form("reached", false, "evidence", "the mailbox answered"));
    }

    private void closedUnreached() {
        is("status=CLOSED closedAt=2026-06-04T10:00 reopened=0 firstTimeFix=true owner=frontdesk");
        hasEnded(
                "userTask_investigate",
                "userTask_confirmSolution",
                "callActivity_returnVisit",
                "endEvent_ticketClosed");
        clocks(
                """
                RESPONSE      1 MET       2026-06-02 09:15 > 2026-06-02 11:15 = 2026-06-02 10:00
                INVESTIGATION 1 MET       2026-06-02 10:00 > 2026-06-03 10:00 = 2026-06-03 09:30
                RESOLUTION    1 MET       2026-06-02 09:15 > 2026-06-05 09:15 = 2026-06-03 11:00
                PROGRESS      1 MET       2026-06-02 09:15 > 2026-06-04 09:15 = 2026-06-02 10:00
                PROGRESS      2 CANCELLED 2026-06-02 10:00 > 2026-06-04 10:00 = -
                CALLBACK      1 MET       2026-06-03 11:00 > 2026-06-04 11:00 = 2026-06-03 14:00
                """);
        rungs("2026-06-02 17:00 INVESTIGATION 75% → frontdesk");
        told("frontdesk", "2026-06-02 17:00 RUNG INVESTIGATION/1/75%");
        heard("REGISTERED/1 PROGRESS/2 SOLVED/1 UNREACHED/1 CLOSED/1");
    }
}
