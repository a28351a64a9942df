package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The same leak")
class ReportedAgainStory extends Story {

    @ToldTwice
    @DisplayName("reported three times is one ticket that was urged twice, and its owner was told each time")
    void oneTicket() {
        at("2026-06-02 09:00");
        Map<String, Object> leak = report("REPAIR", "plumbing", "Water under the sink, it leaks");
        reported("ownerapp", leak);
        ownedBy("frontdesk");
        at("2026-06-02 09:30");
        reportedAgain(leak, "It gets more");
        at("2026-06-02 11:00");
        reportedAgain(leak, "Is nobody coming?");
        is("status=OWNED urges=2");
        assertThat(desk.list("supervisor", Map.of("home", (String) leak.get("home"), "category", "plumbing")))
                .containsExactly(ticket);
        todo("assessTicket frontdesk 2026-06-02 10:00");
        timeline(
                "REGISTERED URGED",
                """
                2026-06-02 09:00 ownerapp REGISTERED Water under the sink, it leaks
                2026-06-02 09:30 ownerapp URGED It gets more
                2026-06-02 11:00 ownerapp URGED Is nobody coming?
                """);
        told(
                "frontdesk",
                """
                2026-06-02 09:30 RUNG URGE/1
                2026-06-02 09:45 RUNG RESPONSE/1/75%
                2026-06-02 10:00 RUNG RESPONSE/1/100%
                2026-06-02 11:00 RUNG URGE/2
                """);
        heard("REGISTERED/1");
    }

    @ToldTwice
    @DisplayName("coming back within thirty days is a new ticket linked to the first, which was no first-time fix then")
    void recurrence() {
        at("2026-06-02 09:00");
        Map<String, Object> leak = report("REPAIR", "plumbing", "The shower drips");
        reported("ownerapp", leak);
        String first = ticket;
        ownedBy("housekeeper");
        assessedBy("housekeeper", "ANSWERED", "Please turn the handle to the left until it clicks");
        at("2026-06-03 09:00");
        satisfied("callback");
        is("status=CLOSED firstTimeFix=true");
        at("2026-07-03 08:59"); // thirty days later, less a minute
        reported("ownerapp", leak);
        is("status=REGISTERED firstTimeFix=false links.0.relation=RECURRENCE_OF links.0.ticket=" + first);
        assertThat(desk.ticket("manager", first).get("firstTimeFix").asBoolean())
                .isFalse();
        sends("supervisor", "withdraw", "reason", "found the click");
        is("status=WITHDRAWN");
        heard("REGISTERED/1 CLOSED/1");
    }

    private void reportedAgain(Map<String, Object> leak, String words) {
        String number = desk.report("ownerapp", with(leak, "attachTo", ticket, "description", words));
        assertThat(number).isEqualTo(ticket);
    }
}
