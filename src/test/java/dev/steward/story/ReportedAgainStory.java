package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.TestMail;
import java.util.List;
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
        Map<String, String> here = Map.of("home", (String) leak.get("home"), "category", "plumbing");
        List<String> known = desk.list("supervisor", here);
        assertThat(known).contains(ticket);
        ownedBy("frontdesk");
        at("2026-06-02 09:30");
        reportedAgain(leak, "It gets more, ".repeat(300) + "and more");
        at("2026-06-02 11:00");
        reportedAgain(leak, "Is nobody coming?");
        is("status=OWNED urges=2");
        assertThat(desk.list("supervisor", here)).isEqualTo(known);
        todo("assessTicket frontdesk 2026-06-02 10:00");
        timeline(
                "REGISTERED URGED",
                """
                2026-06-02 09:00 ownerapp REGISTERED Water under the sink, it leaks
                2026-06-02 09:30 ownerapp URGED %sand more
                2026-06-02 11:00 ownerapp URGED Is nobody coming?
                """
                        .formatted("It gets more, ".repeat(300)));
        told(
                "frontdesk",
                """
                2026-06-02 09:30 URGED URGE/1
                2026-06-02 09:45 RUNG RESPONSE/1/75%
                2026-06-02 10:00 RUNG RESPONSE/1/100%
                2026-06-02 11:00 URGED URGE/2
                """);
        heard("REGISTERED/1");
    }

    @ToldTwice
    @DisplayName("asked about after the solution is told to its owner, too, while the ticket is open")
    void askedAboutAfterTheSolution() {
        at("2026-06-05 14:00"); // a Friday
        reported("frontdesk", report("REPAIR", "plumbing", "The bidet leaks"));
        assessedBy("frontdesk", "ANSWERED", "Please close the valve on its left");
        at("2026-06-05 15:00");
        sends("ownerapp", "urge", "text", "It leaks still");
        deliver();
        assertThat(TestMail.receivedBy("frontdesk@sunshine.example", ticket)).hasSize(1);
        at("2026-06-06 03:00");
        sends("ownerapp", "urge", "text", "Is nobody coming?");
        satisfied("callback");
        is("status=CLOSED");
        at("2026-06-08 09:00");
        deliver();
        told(
                "frontdesk",
                """
                2026-06-05 15:00 URGED URGE/1
                2026-06-08 08:30 URGED URGE/2 (MOOT)
                """);
    }

    @ToldTwice
    @DisplayName("under the number that a hotline gave it is one ticket, which is named to whoever sends it again")
    void caseNumber() {
        at("2026-06-02 09:00");
        Map<String, Object> leak = with(
                report("REPAIR", "plumbing", "The boiler drips"),
                "channel",
                "HOTLINE",
                "externalReference",
                "12345/" + way);
        reported("ownerapp", leak);
        refused(422, ticket, () -> desk.report("ownerapp", leak));
        refused(422, "externalReference", () -> desk.announce("ownerapp", leak));
        reported("ownerapp", with(leak, "channel", "API"));
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

    @ToldTwice
    @DisplayName("within thirty days is mended free of charge only where our work on it went before")
    void free() {
        at("2026-08-03 09:00"); // a Monday
        Map<String, Object> lock =
                with(report("REPAIR", "locks", "The lock jams"), "reply", "Yes", "outcome", "REPAIR");
        sampled(false);
        reported("frontdesk", with(lock, "kind", "INQUIRY", "title", "What is a new lock?", "outcome", "ANSWERED"));
        is("status=CLOSED");
        String asked = ticket;
        reported("frontdesk", lock);
        is("orders.0.free=false links.0.ticket=" + asked);
        dispatchedTo("technician", "2026-08-03 10:00", "2026-08-03 12:00");
        acceptedBy("technician");
        at("2026-08-03 10:30");
        visited("technician", "NEEDS_QUOTE", "quoteAmount", "200", "quoteText", "A safer lock");
        completes("frontdesk", "userTask_recordQuoteDecision", form("quoteAccepted", false, "payer", "Mr Lin"));
        completes("frontdesk", "userTask_decideNext", form("next", "CLOSE_WITHOUT_WORK", "reason", "Too dear"));
        is("status=CLOSED");
        reported("frontdesk", lock);
        is("orders.0.free=false links.0.ticket=" + asked); // nothing was done, so nothing comes back
        dispatchedTo("technician", "2026-08-03 11:00", "2026-08-03 12:00");
        acceptedBy("technician");
        at("2026-08-03 11:30");
        visited("technician", "DONE", "workDone", "Oiled it");
        at("2026-08-03 15:00");
        satisfied("callback");
        String mended = ticket;
        reported("frontdesk", lock);
        is("orders.0.free=true links.0.ticket=" + mended);
        sends("frontdesk", "withdraw", "reason", "The wrong key");
    }

    @ToldTwice
    @DisplayName("is no fault where it is a service that somebody orders again")
    void orderedAgain() {
        at("2026-08-03 09:00"); // a Monday
        Map<String, Object> cleaning =
                with(report("VALUE_ADDED", "housekeeping", "Two hours"), "reply", "Yes", "outcome", "REPAIR");
        reported("frontdesk", cleaning);
        dispatchedTo("technician", "2026-08-03 10:00", "2026-08-03 12:00");
        acceptedBy("technician");
        at("2026-08-03 12:00");
        visited("technician", "DONE", "workDone", "Cleaned");
        at("2026-08-03 15:00");
        satisfied("callback");
        is("status=CLOSED");
        at("2026-08-10 09:00");
        reported("frontdesk", cleaning);
        is("orders.0.free=false links.0.ticket=- firstTimeFix=true");
        sends("frontdesk", "withdraw", "reason", "Not this week");
    }

    @ToldTwice
    @DisplayName("imported later, though it was reported before, repeats nothing that was closed after it")
    void importedLater() {
        at("2026-06-02 09:00");
        Map<String, Object> leak = report("REPAIR", "plumbing", "The bath tub leaks");
        reported("frontdesk", leak);
        assessedBy("frontdesk", "ANSWERED", "The plug was loose");
        satisfied("callback");
        is("status=CLOSED");
        announced("admin", with(leak, "channel", "IMPORT", "openedAt", sent("2026-05-20 09:00")));
        is("firstTimeFix=true links.0.relation=-");
    }

    private void reportedAgain(Map<String, Object> leak, String words) {
        String number = desk.report("ownerapp", with(leak, "attachTo", ticket, "description", words));
        assertThat(number).isEqualTo(ticket);
    }
}
