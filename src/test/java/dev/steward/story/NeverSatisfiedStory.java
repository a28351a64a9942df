package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Http;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A resident who is never satisfied")
class NeverSatisfiedStory extends Story {

    @ToldTwice
    @DisplayName("is heard three times in the same ticket; then only the manager's reasoned decision closes it")
    void threeObjections() {
        at("2026-06-02 09:00"); // a Tuesday
        reported("frontdesk", report("COMPLAINT", "greening", "The hedge of the school hides the sun"));
        at("2026-06-02 10:00");
        assessedBy("frontdesk", "REFERRED", "The hedge is the school's; we write to them");
        at("2026-06-02 11:00");
        told();
        at("2026-06-02 14:00");
        objects("callback", "A letter does not cut it");
        at("2026-06-02 14:30");
        does("engineering", "userTask_followUpObjection", form("action", "EXPLAIN", "plan", "The school cuts in July"));
        at("2026-06-03 09:00");
        objects("callback", "July is too late");
        at("2026-06-03 09:30");
        compensated();
        at("2026-06-03 10:00");
        objects("callback", "I want the sun, not money");
        managerIsAsked();
        at("2026-06-03 11:00");
        managerDecides();
    }

    @ToldTwice
    @DisplayName("and has paid after the manager's decision reads that decision, and nothing of the payment")
    void paid() {
        at("2026-06-02 09:00");
        reported(
                "frontdesk",
                with(report("REPAIR", "locks", "The lock is stiff"), "reply", "We come", "outcome", "REPAIR"));
        dispatchedTo("technician", "2026-06-12 09:00", "2026-06-12 11:00");
        acceptedBy("technician");
        at("2026-06-12 10:00"); // late
        photographed("technician", "BEFORE");
        photographed("technician", "AFTER");
        visited(
                "technician",
                "DONE",
                "workDone",
                "New cartridge",
                "materials",
                "tap-cartridge x 1",
                "charge",
                "35.00",
                "signature",
                "Mei Lin");
        for (String objection : List.of("It squeaks", "It squeaks still", "It squeaks for ever")) {
            at("2026-06-12 14:00");
            objects("callback", objection);
            if (!objection.equals("It squeaks for ever")) {
                does("engineering", "userTask_followUpObjection", form("action", "EXPLAIN", "plan", "It wears in"));
            }
        }
        does(
                "manager",
                "userTask_decideClosure",
                form("reason", "It is within the norm", "redress", "Telephone 12345"));
        waitsAt("userTask_stateBreachCause");
        String charge = seen().at("/orders/0/charges/0/id").asText();
        assertThat(Http.as("frontdesk", port)
                        .post("/api/v1/tickets/" + ticket + "/charges/" + charge + "/pay", "{\"receipt\": \"R-17\"}")
                        .status())
                .isEqualTo(200);
        completes(
                "technician",
                "userTask_stateBreachCause",
                form("breachReason", "Two were ill", "rootCause", "STAFFING"));
        is("status=CLOSED");
        closedWith("It is within the norm", "Telephone 12345");
    }

    private void told() {
        completes("frontdesk", "userTask_confirmSolution", form("solution", "The school has our letter"));
    }

    private void compensated() {
        claims("engineering", "userTask_followUpObjection");
        refused(
                422,
                "amount",
                () -> completes(
                        "engineering",
                        "userTask_followUpObjection",
                        form("action", "COMPENSATE", "plan", "A month's parking", "amount", "600")));
        completes(
                "engineering",
                "userTask_followUpObjection",
                form("action", "COMPENSATE", "plan", "A month's parking", "amount", "200"));
    }

    private void managerIsAsked() {
        is("status=IN_PROGRESS reopened=3");
        todo("decideClosure - 2026-06-04 10:00");
        notTheirs(() -> claims("supervisor", "userTask_decideClosure"));
    }

    private void managerDecides() {
        claims("manager", "userTask_decideClosure");
        refused(
                422,
                "redress",
                () -> completes("manager", "userTask_decideClosure", form("reason", "The hedge is not ours")));
        completes(
                "manager",
                "userTask_decideClosure",
                form("reason", "The hedge is not ours", "redress", "The district's ombudsman, telephone 12345"));
        is("status=CLOSED reopened=3 closedAt=2026-06-03T11:00 owner=frontdesk");
        hasEnded("userTask_decideClosure", "endEvent_ticketClosed");
        clocks(
                """
                RESPONSE   1 MET       2026-06-02 09:00 > 2026-06-02 11:00 = 2026-06-02 10:00
                RESOLUTION 1 MET       2026-06-02 09:00 > 2026-06-05 16:00 = 2026-06-03 11:00
                CALLBACK   1 MET       2026-06-02 11:00 > 2026-06-03 11:00 = 2026-06-02 14:00
                CALLBACK   2 MET       2026-06-02 14:30 > 2026-06-03 14:30 = 2026-06-03 09:00
                CALLBACK   3 MET       2026-06-03 09:30 > 2026-06-04 09:30 = 2026-06-03 10:00
                FOLLOW_UP  1 MET       2026-06-02 14:00 > 2026-06-02 18:00 = 2026-06-02 14:30
                FOLLOW_UP  2 MET       2026-06-03 09:00 > 2026-06-03 13:00 = 2026-06-03 09:30
                PROGRESS   1 MET       2026-06-02 09:00 > 2026-06-04 09:00 = 2026-06-02 10:00
                PROGRESS   2 CANCELLED 2026-06-02 10:00 > 2026-06-04 10:00 = -
                PROGRESS   3 CANCELLED 2026-06-02 14:00 > 2026-06-04 14:00 = -
                PROGRESS   4 CANCELLED 2026-06-03 09:00 > 2026-06-05 09:00 = -
                PROGRESS   5 CANCELLED 2026-06-03 10:00 > 2026-06-05 10:00 = -
                """);
        heard("REGISTERED/1 PROGRESS/2 SOLVED/1 SOLVED/2 SOLVED/3 CLOSED/1");
    }
}
