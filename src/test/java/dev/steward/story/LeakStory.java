package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A leak at home")
class LeakStory extends Story {

    @ToldTwice
    @DisplayName("is one ticket with one owner until the resident is satisfied, however often somebody has to come")
    void untilItIsDry() {
        at("2026-06-02 09:00"); // a Tuesday
        leakReported();
        at("2026-06-02 09:10");
        owned();
        at("2026-06-02 09:20");
        replied();
        at("2026-06-02 09:30");
        dispatched();
        at("2026-06-02 09:40");
        declined();
        at("2026-06-02 09:45");
        dispatchedAgain();
        at("2026-06-02 09:50");
        accepted();
        at("2026-06-02 10:30");
        nobodyHome();
        at("2026-06-02 14:00");
        rebooked();
        at("2026-06-03 10:00");
        fixed();
        at("2026-06-03 15:00");
        objected();
        at("2026-06-03 15:30");
        engineersPlanRework();
        at("2026-06-03 15:40");
        dispatchedTo("technician", "2026-06-03 16:00", "2026-06-03 17:00");
        at("2026-06-03 15:45");
        acceptedBy("technician");
        at("2026-06-03 16:15");
        reworked();
        at("2026-06-04 10:00");
        satisfied();
        closedAsOneTicket();
    }

    private void leakReported() {
        reported("ownerapp", report("REPAIR", "plumbing", "The kitchen tap leaks"));
        is("status=REGISTERED owner=- firstResponder=- priority=URGENT channel=API");
        todo("takeOwnership - 2026-06-02 10:00");
        clocks(
                """
                RESPONSE   1 RUNNING 2026-06-02 09:00 > 2026-06-02 10:00 = -
                ATTENDANCE 1 RUNNING 2026-06-02 09:00 > 2026-06-02 20:00 = -
                RESOLUTION 1 RUNNING 2026-06-02 09:00 > 2026-06-03 09:00 = -
                PROGRESS   1 RUNNING 2026-06-02 09:00 > 2026-06-09 09:00 = -
                """);
    }

    private void owned() {
        notTheirs(() -> claims("technician", "userTask_takeOwnership"));
        notTheirs(() -> claims("frontdesk-h", "userTask_takeOwnership"));
        ownedBy("frontdesk");
        is("status=OWNED owner=frontdesk firstResponder=frontdesk");
        todo("assessTicket frontdesk 2026-06-02 10:00");
    }

    private void replied() {
        assessedBy("frontdesk", "REPAIR", "Please close the valve under the sink; a plumber comes this morning");
        is("status=IN_PROGRESS outcome=REPAIR provider=OWN");
        todo("assignTechnician - 2026-06-02 09:50");
    }

    private void dispatched() {
        notTheirs(() -> claims("technician2", "userTask_assignTechnician"));
        dispatchedTo("technician", "2026-06-02 10:00", "2026-06-02 12:00");
        todo("acceptOrder technician 2026-06-02 10:00");
    }

    private void declined() {
        completes("technician", "userTask_acceptOrder", form("accepted", false, "declineReason", "At another leak"));
        todo("assignTechnician - 2026-06-02 10:10");
        heard("REGISTERED/1 PROGRESS/3");
    }

    private void dispatchedAgain() {
        dispatchedTo("technician2", "2026-06-02 10:00", "2026-06-02 12:00");
        todo("acceptOrder technician2 2026-06-02 10:15");
    }

    private void accepted() {
        notTheirs(() -> acceptedBy("technician"));
        acceptedBy("technician2");
        todo("visitHome technician2 2026-06-02 12:00");
        heard("REGISTERED/1 PROGRESS/3 APPOINTMENT/1");
    }

    private void nobodyHome() {
        refused(422, "noticePhoto", () -> visited("technician2", "ABSENT"));
        photographed("technician2", "EVIDENCE");
        visited("technician2", "ABSENT", "noticePhoto", photo);
        is("status=WAITING_RESIDENT");
        todo("agreeAppointment - -");
    }

    private void rebooked() {
        agreedBy("frontdesk", "2026-06-03 09:00", "2026-06-03 11:00");
        is("status=IN_PROGRESS");
        todo("visitHome technician2 2026-06-03 11:00");
    }

    private void fixed() {
        visited("technician2", "DONE", "workDone", "New seal");
        is("status=RESOLVED resolvedAt=2026-06-03T10:00 firstTimeFix=true");
        todo("callBack - 2026-06-04 10:00");
        notTheirs(() -> claims("technician2", "userTask_callBack"));
    }

    private void objected() {
        objects("callback", "It still drips");
        is("status=IN_PROGRESS resolvedAt=- reopened=1");
        todo("followUpObjection - 2026-06-03 19:00");
    }

    private void engineersPlanRework() {
        does("engineering", "userTask_followUpObjection", form("action", "REWORK", "plan", "Replace the valve"));
        is("status=IN_PROGRESS firstTimeFix=false owner=frontdesk");
        todo("assignTechnician - 2026-06-03 16:00");
    }

    private void reworked() {
        refused(422, "diagnosis", () -> visited("technician", "DONE", "workDone", "New valve"));
        visited("technician", "DONE", "workDone", "New valve", "diagnosis", "The thread was worn");
        is("status=RESOLVED resolvedAt=2026-06-03T16:15");
    }

    private void satisfied() {
        notTheirs(() -> claims("technician", "userTask_callBack"));
        satisfied("frontdesk"); // the owner may ask, who did not do the work
    }

    private void closedAsOneTicket() {
        is("status=CLOSED owner=frontdesk firstResponder=frontdesk firstTimeFix=false reopened=1");
        hasEnded("callActivity_repairDispatch", "callActivity_returnVisit", "endEvent_ticketClosed");
        assertThat(seen().get("orders")).hasSize(2);
        assertThat(seen().get("visits").findValuesAsText("result")).containsExactly("OBJECTED", "SATISFIED");
        clocks(
                """
                RESPONSE   1 MET       2026-06-02 09:00 > 2026-06-02 10:00 = 2026-06-02 09:20
                ATTENDANCE 1 MET       2026-06-02 09:00 > 2026-06-02 20:00 = 2026-06-02 10:30
                DISPATCH   1 MET       2026-06-02 09:20 > 2026-06-02 09:50 = 2026-06-02 09:30
                ACCEPT     1 MET       2026-06-02 09:30 > 2026-06-02 10:00 = 2026-06-02 09:40
                DISPATCH   2 MET       2026-06-02 09:40 > 2026-06-02 10:10 = 2026-06-02 09:45
                ACCEPT     2 MET       2026-06-02 09:45 > 2026-06-02 10:15 = 2026-06-02 09:50
                RESOLUTION 1 MET       2026-06-02 09:00 > 2026-06-03 16:30 = 2026-06-03 16:15
                CALLBACK   1 MET       2026-06-03 10:00 > 2026-06-04 10:00 = 2026-06-03 15:00
                FOLLOW_UP  1 MET       2026-06-03 15:00 > 2026-06-03 19:00 = 2026-06-03 15:30
                DISPATCH   3 MET       2026-06-03 15:30 > 2026-06-03 16:00 = 2026-06-03 15:40
                ACCEPT     3 MET       2026-06-03 15:40 > 2026-06-03 16:10 = 2026-06-03 15:45
                CALLBACK   2 MET       2026-06-03 16:15 > 2026-06-04 16:15 = 2026-06-04 10:00
                PROGRESS   1 MET       2026-06-02 09:00 > 2026-06-09 09:00 = 2026-06-02 09:20
                PROGRESS   2 CANCELLED 2026-06-02 09:20 > 2026-06-09 11:50 = -
                PROGRESS   3 CANCELLED 2026-06-03 15:00 > 2026-06-10 15:00 = -
                """);
        rungs("2026-06-03 09:30 RESOLUTION 75% → frontdesk");
        heard("REGISTERED/1 PROGRESS/3 APPOINTMENT/1 DELAYED/2 APPOINTMENT/2 SOLVED/1 APPOINTMENT/3 SOLVED/2 CLOSED/1");
    }
}
