package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A further request on a ticket of an older system")
class FurtherRequestStory extends Story {

    @ToldTwice
    @DisplayName("is no import: whoever hears of it registers it, and the resident is told")
    void imported() {
        at("2026-06-02 09:00"); // a Tuesday
        announced(
                "admin",
                with(
                        report("REPAIR", "heating-cooling", "The radiator knocks"),
                        "channel",
                        "IMPORT",
                        "openedAt",
                        sent("2026-06-01 16:00")));
        String old = ticket;
        is("channel=IMPORT");
        ownedBy("frontdesk");
        assessedBy("frontdesk", "REPAIR", "A fitter comes today");
        dispatchedTo("technician", "2026-06-02 10:00", "2026-06-02 12:00");
        acceptedBy("technician");
        at("2026-06-02 11:00");
        sends(
                "supervisor",
                "split",
                "kind",
                "INQUIRY",
                "category",
                "billing",
                "title",
                "Who pays?",
                "description",
                "Who pays for the fitter?");
        registeredAtTheDesk(linked(0));
        ticket = old;
        visited("technician", "DONE", "workDone", "Bled the radiator", "furtherRequest", "The bell is silent");
        registeredAtTheDesk(linked(1));
        assertThat(seen().get("title").asText()).isEqualTo("The bell is silent");
    }

    private String linked(int nth) {
        return seen().at("/links/" + nth + "/ticket").asText();
    }

    private void registeredAtTheDesk(String other) {
        ticket = other;
        follow(other);
        is("channel=FRONT_DESK owner=frontdesk links.0.relation=SPLIT_FROM");
        heard("REGISTERED/1");
    }
}
