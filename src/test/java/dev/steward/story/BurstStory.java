package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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

    @ToldTwice
    @DisplayName("goes on paging every five minutes while nobody claims it, until it should have been made safe")
    void nobodyClaims() {
        at("2026-10-01 03:00");
        burstReported();
        at("2026-10-01 09:00");
        List<String> everyFiveMinutes = Stream.iterate(instant("2026-10-01 03:00"), at -> at.plusSeconds(300))
                .limit(49) // the last at seven
                .map(Instant::toString)
                .toList();
        assertThat(paged("technician")).isEqualTo(everyFiveMinutes);
        assertThat(paged("technician2")).isEqualTo(everyFiveMinutes.subList(1, 49));
        assertThat(paged("housekeeper")).isEmpty();
        claims("technician2", "userTask_visitHome");
        visited("technician2", "DONE", "workDone", "Closed the valve, new pipe");
        is("status=RESOLVED");
    }

    @ToldTwice
    @DisplayName("is solved once more when the owner finds afterwards that there is more to do")
    void moreToDo() {
        at("2026-10-01 03:00");
        burstReported();
        claims("technician", "userTask_visitHome");
        at("2026-10-01 03:20");
        visited("technician", "DONE", "workDone", "Closed the valve, new pipe");
        is("status=RESOLVED outcome=- resolvedAt=2026-10-01T03:20");
        at("2026-10-01 03:40");
        completes(
                "monitoring",
                "userTask_assessTicket",
                form("outcome", "REPAIR", "reply", "The wall is opened and dried after the holidays"));
        is("status=IN_PROGRESS outcome=REPAIR resolvedAt=-");
        claims("technician2", "userTask_visitHome"); // an emergency still
        at("2026-10-01 05:00");
        visited("technician2", "DONE", "workDone", "Wall opened, dryer set up");
        is("status=RESOLVED outcome=REPAIR resolvedAt=2026-10-01T05:00");
        at("2026-10-08 10:00");
        satisfied("callback");
        assertThat(clocksOf("CALLBACK")).containsExactly("1 CANCELLED", "2 MET");
        heard("REGISTERED/1 PROGRESS/3 SOLVED/1 PROGRESS/5 PROGRESS/7 SOLVED/2 CLOSED/1");
    }

    @ToldTwice
    @DisplayName(
            "that takes a day is explained by the technician who had it, though nothing is to be repaired any more")
    void late() {
        repairedLate();
        todo("stateBreachCause technician2 2026-10-09 10:00");
        assertThat(desk.ticket("technician2", ticket).get("outcome").asText()).isEqualTo("ANSWERED");
        assertThat(desk.list("technician2", Map.of("q", ticket))).containsExactly(ticket);
        notTheirs(() -> desk.ticket("technician", ticket));
        assertThat(desk.list("technician", Map.of("q", ticket))).isEmpty();
        explainedBy("technician2");
        assertThat(desk.ticket("technician2", ticket).get("status").asText()).isEqualTo("CLOSED");
    }

    @ToldTwice
    @DisplayName("or by whoever stands in for them, who sees it as long as that")
    void lateAndAway() {
        repairedLate();
        desk.away("supervisor", "technician2", sent("2026-10-20 18:00"), "technician");
        todo("stateBreachCause technician 2026-10-09 10:00");
        assertThat(desk.ticket("technician", ticket).get("outcome").asText()).isEqualTo("ANSWERED");
        assertThat(desk.list("technician", Map.of("q", ticket))).containsExactly(ticket);
        explainedBy("technician");
        assertThat(desk.list("technician", Map.of("q", ticket))).isEmpty();
    }

    private void repairedLate() {
        at("2026-10-01 03:00");
        burstReported();
        claims("technician2", "userTask_visitHome");
        at("2026-10-03 03:00"); // promised within a day
        visited("technician2", "DONE", "workDone", "New section of pipe");
        notTheirs(() -> desk.ticket("technician", ticket));
        completes("monitoring", "userTask_assessTicket", form("outcome", "ANSWERED"));
        at("2026-10-08 10:00");
        satisfied("callback");
    }

    private void explainedBy(String technician) {
        completes(
                technician,
                "userTask_stateBreachCause",
                form("breachReason", "The section was sold out", "rootCause", "PARTS"));
        is("status=CLOSED");
    }

    @ToldTwice
    @DisplayName("or a stuck lift is not answered on the telephone, nor closed before the lift is released")
    void lift() {
        at("2026-10-01 03:00");
        Map<String, Object> stuck = report("REPAIR", "lifts", "Somebody is trapped in the lift");
        reported("ownerapp", stuck);
        is("status=IN_PROGRESS priority=EMERGENCY outcome=REPAIR owner=monitoring");
        refused(
                422,
                "outcome",
                () -> desk.report("monitoring", with(stuck, "outcome", "ANSWERED", "reply", "Press the bell")));
        claims("technician", "userTask_visitHome");
        at("2026-10-01 03:20");
        visited("technician", "MADE_SAFE", "plan", "The lift stands still until the maker has looked at it");
        agreedBy("technician", "2026-10-01 10:00", "2026-10-01 12:00");
        at("2026-10-01 10:00");
        visited("technician", "REFUSED");
        refused(
                422,
                "clearance",
                () -> completes(
                        "monitoring",
                        "userTask_decideNext",
                        form("next", "CLOSE_WITHOUT_WORK", "reason", "The maker did it")));
        completes(
                "monitoring",
                "userTask_decideNext",
                form("next", "CLOSE_WITHOUT_WORK", "reason", "The maker did it", "clearance", "L-2026-17"));
        timeline(
                "DECIDED",
                "2026-10-01 10:00 monitoring DECIDED closed without work: The maker did it (released by L-2026-17)");
    }

    private List<String> clocksOf(String target) {
        return StreamSupport.stream(seen().get("clocks").spliterator(), false)
                .filter(clock -> clock.get("target").asText().equals(target))
                .map(clock ->
                        clock.get("round").asText() + " " + clock.get("state").asText())
                .toList();
    }

    private List<String> paged(String user) {
        return jdbc.sql(
                        """
                        select not_before from steward.outbox
                         where ticket = :ticket and recipient_user = :user and stage = 'PAGE' order by not_before, id
                        """)
                .param("ticket", ticket)
                .param("user", user)
                .query((row, n) ->
                        row.getObject(1, OffsetDateTime.class).toInstant().toString())
                .list();
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
        todo("assessTicket monitoring 2026-10-08 17:30"); // nothing else is promised: a working day
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
