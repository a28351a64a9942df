package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.steward.browser.Camera;
import dev.steward.browser.Chromium;
import dev.steward.browser.OpenForm;
import dev.steward.browser.Screen;
import dev.steward.browser.Tasklist;
import dev.steward.browser.Tongue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
@DisplayName("With a weak connection")
class WeakConnectionTest extends Story {

    private Tasklist tasklist;

    @BeforeEach
    void aTapLeaks() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        reported("ownerapp", report("REPAIR", "plumbing", "The kitchen tap leaks"));
    }

    private OpenForm open(String user, String task) {
        tasklist = Chromium.of(user, Tongue.ENGLISH, Screen.DESK, port);
        return tasklist.open(ticket, task);
    }

    private Locator note() {
        return tasklist.page().locator(".st-opening");
    }

    @Test
    @DisplayName(
            "a photo that was not sent stays, holds up the form, and is sent again by a tap or with the connection")
    void photo() {
        ownedBy("frontdesk");
        assessedBy("frontdesk", "REPAIR", "A plumber comes this morning");
        dispatchedTo("technician2", "2026-06-02 10:00", "2026-06-02 12:00");
        acceptedBy("technician2");
        at("2026-06-02 10:30");
        OpenForm form = open("technician2", "userTask_visitHome");
        form.fill("result", "DONE").fill("workDone", "New seal");
        Locator after = form.element().locator("[data-photos='AFTER']");
        Locator unsent = after.locator(".st-unsent");

        taken(after);
        assertThat(unsent.locator("img").count()).isOne();
        assertThat(unsent.textContent()).contains("Not sent: no connection.");
        assertThat(form.send().get("photosAfter")).startsWith("A photo has not been sent yet");
        unsent.getByText("Send again").click();
        after.locator(".st-sent").waitFor();

        taken(after);
        tasklist.page().evaluate("() => { dispatchEvent(new Event('online')); }");
        after.locator(".st-sent").nth(1).waitFor();

        taken(after);
        unsent.getByText("Take it off").click();
        assertThat(unsent.count()).isZero();
        form.complete();
        assertThat(new HttpDesk(port).photos("manager", ticket)).hasSize(2);
    }

    private void taken(Locator box) {
        tasklist.cutOff("**/photos", () -> {
            box.locator("input[capture]").setInputFiles(Camera.photo());
            box.locator(".st-unsent").waitFor();
        });
    }

    @Test
    @DisplayName("what was completed without an answer is done, when it is sent again")
    void completed() {
        ownedBy("frontdesk");
        OpenForm form = open("frontdesk", "userTask_assessTicket");
        form.fill("outcome", "ANSWERED").fill("reply", "Close the valve below the sink");
        tasklist.losesAnswers(
                "**/complete", () -> assertThat(form.send().get("")).startsWith("No connection"));

        form.refusedByServer(404).complete();
        PlaywrightAssertions.assertThat(note()).hasText("It had arrived already.");
    }

    @Test
    @DisplayName("what one tap did without an answer is done with the next, and nobody is told that they were too late")
    void tapped() {
        OpenForm form = open("frontdesk", "userTask_takeOwnership");
        tasklist.losesAnswers("**/own", () -> {
            form.take();
            assertThat(form.answer().get("")).startsWith("No connection");
        });
        is("owner=frontdesk");

        form.ownRefusedByServer(ticket).take();
        form.isDone();
        PlaywrightAssertions.assertThat(note()).hasText("It had arrived already.");
    }

    @Test
    @DisplayName("a comment goes out once, also when its panel or the form was left and opened again meanwhile")
    void commented() {
        ownedBy("frontdesk");
        OpenForm form = open("frontdesk", "userTask_assessTicket");
        form.begins("Comment").ofAction("text").fill("The key is at the desk");
        tasklist.losesAnswers("**/comment", () -> {
            form.element().locator(".st-panel .st-go").click();
            form.element().locator(".st-panel .st-trouble").waitFor();
        });
        form.begins("Urge").begins("Comment");
        OpenForm again = form.afterLookingAt("Timeline");
        assertThat(again.ofAction("text").inputValue()).isEqualTo("The key is at the desk");
        again.acts();
        timeline("COMMENTED", "2026-06-02 09:00 frontdesk COMMENTED The key is at the desk");

        assertThat(tasklist.page().evaluate("document.activeElement.className")).isEqualTo("st-done");
        again.begins("Comment").ofAction("text").fill("The key is at the desk");
        again.acts();
        timeline(
                "COMMENTED",
                """
                2026-06-02 09:00 frontdesk COMMENTED The key is at the desk
                2026-06-02 09:00 frontdesk COMMENTED The key is at the desk
                """);
    }
}
