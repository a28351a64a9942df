package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.platform.Actor;
import dev.steward.platform.Role;
import dev.steward.sla.Policies;
import dev.steward.sla.Policy;
import dev.steward.sla.Promise;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Recomputation;
import dev.steward.sla.process.ServiceLevelTable;
import java.util.EnumMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Beside the main path")
class CommandsStory extends Story {

    @ToldTwice
    @DisplayName("reminders of a weekend wait for Monday, and are not sent when they are done with by then")
    void weekend() {
        at("2026-06-06 02:00"); // a Saturday
        reported("frontdesk", report("REPAIR", "plumbing", "The bath drips"));
        sends("ownerapp", "urge", "text", "It does not stop");
        told("frontdesk", "2026-06-08 08:30 URGED URGE/1");
        at("2026-06-06 08:50"); // reminded on the way to nine o'clock
        sends("frontdesk", "reply", "text", "A plumber comes on Monday");
        at("2026-06-08 09:00");
        deliver();
        assertThat(jdbc.sql(
                                """
                                select split_part(staff_key, '/', 2) || ' ' || state || coalesce(' ' || reason, '')
                                  from steward.outbox where ticket = :ticket and stage in ('URGED', 'RUNG') order by id
                                """)
                        .param("ticket", ticket)
                        .query(String.class)
                        .list())
                .containsExactly("URGE SENT", "RESPONSE SUPPRESSED MOOT");
    }

    @ToldTwice
    @DisplayName("a ticket is paused for the resident, resumed, made more urgent, commented on and split")
    void allCommands() {
        at("2026-06-02 09:00"); // a Tuesday
        reported("frontdesk", report("COMPLAINT", "noise", "The pump hums"));
        at("2026-06-02 10:00");
        assessedBy("frontdesk", "INVESTIGATE", "When do you hear it?");
        at("2026-06-02 11:00");
        paused();
        at("2026-06-03 11:00"); // a working day later
        resumed();
        at("2026-06-03 13:30");
        commented();
        moreUrgent();
        split();
        pauseRunsOut();
    }

    private void paused() {
        refused(422, "reason", () -> sends("frontdesk", "pause", "reason", "WAITING_FOR_PARTS"));
        refused(
                422,
                "until",
                () -> sends("frontdesk", "pause", "reason", "RESIDENT_ASKED_LATER", "until", sent("2026-06-02 10:59")));
        refused(403, "owner", () -> sends("housekeeper", "pause", "reason", "RESIDENT_ASKED_LATER"));
        sends("frontdesk", "pause", "reason", "RESIDENT_ASKED_LATER", "until", sent("2026-06-05 11:00"));
        is("status=WAITING_RESIDENT");
        todo("investigate - -");
        refused(409, "paused", () -> sends("frontdesk", "pause", "reason", "RESIDENT_ABSENT"));
    }

    private void resumed() {
        rungs(""); // nothing escalates meanwhile
        sends("frontdesk", "resume");
        is("status=IN_PROGRESS");
        todo("investigate - 2026-06-04 10:00"); // a working day later than before
        clocks(
                """
                RESPONSE      1 MET     2026-06-02 09:00 > 2026-06-02 11:00 = 2026-06-02 10:00
                RESOLUTION    1 RUNNING 2026-06-02 09:00 > 2026-06-08 09:00 = -
                PROGRESS      1 MET     2026-06-02 09:00 > 2026-06-04 09:00 = 2026-06-02 10:00
                PROGRESS      2 RUNNING 2026-06-02 10:00 > 2026-06-05 10:00 = -
                INVESTIGATION 1 RUNNING 2026-06-02 10:00 > 2026-06-04 10:00 = -
                """);
        refused(409, "not paused", () -> sends("frontdesk", "resume"));
    }

    private void commented() {
        sends("frontdesk", "comment", "text", "She works at night", "public", false);
        sends("frontdesk", "comment", "text", "We measure the hum tonight", "public", true);
        timeline(
                "COMMENTED",
                """
                2026-06-03 13:30 frontdesk COMMENTED She works at night
                2026-06-03 13:30 frontdesk COMMENTED We measure the hum tonight
                """);
    }

    private void moreUrgent() {
        refused(422, "priority", () -> sends("frontdesk", "reprioritise", "priority", "HIGH", "reason", "sleepless"));
        sends("frontdesk", "reprioritise", "priority", "URGENT", "reason", "sleepless");
        is("priority=URGENT");
        refused(422, "priority", () -> sends("frontdesk", "reprioritise", "priority", "URGENT", "reason", "again"));
    }

    private void split() {
        sends(
                "frontdesk",
                "split",
                "kind",
                "INQUIRY",
                "category",
                "billing",
                "title",
                "Rent reduction?",
                "description",
                "Does she pay less while it hums?");
        String other = seen().at("/links/0/ticket").asText();
        assertThat(desk.ticket("manager", other).get("owner").asText()).isEqualTo("frontdesk");
        assertThat(desk.ticket("manager", other).at("/links/0/relation").asText())
                .isEqualTo("SPLIT_FROM");
        assertThat(desk.ticket("manager", other).at("/reporter/email").asText()).isEqualTo(resident);
    }

    private void pauseRunsOut() {
        sends("frontdesk", "pause", "reason", "RESIDENT_DECIDES_QUOTE", "until", sent("2026-06-03 16:00"));
        is("status=WAITING_RESIDENT");
        at("2026-06-03 16:00");
        is("status=IN_PROGRESS");
        timeline(
                "PAUSED RESUMED",
                """
                2026-06-02 11:00 frontdesk PAUSED RESIDENT_ASKED_LATER until 2026-06-05T03:00:00Z
                2026-06-03 11:00 frontdesk RESUMED
                2026-06-03 13:30 frontdesk PAUSED RESIDENT_DECIDES_QUOTE until 2026-06-03T08:00:00Z
                2026-06-03 16:00 steward RESUMED the pause ran out
                """);
        sends("supervisor", "withdraw", "reason", "The pump is silent");
        is("status=WITHDRAWN");
    }

    @ToldTwice
    @DisplayName("a ticket goes on when it is brought to rules by which nothing of it may stand still")
    void pausableNoMore() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("SUGGESTION", "greening", "A hedge instead of the fence"));
        sends("frontdesk", "pause", "reason", "RESIDENT_ASKED_LATER", "until", sent("2026-06-05 11:00"));
        is("status=WAITING_RESIDENT");
        todo("assessTicket frontdesk -");
        at("2026-06-02 10:00");
        context.getBean(Recomputation.class)
                .run(new Actor("admin", Set.of(Role.ADMINISTRATOR), Set.of()), new NeverPausingSuggestions(), false);
        is("status=OWNED");
        todo("assessTicket frontdesk 2026-06-03 10:00"); // an hour later than before the pause
        timeline(
                "PAUSED RESUMED",
                """
                2026-06-02 09:00 frontdesk PAUSED RESIDENT_ASKED_LATER until 2026-06-05T03:00:00Z
                2026-06-02 10:00 steward RESUMED
                """);
        sends("frontdesk", "withdraw", "reason", "The fence is fine");
    }

    /** The rules in force for suggestions, but for pauses; those of other tickets are gone. */
    private final class NeverPausingSuggestions implements Policies {

        @Override
        public Policy policy(String kind, String category, String priority, String site) {
            throw new UnsupportedOperationException("only rows are asked for");
        }

        @Override
        public Policy row(String row, String site) {
            if (!row.equals("suggestion")) {
                throw new NoSuchElementException(row);
            }
            Map<Target, Promise> never = new EnumMap<>(Target.class);
            context.getBean(ServiceLevelTable.class)
                    .row(row, site)
                    .promises()
                    .forEach((target, promise) -> never.put(
                            target, new Promise(target, promise.span(), promise.calendar(), promise.ladder(), false)));
            return new Policy(row, never);
        }
    }

    @ToldTwice
    @DisplayName("a task that somebody has claimed goes back to those who may take it, but never the owner's own")
    void claimedTaskIsGivenBack() {
        at("2026-06-02 09:00"); // a Tuesday
        reported("frontdesk", report("COMPLAINT", "noise", "The fan rattles"));
        notTheirs(() -> givesBack("technician", "userTask_assessTicket"));
        refused(409, "hand the ticket over", () -> givesBack("frontdesk", "userTask_assessTicket"));
        assessedBy("frontdesk", "INVESTIGATE", "We listen tonight");
        refused(409, "Nobody has claimed", () -> givesBack("supervisor", "userTask_investigate"));
        claims("monitoring", "userTask_investigate");
        todo("investigate monitoring 2026-06-03 09:00");
        notTheirs(() -> givesBack("frontdesk", "userTask_investigate"));
        givesBack("monitoring", "userTask_investigate");
        todo("investigate - 2026-06-03 09:00");
        claims("monitoring", "userTask_investigate");
        givesBack("supervisor", "userTask_investigate"); // who has claimed it went home ill
        does("monitoring", "userTask_investigate", form("finding", "A loose blade", "measure", "Fastened"));
    }

    @ToldTwice
    @DisplayName(
            "what the resident reads comes from whoever speaks with residents; what their app says is no word of ours")
    void wordsOfOthers() {
        at("2026-06-02 09:00");
        reported(
                "frontdesk",
                with(
                        report("REPAIR", "doors-windows", "The mosquito net is torn"),
                        "reply",
                        "We bring a new one",
                        "outcome",
                        "REPAIR"));
        refused(
                403,
                "speaks with residents",
                () -> sends("technician", "comment", "text", "None in stock", "public", true));
        sends("technician", "comment", "text", "None in stock", "public", false);
        at("2026-06-02 10:00");
        JsonNode before = seen().get("clocks");
        sends("ownerapp", "comment", "text", "It is the small one", "public", true);
        assertThat(seen().get("clocks")).isEqualTo(before);
        heard("REGISTERED/1");
        sends("frontdesk", "comment", "text", "Thank you, noted", "public", true);
        assertThat(seen().get("clocks")).isNotEqualTo(before);
    }

    @ToldTwice
    @DisplayName("a reply keeps the promise of one, and the task is due when the matter is")
    void replied() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("COMPLAINT", "noise", "The flag rattles in the wind"));
        todo("assessTicket frontdesk 2026-06-02 11:00");
        sends("frontdesk", "reply", "text", "We take it down tonight");
        todo("assessTicket frontdesk 2026-06-05 09:00");
    }

    @ToldTwice
    @DisplayName(
            "what is promised while the resident is waited for waits too: nothing goes out before the ticket goes on")
    void promisedDuringAPause() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("COMPLAINT", "noise", "The lift hums"));
        at("2026-06-02 09:30");
        sends("frontdesk", "reply", "text", "When may we come and listen?");
        at("2026-06-02 10:00");
        sends("frontdesk", "pause", "reason", "RESIDENT_ASKED_LATER", "until", sent("2026-06-08 10:00"));
        at("2026-06-02 11:00");
        sends("frontdesk", "comment", "text", "We come next week, as you asked", "public", true);
        clocks(
                """
                RESPONSE   1 MET    2026-06-02 09:00 > 2026-06-02 11:00 = 2026-06-02 09:30
                RESOLUTION 1 PAUSED 2026-06-02 09:00 > - = -
                PROGRESS   1 MET    2026-06-02 09:00 > 2026-06-04 09:00 = 2026-06-02 09:30
                PROGRESS   2 MET    2026-06-02 09:30 > 2026-06-04 10:30 = 2026-06-02 11:00
                PROGRESS   3 PAUSED 2026-06-02 11:00 > - = -
                """);
        at("2026-06-08 09:00"); // a Monday
        rungs("");
        todo("assessTicket frontdesk -");
        sends("frontdesk", "resume");
        clocks(
                """
                RESPONSE   1 MET     2026-06-02 09:00 > 2026-06-02 11:00 = 2026-06-02 09:30
                RESOLUTION 1 RUNNING 2026-06-02 09:00 > 2026-06-10 17:00 = -
                PROGRESS   1 MET     2026-06-02 09:00 > 2026-06-04 09:00 = 2026-06-02 09:30
                PROGRESS   2 MET     2026-06-02 09:30 > 2026-06-04 10:30 = 2026-06-02 11:00
                PROGRESS   3 RUNNING 2026-06-02 11:00 > 2026-06-10 09:00 = -
                """);
        todo("assessTicket frontdesk 2026-06-10 17:00");
    }

    @ToldTwice
    @DisplayName("an order that is sent while the resident is waited for is answered in time after that")
    void sentDuringAPause() {
        at("2026-06-02 09:00");
        reported(
                "frontdesk",
                with(report("REPAIR", "locks", "The door sticks"), "reply", "A carpenter comes", "outcome", "REPAIR"));
        at("2026-06-02 10:00");
        sends("frontdesk", "pause", "reason", "RESIDENT_ASKED_LATER", "until", sent("2026-06-05 10:00"));
        todo("assignTechnician - -");
        at("2026-06-02 10:30");
        dispatchedTo("technician", "2026-06-08 09:00", "2026-06-08 11:00");
        todo("acceptOrder technician -");
        at("2026-06-04 17:00");
        rungs("");
        todo("acceptOrder technician -");
        sends("frontdesk", "resume");
        todo("acceptOrder technician 2026-06-04 19:00"); // two hours, as promised
        at("2026-06-04 19:01");
        waitsAt("userTask_assignTechnician");
    }

    @ToldTwice
    @DisplayName("a ticket whose new priority does not wait is not paused any more")
    void priorityThatDoesNotWait() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("REPAIR", "plumbing", "The tap in the kitchen runs"));
        sends("frontdesk", "pause", "reason", "RESIDENT_ASKED_LATER", "until", sent("2026-06-03 11:00"));
        is("status=WAITING_RESIDENT");
        sends("frontdesk", "reprioritise", "priority", "EMERGENCY", "reason", "It runs over");
        is("status=IN_PROGRESS priority=EMERGENCY");
        timeline(
                "PAUSED RESUMED",
                """
                2026-06-02 09:00 frontdesk PAUSED RESIDENT_ASKED_LATER until 2026-06-03T03:00:00Z
                2026-06-02 09:00 frontdesk RESUMED
                """);
    }
}
