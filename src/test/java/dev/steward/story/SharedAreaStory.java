package dev.steward.story;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A broken lamp in a shared area")
class SharedAreaStory extends Story {

    @ToldTwice
    @DisplayName("needs no reporter, no appointment and no signature, and is checked on site instead of by telephone")
    void nobodyToCall() {
        at("2026-06-02 09:00");
        lampReportedByABus();
        at("2026-06-02 09:30");
        ownedBy("housekeeper");
        at("2026-06-02 09:40");
        assessedBy("housekeeper", "REPAIR", "Seen; an electrician comes today");
        todo("assignTechnician - 2026-06-02 11:40");
        at("2026-06-02 10:00");
        dispatchedTo("technician2");
        at("2026-06-02 10:10");
        acceptedBy("technician2");
        at("2026-06-02 10:50");
        photographed("technician2", "EVIDENCE"); // shows the visit before, not the one that looks at its work
        at("2026-06-02 11:00");
        repairedWithoutAppointment();
        at("2026-06-02 16:00");
        checkedOnSite();
        at("2026-06-02 17:00");
        repairedAgain();
        at("2026-06-03 09:00");
        seenToShine();
    }

    private void lampReportedByABus() {
        Map<String, Object> lamp = new HashMap<>(report("REPAIR", "lighting", "Lamp on the second floor is dark"));
        lamp.keySet()
                .removeAll(java.util.List.of("home", "reporterName", "reporterPhone", "reporterEmail", "language"));
        lamp.put("place", "stairs-2");
        announced("admin", lamp);
        is("status=REGISTERED place=stairs-2 home=- priority=NORMAL");
        todo("takeOwnership - 2026-06-02 10:00");
    }

    private void repairedWithoutAppointment() {
        todo("visitHome technician2 2026-06-05 09:00");
        refused(422, "absent", () -> visited("technician2", "ABSENT"));
        visited("technician2", "DONE", "workDone", "New tube");
        todo("checkOnSite - 2026-06-03 11:00");
        notTheirs(() -> claims("technician2", "userTask_checkOnSite"));
    }

    private void checkedOnSite() {
        claims("housekeeper", "userTask_checkOnSite");
        refused(422, "objection", () -> completes("housekeeper", "userTask_checkOnSite", form("satisfied", false)));
        refused(
                422,
                "photosEvidence",
                () -> completes(
                        "housekeeper",
                        "userTask_checkOnSite",
                        form("satisfied", false, "objection", "It flickers", "photosEvidence", photo)));
        photographed("housekeeper", "EVIDENCE");
        completes("housekeeper", "userTask_checkOnSite", form("satisfied", false, "objection", "It flickers"));
        is("status=IN_PROGRESS reopened=1");
        does("engineering", "userTask_followUpObjection", form("action", "REWORK", "plan", "Change the ballast"));
    }

    private void repairedAgain() {
        dispatchedTo("technician");
        acceptedBy("technician");
        visited("technician", "DONE", "workDone", "New ballast", "diagnosis", "Ballast worn out");
    }

    private void seenToShine() {
        claims("housekeeper", "userTask_checkOnSite");
        refused(422, "photosEvidence", () -> completes("housekeeper", "userTask_checkOnSite", form("satisfied", true)));
        photographed("housekeeper", "EVIDENCE");
        completes("housekeeper", "userTask_checkOnSite", form("satisfied", true, "photosEvidence", photo));
        is("status=CLOSED reopened=1 firstTimeFix=false");
        hasEnded("endEvent_ticketClosed");
        heard("");
    }
}
