package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.browser.Chromium;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Chromium.class)
@DisplayName("A leak at home, in Tasklist")
class LeakInTasklistStory extends Story {

    static Set<Way> inTasklist() {
        return Way.IN_TASKLIST;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inTasklist")
    @DisplayName(
            "is taken, assessed, dispatched, repaired, objected to, repaired again and closed in the forms alone, on a"
                    + " phone in both languages, and at a desk in Chinese")
    void inTheFormsAlone(Way here) {
        happens(here);
        at("2026-06-02 09:00"); // a Tuesday
        anotherMatterIsReportedAtTheDesk();
        leakReportedByTheApp();
        at("2026-06-02 09:10");
        owned();
        at("2026-06-02 09:20");
        assessed();
        at("2026-06-02 09:30");
        dispatchedTo("technician", "2026-06-02 10:00", "2026-06-02 12:00");
        todo("acceptOrder technician 2026-06-02 10:00");
        at("2026-06-02 09:40");
        declined();
        at("2026-06-02 09:45");
        dispatchedTo("technician2", "2026-06-02 10:00", "2026-06-02 12:00");
        at("2026-06-02 09:50");
        acceptedBy("technician2");
        at("2026-06-02 10:30");
        nobodyHome();
        at("2026-06-02 14:00");
        agreedBy("frontdesk", "2026-06-03 09:00", "2026-06-03 11:00");
        todo("visitHome technician2 2026-06-03 11:00");
        at("2026-06-03 10:00");
        fixed();
        at("2026-06-03 15:00");
        objected();
        at("2026-06-03 15:30");
        reworkPlanned();
        at("2026-06-03 15:40");
        dispatchedTo("technician", "2026-06-03 16:00", "2026-06-03 17:00");
        at("2026-06-03 15:45");
        acceptedBy("technician");
        at("2026-06-03 16:15");
        reworked();
        at("2026-06-04 10:00");
        satisfied("callback");
        closed();
    }

    /** What a form refuses it refuses on every screen: it is tried on the first. */
    private void refusedAtFirst(int status, String reason, Runnable attempt) {
        if (way == Way.ON_A_PHONE_IN_CHINESE) {
            refused(status, reason, attempt);
        }
    }

    private void anotherMatterIsReportedAtTheDesk() {
        reported("frontdesk", report("REPAIR", "electrical", "The lamp in the hall flickers"));
        is("status=OWNED owner=frontdesk firstResponder=frontdesk channel=FRONT_DESK kind=REPAIR category=electrical");
        is("reporter.phone=+8613800004711 reporter.language=en home="
                + seen().get("home").asText());
    }

    private void leakReportedByTheApp() {
        reported("ownerapp", report("REPAIR", "plumbing", "The kitchen tap leaks"));
        todo("takeOwnership - 2026-06-02 10:00");
    }

    private void owned() {
        notTheirs(() -> claims("technician", "userTask_takeOwnership"));
        ownedBy("frontdesk");
        is("status=OWNED owner=frontdesk firstResponder=frontdesk");
    }

    private void assessed() {
        refusedAtFirst(
                422, "outcome", () -> completes("frontdesk", "userTask_assessTicket", form("reply", "We come today")));
        assessedBy("frontdesk", "REPAIR", "Please close the valve under the sink; a plumber comes this morning");
        is("status=IN_PROGRESS outcome=REPAIR provider=OWN");
        todo("assignTechnician - 2026-06-02 09:50");
    }

    private void declined() {
        refusedAtFirst(
                422, "declineReason", () -> completes("technician", "userTask_acceptOrder", form("accepted", false)));
        completes("technician", "userTask_acceptOrder", form("accepted", false, "declineReason", "At another leak"));
        todo("assignTechnician - 2026-06-02 10:10");
    }

    private void nobodyHome() {
        refusedAtFirst(422, "noticePhoto", () -> visited("technician2", "ABSENT"));
        photographed("technician2", "EVIDENCE");
        visited("technician2", "ABSENT");
        is("status=WAITING_RESIDENT");
        todo("agreeAppointment - -");
    }

    private void fixed() {
        photographed("technician2", "BEFORE");
        photographed("technician2", "AFTER");
        photographed("technician2", "AFTER");
        visited("technician2", "DONE", "workDone", "New seal", "signature", BrowserDesk.BY_FINGER);
        is("status=RESOLVED resolvedAt=2026-06-03T10:00 firstTimeFix=true");
        assertThat(seen().at("/orders/0/visits")).hasSize(2);
    }

    private void objected() {
        claims("callback", "userTask_callBack");
        refusedAtFirst(
                422,
                "objection",
                () -> completes("callback", "userTask_callBack", form("reached", true, "satisfied", false)));
        completes(
                "callback",
                "userTask_callBack",
                form("reached", true, "satisfied", false, "objection", "It still drips", "score", 2));
        is("status=IN_PROGRESS reopened=1");
    }

    private void reworkPlanned() {
        does("engineering", "userTask_followUpObjection", form("action", "REWORK", "plan", "Replace the valve"));
        todo("assignTechnician - 2026-06-03 16:00");
    }

    private void reworked() {
        assertThat(((BrowserDesk) desk)
                        .of("technician")
                        .open(ticket, "userTask_visitHome")
                        .element()
                        .locator(".st-checklist li")
                        .allTextContents())
                .as("what a plumber looks at before leaving a rework")
                .hasSize(4)
                .containsAnyOf("住户已亲自试用", "The resident has tried it");
        refusedAtFirst(422, "diagnosis", () -> visited("technician", "DONE", "workDone", "New valve"));
        visited("technician", "DONE", "workDone", "New valve", "diagnosis", "The thread was worn");
        is("status=RESOLVED resolvedAt=2026-06-03T16:15");
    }

    private void closed() {
        is("status=CLOSED owner=frontdesk firstResponder=frontdesk firstTimeFix=false reopened=1");
        hasEnded();
        assertThat(seen().get("visits").findValuesAsText("result")).containsExactly("OBJECTED", "SATISFIED");
        heard("REGISTERED/1 PROGRESS/3 APPOINTMENT/1 DELAYED/2 APPOINTMENT/2 SOLVED/1 APPOINTMENT/3 SOLVED/2 CLOSED/1");
    }
}
