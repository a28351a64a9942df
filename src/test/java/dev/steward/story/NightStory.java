package dev.steward.story;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A normal ticket that the monitoring centre takes at night")
class NightStory extends Story {

    @ToldTwice
    @DisplayName("passes to the housekeeper of the region when the desk opens")
    void passes() {
        at("2026-06-02 02:00");
        reported("monitoring", report("REPAIR", "walls-ceilings", "A tile came off the wall"));
        is("owner=monitoring firstResponder=monitoring");
        at("2026-06-02 08:30");
        is("owner=housekeeper firstResponder=monitoring");
        timeline(
                "OWNER_CHANGED",
                "2026-06-02 08:00 steward OWNER_CHANGED monitoring → housekeeper (NIGHT_RULE): taken at night");
    }

    @ToldTwice
    @DisplayName("stays where it is when it is the monitoring centre that stands in for the housekeeper")
    void stays() {
        at("2026-06-02 02:00");
        desk.away("supervisor", "housekeeper", sent("2026-06-05 18:00"), "monitoring");
        reported("monitoring", report("REPAIR", "walls-ceilings", "A tile came off the wall"));
        at("2026-06-02 09:10"); // its wake-up comes once at eight, then again for the reply
        is("owner=monitoring firstResponder=monitoring");
        timeline("OWNER_CHANGED", "");
        rungs(
                """
                2026-06-02 08:45 RESPONSE 75% → monitoring
                2026-06-02 09:00 RESPONSE 100% → monitoring, supervisor
                """);
    }

    @ToldTwice
    @DisplayName("passes on as well when an app reported it and the monitoring centre took it afterwards")
    void takenAfterwards() {
        at("2026-06-02 02:00");
        reported("ownerapp", report("COMPLAINT", "noise", "A party above me"));
        at("2026-06-02 02:05");
        ownedBy("monitoring");
        is("owner=monitoring firstResponder=monitoring");
        at("2026-06-02 08:00");
        is("owner=housekeeper firstResponder=monitoring");
    }

    @ToldTwice
    @DisplayName("stays where it is while nobody who keeps the region is at work")
    void nobodyThere() {
        at("2026-06-02 02:00");
        desk.away("supervisor", "housekeeper", sent("2026-06-05 18:00"), null);
        desk.away("supervisor", "frontdesk", sent("2026-06-05 18:00"), null);
        reported("monitoring", report("REPAIR", "walls-ceilings", "Paint comes off the wall"));
        at("2026-06-02 08:30");
        is("owner=monitoring firstResponder=monitoring");
    }
}
