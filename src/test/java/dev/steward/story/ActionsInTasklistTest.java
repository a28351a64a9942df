package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.steward.browser.Chromium;
import dev.steward.browser.OpenForm;
import dev.steward.browser.Screen;
import dev.steward.browser.Tongue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
@DisplayName("The actions beside a form")
class ActionsInTasklistTest extends Story {

    @Test
    @DisplayName("reply, comment, urge, make more urgent, pause, resume, split, hand over, reassign and withdraw")
    void all() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        reported("ownerapp", report("REPAIR", "plumbing", "The kitchen tap drips"));
        ownedBy("frontdesk");

        OpenForm form = open("frontdesk");
        acts(form, "Reply to the resident", "text", "A plumber comes this morning");
        acts(form, "Comment", "text", "The key is at the desk");
        acts(form, "Comment", "text", "We ring before we come", "public", "true");
        acts(form, "Urge", "text", "It runs onto the floor");
        timeline(
                "REPLIED COMMENTED URGED",
                """
                2026-06-02 09:00 frontdesk REPLIED A plumber comes this morning
                2026-06-02 09:00 frontdesk COMMENTED The key is at the desk
                2026-06-02 09:00 frontdesk COMMENTED We ring before we come
                2026-06-02 09:00 frontdesk URGED It runs onto the floor
                """);
        assertThat(seen().get("urges").asInt()).isOne();

        acts(form, "Change priority", "priority", "URGENT", "reason", "Onto the floor");
        is("priority=URGENT");
        acts(form, "Pause", "reason", "RESIDENT_ASKED_LATER");
        is("status=WAITING_RESIDENT");
        acts(form, "Resume");
        is("status=OWNED");

        acts(
                form,
                "Split off a request",
                "category",
                "electrical",
                "kind",
                "REPAIR",
                "title",
                "The lamp flickers",
                "description",
                "In the hall");
        String other = seen().at("/links/0/ticket").asText();
        assertThat(desk.ticket("manager", other).get("title").asText()).isEqualTo("The lamp flickers");

        acts(form, "Hand over", "to", "housekeeper", "reason", "End of my shift");
        waitsAt("userTask_assessTicket", "userTask_acceptHandover");
        form.tasklist().rests();

        OpenForm lead = open("supervisor");
        acts(lead, "Reassign", "to", "housekeeper", "reason", "Knows the building");
        is("owner=housekeeper");
        acts(lead, "Withdraw", "reason", "The neighbour's tap");
        is("status=WITHDRAWN");
        lead.tasklist().rests();
    }

    @Test
    @DisplayName("a hazard that is worked on is not said to be withdrawn")
    void hazard() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        reported("ownerapp", report("REPAIR", "plumbing", "Pipe burst, water everywhere"));
        OpenForm form =
                Chromium.of("supervisor", Tongue.ENGLISH, Screen.DESK, port).open(ticket, "userTask_visitHome");
        acts(form, "Withdraw", "reason", "I have closed the valve");
        Locator told = form.element().locator(".st-panel .st-done");
        assertThat(told.textContent()).isEqualTo("Noted; work on the hazard goes on.");
        assertThat(told.evaluate("line => line === document.activeElement")).isEqualTo(true);
        assertThat(seen().get("status").asText()).isNotEqualTo("WITHDRAWN");
        form.tasklist().rests();
    }

    private OpenForm open(String user) {
        return Chromium.of(user, Tongue.ENGLISH, Screen.DESK, port).open(ticket, "userTask_assessTicket");
    }

    /** Begins an action, fills in its fields and carries it out. */
    private static void acts(OpenForm form, String action, String... fields) {
        OpenForm begun = form.begins(action);
        for (int i = 0; i < fields.length; i += 2) {
            Locator field = begun.ofAction(fields[i]);
            switch ((String) field.evaluate("input => input.type")) {
                case "select-one" -> field.selectOption(fields[i + 1]);
                case "checkbox" -> field.setChecked(Boolean.parseBoolean(fields[i + 1]));
                default -> field.fill(fields[i + 1]);
            }
        }
        begun.acts();
    }
}
