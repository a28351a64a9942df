package dev.steward.story;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An order that becomes an emergency, or comes back in one,")
class CalledOutStory extends Story {

    @ToldTwice
    @DisplayName("does not wait for a dispatcher: those on call are paged and may take it, and the clock runs")
    void upgradedWhileItWaits() {
        at("2026-06-02 20:00"); // a Tuesday
        tapReported();
        todo("assignTechnician - 2026-06-03 10:00");
        claims("dispatcher", "userTask_assignTechnician"); // and goes home
        at("2026-06-03 02:00");
        sends("monitoring", "reprioritise", "priority", "EMERGENCY", "reason", "It gushes now");
        todo("visitHome - 2026-06-02 20:30");
        at("2026-06-03 02:06");
        paged("technician", "02:00 1/PT0S, 02:05 1/PT5M");
        paged("technician2", "02:05 1/PT5M");
        claims("technician2", "userTask_visitHome");
        accept("1 MET");
        visited("technician2", "DONE", "workDone", "Closed the valve, new cartridge");
        is("status=RESOLVED");
    }

    @ToldTwice
    @DisplayName("goes to those on call when whoever was asked before does not answer in the emergency's time")
    void upgradedUnanswered() {
        at("2026-06-02 16:50");
        tapReported();
        dispatchedTo("technician2");
        refused(409, "decline an order", () -> givesBack("technician2", "userTask_acceptOrder"));
        at("2026-06-02 17:30");
        sends("frontdesk", "reprioritise", "priority", "EMERGENCY", "reason", "It gushes now");
        wantedNow("technician2", "2026-06-02 17:30");
        at("2026-06-02 17:31");
        todo("visitHome - 2026-06-02 17:20");
        accept("1 BREACHED, 2 RUNNING");
        paged("technician", "17:30 1/+PT25M, 17:30 2/PT0S"); // by the latest that was missed
        claims("technician", "userTask_visitHome");
        visited("technician", "DONE", "workDone", "New cartridge");
        is("status=RESOLVED");
    }

    @ToldTwice
    @DisplayName("stays with whoever has accepted it, who hears at once that it will not wait for the appointment")
    void upgradedAfterItWasAccepted() {
        at("2026-06-02 09:00");
        tapReported();
        dispatchedTo("technician2", "2026-06-03 10:00", "2026-06-03 12:00");
        acceptedBy("technician2");
        at("2026-06-02 23:10"); // nobody's quiet hours: it gushes
        sends("monitoring", "reprioritise", "priority", "EMERGENCY", "reason", "It gushes now");
        wantedNow("technician2", "2026-06-02 23:10");
        visited("technician2", "DONE", "workDone", "New cartridge");
        is("status=RESOLVED");
    }

    @ToldTwice
    @DisplayName("is repaired at once when nobody has assessed it yet, and assessed afterwards")
    void upgradedBeforeItWasAssessed() {
        at("2026-06-02 20:00");
        reported("frontdesk", report("REPAIR", "plumbing", "The kitchen tap runs"));
        todo("assessTicket frontdesk 2026-06-03 09:00"); // who goes home
        at("2026-06-03 02:00");
        sends("monitoring", "reprioritise", "priority", "EMERGENCY", "reason", "It gushes now");
        is("status=IN_PROGRESS outcome=REPAIR owner=frontdesk");
        todo("visitHome - 2026-06-02 20:30");
        at("2026-06-03 02:06");
        paged("technician", "02:00 1/PT0S, 02:05 1/PT5M");
        claims("technician2", "userTask_visitHome");
        sends("ownerapp", "withdraw", "reason", "I have closed the valve"); // noted, but the work goes on
        is("status=IN_PROGRESS");
        visited("technician2", "DONE", "workDone", "New cartridge");
        is("status=RESOLVED outcome=-");
        completes("frontdesk", "userTask_assessTicket", form("outcome", "ANSWERED"));
        todo("callBack - 2026-06-03 17:30");
    }

    @ToldTwice
    @DisplayName("has an owner and goes to those on call when nobody has taken it yet")
    void upgradedBeforeAnybodyTookIt() {
        at("2026-06-02 20:00");
        reported("ownerapp", report("REPAIR", "plumbing", "The kitchen tap runs"));
        at("2026-06-03 02:00");
        sends("supervisor", "reprioritise", "priority", "EMERGENCY", "reason", "It gushes now");
        is("status=IN_PROGRESS outcome=REPAIR owner=monitoring firstResponder=monitoring");
        todo("visitHome - 2026-06-02 20:30");
        claims("technician", "userTask_visitHome");
        visited("technician", "DONE", "workDone", "New cartridge");
        todo("assessTicket monitoring 2026-06-03 17:30");
    }

    private void wantedNow(String technician, String at) {
        assertThat(jdbc.sql(
                                """
                                select to_char(not_before at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')
                                  from steward.outbox
                                 where ticket = :ticket and recipient_user = :user and stage = 'ORDER_URGENT'
                                """)
                        .param("ticket", ticket)
                        .param("user", technician)
                        .query(String.class)
                        .list())
                .containsExactly(at);
    }

    @ToldTwice
    @DisplayName("is taken down again before anybody took it: taking it then keeps the promise all the same")
    void downgradedBeforeItIsTaken() {
        at("2026-06-03 02:00");
        reported("ownerapp", report("REPAIR", "plumbing", "Pipe burst, water everywhere"));
        at("2026-06-03 02:04");
        sends("supervisor", "reprioritise", "priority", "NORMAL", "reason", "A bucket does");
        claims("technician", "userTask_visitHome");
        accept("1 MET");
        sends("supervisor", "withdraw", "reason", "It was the neighbour's");
    }

    @ToldTwice
    @DisplayName("calls, after an outage, those who are on call by then, once each, by the latest rung that was missed")
    void afterAnOutage() {
        at("2026-06-03 02:00");
        reported("ownerapp", report("REPAIR", "plumbing", "Pipe burst, water everywhere"));
        ClockUtil.setCurrentTime(Date.from(instant("2026-06-03 02:08"))); // nothing ran since the report
        desk.away("supervisor", "technician2", sent("2026-06-03 02:30"), null);
        ClockUtil.setCurrentTime(Date.from(instant("2026-06-03 02:12")));
        at("2026-06-03 02:12");
        paged("technician", "02:00 1/PT0S, 02:12 1/PT10M");
        paged("technician2", "");
        claims("technician", "userTask_visitHome");
        visited("technician", "DONE", "workDone", "Closed the valve, new pipe");
        is("status=RESOLVED");
    }

    @ToldTwice
    @DisplayName("given back is for those who are on call now, who are paged again")
    void givenBack() {
        at("2026-06-03 02:00");
        desk.away("supervisor", "technician2", sent("2026-06-03 02:10"), null);
        reported("ownerapp", report("REPAIR", "plumbing", "Pipe burst, water everywhere"));
        claims("technician", "userTask_visitHome");
        at("2026-06-03 02:11"); // the other is back
        givesBack("technician", "userTask_visitHome");
        todo("visitHome - 2026-06-03 02:30");
        accept("1 MET, 2 RUNNING");
        paged("technician2", "02:11 2/PT0S");
        claims("technician2", "userTask_visitHome");
        visited("technician2", "DONE", "workDone", "Closed the valve, new pipe");
        is("status=RESOLVED");
    }

    private void tapReported() {
        reported(
                "frontdesk",
                with(report("REPAIR", "plumbing", "The tap drips"), "reply", "Somebody comes", "outcome", "REPAIR"));
    }

    /** When somebody was called, and by which rung of which round. */
    private void paged(String user, String expected) {
        assertThat(jdbc.sql(
                                """
                                select to_char(not_before at time zone 'Asia/Shanghai', 'HH24:MI ')
                                       || split_part(staff_key, '/', 3) || '/' || split_part(staff_key, '/', 4)
                                  from steward.outbox
                                 where ticket = :ticket and recipient_user = :user and stage = 'PAGE'
                                 order by id
                                """)
                        .param("ticket", ticket)
                        .param("user", user)
                        .query(String.class)
                        .list())
                .as(user)
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(", ")));
    }

    /** The clocks of taking the order: round, state and when it was met. */
    private void accept(String expected) {
        assertThat(StreamSupport.stream(seen().get("clocks").spliterator(), false)
                        .filter(clock -> clock.get("target").asText().equals("ACCEPT"))
                        .map(clock -> clock.get("round").asText() + " "
                                + clock.get("state").asText())
                        .collect(joining(", ")))
                .isEqualTo(expected);
    }
}
