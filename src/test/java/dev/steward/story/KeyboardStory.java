package dev.steward.story;

import dev.steward.browser.Chromium;
import dev.steward.browser.Keyboard;
import dev.steward.browser.OpenForm;
import dev.steward.browser.Screen;
import dev.steward.browser.Tasklist;
import dev.steward.browser.Tongue;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
@DisplayName("Without a mouse")
class KeyboardStory extends Story {

    private static final String COMPLETE = "[cam-tasklist-form] .form-actions .btn-primary, .modal-footer .btn-primary";

    private Tasklist tasklist;
    private Keyboard keys;

    @Test
    @DisplayName("a ticket is registered, taken, assessed, dispatched, accepted, repaired and called back")
    void mainPath() {
        happens(Way.OVER_HTTP);
        at("2026-06-02 09:00");
        registered();
        reported("ownerapp", report("REPAIR", "plumbing", "The bath does not drain"));
        owned();
        assessed();
        dispatched();
        accepted();
        at("2026-06-02 14:30");
        repaired();
        at("2026-06-02 16:00");
        satisfied();
        is("status=CLOSED owner=frontdesk firstTimeFix=true");
    }

    private void sitsDown(String user) {
        tasklist = Chromium.of(user, Tongue.ENGLISH, Screen.DESK, port);
        keys = new Keyboard(tasklist.page());
    }

    private OpenForm opens(String user, String task) {
        sitsDown(user);
        keys.to(tasklist.find(ticket, task)).press("Enter");
        OpenForm form = tasklist.form();
        if (form.isToBeClaimed() && !task.equals("userTask_takeOwnership")) {
            keys.to(".st-claim .st-go").press("Enter");
            form.isClaimed();
        }
        return form;
    }

    private void completes(OpenForm form) {
        keys.to(COMPLETE).press("Enter");
        form.isDone();
    }

    private void registered() {
        sitsDown("frontdesk");
        String home = home("2", "electrical");
        keys.to(".start-process-action a").press("Enter");
        keys.to(Tasklist.TICKET_PROCESS).press("Enter");
        OpenForm form = tasklist.startForm();
        keys.to("[name=building]").choose("2");
        form.offers("home", home);
        keys.to("[name=home]").choose(home);
        keys.to("[name=description]").type("The socket by the window is dead");
        keys.to("[name=category]").choose("electrical");
        keys.to("[name=kind]").choose("REPAIR");
        keys.to("[name=reporterName]").type("Mei Lin");
        completes(form);
        ticket = Collections.max(desk.list("manager", Map.of("home", home)));
        follow(ticket);
        is("status=OWNED owner=frontdesk kind=REPAIR category=electrical");
    }

    private void owned() {
        OpenForm form = opens("frontdesk", "userTask_takeOwnership");
        keys.to(".st-claim .st-go").press("Space");
        form.isDone();
        is("owner=frontdesk");
    }

    private void assessed() {
        OpenForm form = opens("frontdesk", "userTask_assessTicket");
        keys.to("[name=reply]").type("A plumber comes this morning");
        keys.to("[name=outcome]").choose("REPAIR");
        completes(form);
        todo("assignTechnician - 2026-06-02 11:00");
    }

    private void dispatched() {
        OpenForm form = opens("dispatcher", "userTask_assignTechnician");
        keys.to("[name=technician]").choose("technician2");
        keys.to("[data-slot=appointment] .st-chip").press("Enter"); // the next usual time: today, 14 to 16
        completes(form);
        todo("acceptOrder technician2 2026-06-02 11:00");
    }

    private void accepted() {
        OpenForm form = opens("technician2", "userTask_acceptOrder");
        keys.to(".st-offer .st-go").press("Enter");
        form.isDone();
        todo("visitHome technician2 2026-06-02 16:00");
    }

    private void repaired() {
        OpenForm form = opens("technician2", "userTask_visitHome");
        keys.to("[name=result]").choose("DONE");
        keys.to("[name=workDone]").type("Trap cleaned");
        completes(form);
        is("status=RESOLVED");
    }

    private void satisfied() {
        OpenForm form = opens("callback", "userTask_callBack");
        keys.to("[name=answer]").choose("SATISFIED");
        keys.to("[name=score]").choose("5");
        completes(form);
    }
}
