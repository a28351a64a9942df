package dev.steward.story;

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
