package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A burst pipe at three in the morning of a holiday")
class BurstStory extends Story {

    @ToldTwice
    @DisplayName("pages the technicians on call up the ladder until one claims it; the paperwork comes afterwards")
    void madeSafeFirst() {
        at("2026-10-01 03:00"); // National Day; the office opens again on the 8th
        burstReported();
        at("2026-10-01 03:12");
        secondOnCallClaims();
        at("2026-10-01 03:20");
        onSite();
        at("2026-10-01 03:30");
        noWayDown();
        at("2026-10-01 03:50");
        madeSafe();
        at("2026-10-01 09:00");
        nextVisitAgreed();
        at("2026-10-01 11:00");
        repaired();
        at("2026-10-01 11:30");
        assessedAfterwards();
        at("2026-10-08 10:00");
        satisfied("callback");
        closed();
    }

    private void burstReported() {
        reported("ownerapp", report("REPAIR", "plumbing", "Pipe burst, water everywhere"));
        is("status=IN_PROGRESS priority=EMERGENCY hazard=true outcome=REPAIR owner=monitoring");
        todo("visitHome - 2026-10-01 03:30"); // no dispatcher is asked
        told("technician", "2026-10-01 03:00 PAGE ACCEPT/1/PT0S");
    }

    private void secondOnCallClaims() {
        told(
                "technician",
                """
                2026-10-01 03:00 PAGE ACCEPT/1/PT0S
                2026-10-01 03:05 PAGE ACCEPT/1/PT5M
                2026-10-01 03:10 PAGE ACCEPT/1/PT10M
                """);
        told(
                "technician2",
                """
                2026-10-01 03:05 PAGE ACCEPT/1/PT5M
                2026-10-01 03:10 PAGE ACCEPT/1/PT10M
                """);
        notTheirs(() -> claims("frontdesk", "userTask_visitHome"));
        claims("technician2", "userTask_visitHome");
        refused(409, "", () -> claims("technician", "userTask_visitHome")); // the second was faster
        todo("visitHome technician2 2026-10-01 03:30");
    }

    private void onSite() {
        photographed("technician2", "BEFORE");
        assertThat(seen().at("/orders/0/status").asText()).isEqualTo("ON_SITE");
    }

    private void noWayDown() {
        refused(
                403,
                "supervisor",
                () -> sends("frontdesk", "reprioritise", "priority", "NORMAL", "reason", "quiet now"));
        sends("ownerapp", "withdraw", "reason", "I have closed the valve"); // noted, but work on a hazard goes on
        is("status=IN_PROGRESS priority=EMERGENCY");
        todo("visitHome technician2 2026-10-01 03:30");
    }

    private void madeSafe() {
        visited("technician2", "MADE_SAFE", "plan", "New pipe section by daylight");
        todo("agreeAppointment - 2026-10-01 12:00");
    }

    private void nextVisitAgreed() {
        agreedBy("technician2", "2026-10-01 10:00", "2026-10-01 12:00");
        todo("visitHome technician2 2026-10-01 12:00");
    }

    private void repaired() {
        visited("technician2", "DONE", "workDone", "New section of pipe");
        is("status=RESOLVED outcome=- resolvedAt=2026-10-01T11:00");
        todo("assessTicket monitoring -");
    }

    private void assessedAfterwards() {
        completes("monitoring", "userTask_assessTicket", form("outcome", "ANSWERED"));
        is("status=RESOLVED resolvedAt=2026-10-01T11:00");
        todo("callBack - 2026-10-08 17:30");
    }

    private void closed() {
        is("status=CLOSED firstTimeFix=true reopened=0 owner=monitoring");
        clocks(
                """
                RESPONSE   1 MET       2026-10-01 03:00 > 2026-10-01 03:15 = 2026-10-01 03:12
                ACCEPT     1 MET       2026-10-01 03:00 > 2026-10-01 03:15 = 2026-10-01 03:12
                ATTENDANCE 1 MET       2026-10-01 03:00 > 2026-10-01 03:30 = 2026-10-01 03:20
                MADE_SAFE  1 MET       2026-10-01 03:00 > 2026-10-01 07:00 = 2026-10-01 03:50
                RESOLUTION 1 MET       2026-10-01 03:00 > 2026-10-02 03:00 = 2026-10-01 11:00
                PROGRESS   1 MET       2026-10-01 03:00 > 2026-10-13 17:30 = 2026-10-01 03:12
                PROGRESS   2 CANCELLED 2026-10-01 03:12 > 2026-10-13 17:30 = -
                CALLBACK   1 MET       2026-10-01 11:00 > 2026-10-08 17:30 = 2026-10-08 10:00
                """);
        rungs(
                """
                2026-10-01 03:00 ACCEPT PT0S → technician
                2026-10-01 03:05 ACCEPT PT5M → technician, technician2
                2026-10-01 03:10 ACCEPT PT10M → technician, technician2
                2026-10-01 03:11:15 RESPONSE 75% → monitoring
                """);
        heard("REGISTERED/1 PROGRESS/7 APPOINTMENT/1 SOLVED/1 CLOSED/1");
    }
}
