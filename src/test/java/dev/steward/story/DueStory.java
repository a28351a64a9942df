package dev.steward.story;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A task that keeps no promise of its own")
class DueStory extends Story {

    @ToldTwice
    @DisplayName("is due a working day after it began, whatever is said meanwhile, and later by the pauses since")
    void countedFromItsBeginning() {
        at("2026-06-02 09:00"); // a Tuesday
        reported("frontdesk", report("SUGGESTION", "other", "Paint the bins pink"));
        at("2026-06-02 10:00");
        assessedBy("frontdesk", "REJECTED", "Thank you, but no", "reason", "Not ours to paint");
        todo("confirmRejection - 2026-06-03 10:00");
        at("2026-06-02 15:00");
        sends("frontdesk", "reply", "text", "A supervisor looks at it once more");
        todo("confirmRejection - 2026-06-03 10:00");
        at("2026-06-02 16:00");
        sends("frontdesk", "pause", "reason", "RESIDENT_ASKED_LATER", "until", sent("2026-06-05 16:00"));
        todo("confirmRejection - -");
        at("2026-06-03 16:00"); // a working day later
        sends("frontdesk", "resume");
        todo("confirmRejection - 2026-06-04 10:00");
        at("2026-06-04 11:00");
        sends("frontdesk", "reprioritise", "priority", "URGENT", "reason", "She asks every day");
        todo("confirmRejection - 2026-06-04 10:00"); // late stays late
    }

    @ToldTwice
    @DisplayName("is due a working day after the last attempt, where the resident could not be reached")
    void countedFromTheLastAttempt() {
        at("2026-06-02 09:00");
        reported("frontdesk", report("COMPLAINT", "noise", "The barrier squeaks"));
        at("2026-06-02 09:30");
        assessedBy("frontdesk", "ANSWERED", "It is oiled");
        at("2026-06-02 10:00");
        does("callback", "userTask_callBack", form("reached", false, "evidence", "rang 8 times"));
        todo("callBack - 2026-06-03 10:00");
        at("2026-06-02 16:00");
        sends("frontdesk", "reply", "text", "We call again tomorrow");
        todo("callBack - 2026-06-03 10:00");
    }
}
