package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.platform.Role;
import dev.steward.platform.local.LocalAccounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The owner of a ticket")
class OwnershipStory extends Story {

    @ToldTwice
    @DisplayName(
            "changes by an accepted hand-over, by absence to the deputy, by a supervisor's reason, and by nothing else")
    void everyWayToAnotherOwner() {
        at("2026-06-02 09:00"); // a Tuesday
        reported("frontdesk", report("COMPLAINT", "sanitation", "The bins of building 2 overflow"));
        at("2026-06-02 09:30");
        offered();
        at("2026-06-02 10:00");
        refusedWithAReason();
        at("2026-06-02 10:30");
        offeredAgain();
        at("2026-06-02 14:30");
        unansweredForFourHours();
        at("2026-06-02 15:00");
        offeredAgain();
        at("2026-06-02 15:10");
        acceptedHandover();
        at("2026-06-02 16:00");
        ownerFallsIll();
        at("2026-06-03 09:00");
        reassigned();
        at("2026-06-03 10:00");
        answeredAndDeclined();
    }

    private void offered() {
        refused(403, "owner", () -> sends("housekeeper", "handover", "to", "housekeeper", "reason", "mine"));
        refused(422, "to", () -> sends("frontdesk", "handover", "to", "housekeeper-h", "reason", "your building"));
        offeredAgain();
        refused(409, "offered", () -> sends("frontdesk", "handover", "to", "monitoring", "reason", "or you"));
        todo(
                """
                acceptHandover housekeeper 2026-06-02 13:30
                assessTicket frontdesk 2026-06-02 11:00
                """);
    }

    private void offeredAgain() {
        sends("frontdesk", "handover", "to", "housekeeper", "reason", "your building");
        is("owner=frontdesk");
    }

    private void refusedWithAReason() {
        refused(422, "reason", () -> completes("housekeeper", "userTask_acceptHandover", form("accepted", false)));
        completes("housekeeper", "userTask_acceptHandover", form("accepted", false, "reason", "I am at the dentist's"));
        is("owner=frontdesk");
        waitsAt("userTask_assessTicket");
    }

    private void unansweredForFourHours() {
        is("owner=frontdesk");
        waitsAt("userTask_assessTicket");
    }

    private void acceptedHandover() {
        notTheirs(() -> completes("frontdesk", "userTask_acceptHandover", form("accepted", true)));
        completes("housekeeper", "userTask_acceptHandover", form("accepted", true));
        is("owner=housekeeper firstResponder=frontdesk");
        todo("assessTicket housekeeper 2026-06-02 11:00");
    }

    private void ownerFallsIll() {
        desk.away("supervisor", "housekeeper", sent("2026-06-05 18:00"), null);
        is("owner=frontdesk firstResponder=frontdesk");
        todo("assessTicket frontdesk 2026-06-02 11:00");
        refused(422, "away", () -> sends("frontdesk", "handover", "to", "housekeeper", "reason", "back to you"));
    }

    private void reassigned() {
        refused(403, "supervisor", () -> sends("frontdesk", "reassign", "to", "monitoring", "reason", "too much"));
        sends("supervisor", "reassign", "to", "monitoring", "reason", "the desk is full");
        is("owner=monitoring firstResponder=frontdesk");
        todo("assessTicket monitoring 2026-06-02 11:00");
        notTheirs(() -> assessedBy("frontdesk", "ANSWERED", "It was mine this morning"));
    }

    private void answeredAndDeclined() {
        assessedBy("monitoring", "ANSWERED", "They are emptied twice a day from today");
        does("callback", "userTask_callBack", form("reached", true, "declined", true));
        todo("stateBreachCause frontdesk 2026-06-04 10:00"); // the reply came a day late, most of it in these hands
        completes(
                "frontdesk",
                "userTask_stateBreachCause",
                form("breachReason", "Passed on four times", "rootCause", "STAFFING"));
        is("status=CLOSED firstResponder=frontdesk owner=monitoring");
        hasEnded("endEvent_handoverAnswered", "endEvent_handoverReturned", "endEvent_reassigned");
        timeline(
                "HANDOVER OWNER_CHANGED",
                """
                2026-06-02 09:30 frontdesk HANDOVER frontdesk → housekeeper: your building
                2026-06-02 10:00 housekeeper HANDOVER refused: I am at the dentist's
                2026-06-02 10:30 frontdesk HANDOVER frontdesk → housekeeper: your building
                2026-06-02 14:30 steward HANDOVER not answered by housekeeper
                2026-06-02 15:00 frontdesk HANDOVER frontdesk → housekeeper: your building
                2026-06-02 15:10 housekeeper OWNER_CHANGED frontdesk → housekeeper (HANDED_OVER): your building
                2026-06-02 16:00 supervisor OWNER_CHANGED housekeeper → frontdesk (ABSENCE): housekeeper is away
                2026-06-03 09:00 supervisor OWNER_CHANGED frontdesk → monitoring (REASSIGNED): the desk is full
                """);
        assertThat(answersTold("frontdesk")).containsExactly("HANDOVER_REFUSED", "HANDOVER_UNANSWERED");
    }

    /** How the hand-overs that somebody offered came back, as they were told. */
    private List<String> answersTold(String user) {
        return jdbc.sql(
                        """
                        select split_part(staff_key, '/', 4) from steward.outbox
                         where ticket = :ticket and recipient_user = :user and staff_key like '%/HANDOVER/%/HANDOVER%'
                         order by id
                        """)
                .param("ticket", ticket)
                .param("user", user)
                .query(String.class)
                .list();
    }

    @ToldTwice
    @DisplayName("may be a technician, who sees from the offer on what it is about")
    void technician() {
        at("2026-06-02 09:00");
        sampled(false);
        reported("frontdesk", report("INQUIRY", "move-in", "Which drill for this wall?"));
        notTheirs(() -> desk.ticket("technician", ticket));
        sends("frontdesk", "handover", "to", "technician", "reason", "you know walls");
        assertThat(desk.ticket("technician", ticket).get("owner").asText()).isEqualTo("frontdesk");
        notTheirs(() -> desk.ticket("technician2", ticket));
        completes("technician", "userTask_acceptHandover", form("accepted", true));
        assertThat(desk.list("technician", Map.of("q", ticket))).containsExactly(ticket);
        assessedBy("technician", "ANSWERED", "A hammer drill");
        is("status=CLOSED owner=technician");
        assertThat(desk.ticket("technician", ticket).get("status").asText()).isEqualTo("CLOSED");
    }

    @ToldTwice
    @DisplayName("is who a supervisor says: an offer that was made before comes to nothing, and the next can be made")
    void supervisorWasFaster() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("COMPLAINT", "sanitation", "The yard is not swept"));
        offeredAgain();
        sends("supervisor", "reassign", "to", "monitoring", "reason", "the desk is full");
        is("owner=monitoring");
        todo("assessTicket monitoring 2026-06-02 11:00");
        sends("monitoring", "handover", "to", "housekeeper", "reason", "your yard");
        completes("housekeeper", "userTask_acceptHandover", form("accepted", true));
        is("owner=housekeeper firstResponder=frontdesk");
        sends("supervisor", "withdraw", "reason", "swept");
        hasEnded("endEvent_handoverMoot", "endEvent_handoverAnswered");
        timeline(
                "HANDOVER OWNER_CHANGED",
                """
                2026-06-02 09:00 frontdesk HANDOVER frontdesk → housekeeper: your building
                2026-06-02 09:00 supervisor OWNER_CHANGED frontdesk → monitoring (REASSIGNED): the desk is full
                2026-06-02 09:00 supervisor HANDOVER moot for housekeeper
                2026-06-02 09:00 monitoring HANDOVER monitoring → housekeeper: your yard
                2026-06-02 09:00 housekeeper OWNER_CHANGED monitoring → housekeeper (HANDED_OVER): your yard
                """);
    }

    @ToldTwice
    @DisplayName("may take what is offered to the owner, whoever that is by then; who it was before may not")
    void offeredToTheOwner() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("REPAIR", "doors-windows", "The cellar door sticks"));
        assessedBy("frontdesk", "REPAIR", "A joiner comes", "provider", "CONTRACTOR");
        sends("supervisor", "reassign", "to", "housekeeper", "reason", "her building");
        notTheirs(() -> claims("frontdesk", "userTask_assignTechnician"));
        does(
                "housekeeper",
                "userTask_assignTechnician",
                form("appointmentFrom", sent("2026-06-02 10:00"), "appointmentTo", sent("2026-06-02 12:00")));
        at("2026-06-02 10:30");
        sends("supervisor", "reassign", "to", "frontdesk", "reason", "she is busy");
        notTheirs(() -> claims("housekeeper", "userTask_visitHome"));
        does("frontdesk", "userTask_visitHome", form("result", "DONE", "workDone", "Planed"));
        sends("supervisor", "reassign", "to", "housekeeper", "reason", "her building after all");
        notTheirs(() -> claims("frontdesk", "userTask_callBack"));
        satisfied("housekeeper");
        is("status=CLOSED owner=housekeeper firstResponder=frontdesk");
    }

    @ToldTwice
    @DisplayName("is never an account that was deleted: the ticket is handed on, and what it had claimed goes back")
    void accountDeleted() {
        at("2026-06-02 09:00");
        context.getBean(LocalAccounts.class)
                .add("leaver", "Lee", "Ver", "leaver@example.com", Role.MONITORING_CENTER, List.of("sunshine"));
        reported("frontdesk", report("COMPLAINT", "noise", "The lift squeals"));
        assessedBy("frontdesk", "INVESTIGATE", "We listen to it");
        sends("supervisor", "reassign", "to", "leaver", "reason", "night work");
        claims("leaver", "userTask_investigate");
        engine.getIdentityService().deleteUser("leaver");
        is("owner=housekeeper firstResponder=frontdesk");
        todo("investigate - 2026-06-03 09:00");
    }
}
