package dev.steward.story;

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
    }
}
