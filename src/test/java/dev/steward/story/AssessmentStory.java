package dev.steward.story;

import org.junit.jupiter.api.DisplayName;

@DisplayName("An assessment")
class AssessmentStory extends Story {

    @ToldTwice
    @DisplayName("that rejects a matter is confirmed by a supervisor, who may send it back first")
    void rejected() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("SUGGESTION", "other", "Paint the garage doors pink"));
        at("2026-06-02 10:00");
        refused(422, "reason", () -> assessedBy("frontdesk", "REJECTED", "Thank you, but no"));
        assessedBy("frontdesk", "REJECTED", "Thank you, but no", "reason", "Not ours to paint");
        todo("confirmRejection - 2026-06-03 10:00");
        notTheirs(() -> claims("frontdesk", "userTask_confirmRejection"));
        claims("supervisor", "userTask_confirmRejection");
        refused(422, "reason", () -> completes("supervisor", "userTask_confirmRejection", form("confirmed", false)));
        completes("supervisor", "userTask_confirmRejection", form("confirmed", false, "reason", "Say whose it is"));
        waitsAt("userTask_assessTicket");
        is("status=IN_PROGRESS outcome=-");
        at("2026-06-02 11:00");
        completes(
                "frontdesk",
                "userTask_assessTicket",
                form("outcome", "REJECTED", "reason", "The owners' meeting decides on colours"));
        does("supervisor", "userTask_confirmRejection", form("confirmed", true));
        is("status=REJECTED owner=frontdesk");
        hasEnded("userTask_confirmRejection", "endEvent_ticketClosed");
        clocks(
                """
                RESPONSE   1 MET       2026-06-02 09:00 > 2026-06-03 09:00 = 2026-06-02 10:00
                RESOLUTION 1 CANCELLED 2026-06-02 09:00 > 2026-06-16 09:00 = -
                """);
        heard("REGISTERED/1 PROGRESS/2 CLOSED/1");
    }

    @ToldTwice
    @DisplayName("that finds a duplicate closes it at once and links it to the first")
    void duplicate() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("COMPLAINT", "parking", "A van blocks the gate"));
        String first = ticket;
        reported("frontdesk", report("COMPLAINT", "parking", "White van in front of the gate"));
        refused(
                422,
                "duplicateOf",
                () -> completes("frontdesk", "userTask_assessTicket", form("outcome", "DUPLICATE")));
        refused(
                422,
                "duplicateOf",
                () -> completes(
                        "frontdesk", "userTask_assessTicket", form("outcome", "DUPLICATE", "duplicateOf", ticket)));
        completes("frontdesk", "userTask_assessTicket", form("outcome", "DUPLICATE", "duplicateOf", first));
        is("status=DUPLICATE links.0.relation=DUPLICATE_OF links.0.ticket=" + first);
        hasEnded("endEvent_ticketClosed");
        clocks(
                """
                RESPONSE   1 CANCELLED 2026-06-02 09:00 > 2026-06-02 11:00 = -
                RESOLUTION 1 CANCELLED 2026-06-02 09:00 > 2026-06-05 09:00 = -
                PROGRESS   1 CANCELLED 2026-06-02 09:00 > 2026-06-04 09:00 = -
                """);
        ticket = first;
        is("status=OWNED links.0.relation=LINKED");
    }

    @ToldTwice
    @DisplayName("of a complaint that somebody must repair: the work alone is no answer, its owner tells the result")
    void complaintRepaired() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("COMPLAINT", "drainage", "The drain in the yard stinks"));
        assessedBy("frontdesk", "REPAIR", "A plumber comes today");
        dispatchedTo("technician", "2026-06-02 14:00", "2026-06-02 16:00");
        acceptedBy("technician");
        at("2026-06-02 15:00");
        visited("technician", "NO_FAULT", "workDone", "Flushed, nothing found");
        is("status=IN_PROGRESS resolvedAt=-");
        todo("confirmSolution frontdesk 2026-06-05 09:00");
        completes("frontdesk", "userTask_confirmSolution", form("solution", "The drain is flushed every month now"));
        is("status=RESOLVED resolvedAt=2026-06-02T15:00");
        at("2026-06-03 10:00");
        satisfied("callback");
        is("status=CLOSED");
        heard("REGISTERED/1 PROGRESS/2 APPOINTMENT/1 SOLVED/1 CLOSED/1");
    }
}
