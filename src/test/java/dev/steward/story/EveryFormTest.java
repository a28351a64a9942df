package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.steward.browser.Camera;
import dev.steward.browser.Chromium;
import dev.steward.browser.OpenForm;
import dev.steward.browser.Screen;
import dev.steward.browser.Sight;
import dev.steward.browser.Tasklist;
import dev.steward.browser.Tongue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Chromium.class)
@DisplayName("Every form")
class EveryFormTest extends Story {

    /** What a program would run, and what is written from right to left. */
    private static final String HOSTILE =
            "<img src=x onerror=alert(1)><script>alert(2)</script> ${7*7} {{7*7}} \u05D1\u05E8\u05D6 <b>Tap</b>";

    private static final Locator.WaitForOptions GONE =
            new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);

    /**
     * A form: how a ticket comes to it and whose it is then, what the form refuses beside a field, what the server refuses
     * of somebody who went past the form, and what is right.
     */
    record Form(
            String name,
            String task,
            String user,
            Consumer<EveryFormTest> before,
            Map<String, Object> bad,
            String beside,
            Map<String, Object> past,
            String refused,
            Map<String, Object> good) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Form> forms() {
        return Stream.of(
                new Form(
                        "assess-ticket",
                        "userTask_assessTicket",
                        "frontdesk",
                        EveryFormTest::owned,
                        Map.of("reply", "We come"),
                        "outcome",
                        Map.of("reply", "We come"),
                        "outcome",
                        form("outcome", "ANSWERED", "reply", HOSTILE)),
                new Form(
                        "assign-technician",
                        "userTask_assignTechnician",
                        "dispatcher",
                        EveryFormTest::assessed,
                        form(
                                "technician",
                                "technician2",
                                "appointmentFrom",
                                "2026-06-01T10:00",
                                "appointmentTo",
                                "2026-06-01T12:00"),
                        "appointmentFrom",
                        form("appointmentFrom", "2026-06-01T10:00", "appointmentTo", "2026-06-01T12:00"),
                        "appointmentFrom",
                        form(
                                "technician",
                                "technician2",
                                "appointmentFrom",
                                "2026-06-02T10:00",
                                "appointmentTo",
                                "2026-06-02T12:00")),
                new Form(
                        "accept-order",
                        "userTask_acceptOrder",
                        "technician2",
                        EveryFormTest::dispatched,
                        Map.of("accepted", false),
                        "declineReason",
                        Map.of("accepted", false),
                        "declineReason",
                        Map.of("accepted", false, "declineReason", "At another leak")),
                new Form(
                        "visit-home",
                        "userTask_visitHome",
                        "technician2",
                        EveryFormTest::accepted,
                        form("result", "NEEDS_QUOTE", "quoteAmount", "a lot", "quoteText", "A new tap"),
                        "quoteAmount",
                        form("result", "NEEDS_QUOTE", "quoteAmount", "0", "quoteText", "A new tap"),
                        "quoteAmount",
                        form(
                                "result",
                                "DONE",
                                "workDone",
                                HOSTILE,
                                "materials",
                                "tap-cartridge x 1",
                                "charge",
                                "35,00",
                                "signature",
                                "Mei Lin")),
                new Form(
                        "call-back",
                        "userTask_callBack",
                        "callback",
                        EveryFormTest::repaired,
                        Map.of("answer", "OBJECTED"),
                        "objection",
                        Map.of("answer", "OBJECTED"),
                        "objection",
                        form("answer", "OBJECTED", "score", "2", "objection", HOSTILE)),
                new Form(
                        "follow-up-objection",
                        "userTask_followUpObjection",
                        "engineering",
                        EveryFormTest::objected,
                        form("action", "COMPENSATE", "amount", "much", "plan", "Sorry"),
                        "amount",
                        form("action", "COMPENSATE", "amount", "600", "plan", "Sorry"),
                        "amount",
                        form("action", "REWORK", "plan", HOSTILE)),
                new Form(
                        "agree-appointment",
                        "userTask_agreeAppointment",
                        "frontdesk",
                        EveryFormTest::withoutAppointment,
                        Map.of(),
                        "appointmentFrom",
                        form("appointmentFrom", "2026-06-01T10:00", "appointmentTo", "2026-06-01T12:00"),
                        "appointmentFrom",
                        form("appointmentFrom", "2026-06-03T10:00", "appointmentTo", "2026-06-03T12:00")),
                new Form(
                        "wait-for-parts",
                        "userTask_waitForParts",
                        "dispatcher",
                        EveryFormTest::partsMissing,
                        Map.of("parts", "LATER"),
                        "promisedAt",
                        form("parts", "LATER", "promisedAt", "2026-06-01T10:00"),
                        "promisedAt",
                        Map.of("parts", "HERE")),
                new Form(
                        "record-quote-decision",
                        "userTask_recordQuoteDecision",
                        "frontdesk",
                        EveryFormTest::quoted,
                        Map.of("quoteAccepted", true),
                        "payer",
                        form("quoteAccepted", true, "payer", "Xiao Li"),
                        "payer",
                        form("quoteAccepted", true, "payer", "Mei Lin")),
                new Form(
                        "decide-next",
                        "userTask_decideNext",
                        "frontdesk",
                        EveryFormTest::residentRefused,
                        Map.of("next", "CLOSE_WITHOUT_WORK"),
                        "reason",
                        Map.of("next", "OTHER_PROVIDER"),
                        "provider",
                        form("next", "NEW_APPOINTMENT", "reason", HOSTILE)),
                new Form(
                        "investigate",
                        "userTask_investigate",
                        "monitoring",
                        EveryFormTest::toInvestigate,
                        Map.of("finding", "Flat 2-402 renovates"),
                        "measure",
                        Map.of("finding", "Flat 2-402 renovates"),
                        "measure",
                        form("finding", HOSTILE, "measure", "Warned in writing")),
                new Form(
                        "confirm-solution",
                        "userTask_confirmSolution",
                        "frontdesk",
                        EveryFormTest::investigated,
                        Map.of(),
                        "solution",
                        Map.of(),
                        "solution",
                        Map.of("solution", HOSTILE)),
                new Form(
                        "confirm-rejection",
                        "userTask_confirmRejection",
                        "supervisor",
                        EveryFormTest::rejected,
                        Map.of("confirmed", false),
                        "reason",
                        Map.of("reason", "x".repeat(2001)),
                        "reason",
                        form("confirmed", true, "reason", HOSTILE)),
                new Form(
                        "decide-closure",
                        "userTask_decideClosure",
                        "manager",
                        EveryFormTest::neverSatisfied,
                        Map.of("reason", "The hedge is not ours"),
                        "redress",
                        Map.of("reason", "The hedge is not ours"),
                        "redress",
                        form("reason", HOSTILE, "redress", "The ombudsman, telephone 12345")),
                new Form(
                        "check-on-site",
                        "userTask_checkOnSite",
                        "housekeeper",
                        EveryFormTest::lampRepaired,
                        Map.of("satisfied", true),
                        "photosEvidence",
                        Map.of("satisfied", true),
                        "photosEvidence",
                        form("satisfied", false, "objection", HOSTILE)),
                new Form(
                        "accept-handover",
                        "userTask_acceptHandover",
                        "housekeeper",
                        EveryFormTest::offered,
                        Map.of("accepted", false),
                        "reason",
                        Map.of("accepted", false),
                        "reason",
                        form("accepted", false, "reason", HOSTILE)),
                new Form(
                        "state-breach-cause",
                        "userTask_stateBreachCause",
                        "frontdesk",
                        EveryFormTest::late,
                        Map.of("rootCause", "STAFFING", "breachReason", ""),
                        "breachReason",
                        Map.of("rootCause", "STAFFING"),
                        "breachReason",
                        form("rootCause", "STAFFING", "breachReason", HOSTILE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    @DisplayName(
            "is readable in both languages at both widths, refuses beside the field, keeps what was typed, and shows"
                    + " text as text")
    void every(Form form) {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00"); // a Tuesday
        form.before.accept(this);
        OpenForm english = opened(form, Tongue.ENGLISH);
        looksGood(form.name, english);
        showsTheClock(english);
        refusesBesideTheField(form, english);
        serverRefuses(form, english);
        OpenForm chinese = opened(form, Tongue.CHINESE);
        looksGood(form.name, chinese);
        chinese.tasklist().rests();
        keepsADraft(form, english);
        if (form.name.equals("visit-home")) {
            photosGoUp(english);
            staysThroughTabs(english);
        }
        if (form.name.equals("check-on-site")) {
            english.photo("EVIDENCE", Camera.photo());
        }
        english.complete();
        assertThat(desk.tasks("manager", ticket).findValuesAsText("task")).doesNotContain(form.task);
    }

    private OpenForm opened(Form form, Tongue tongue) {
        OpenForm opened = of(form.user, tongue).open(ticket, form.task);
        return opened.isToBeClaimed() ? opened.claim() : opened;
    }

    private Tasklist of(String user, Tongue tongue) {
        return Chromium.of(user, tongue, Screen.DESK, port);
    }

    private static void looksGood(String name, OpenForm form) {
        for (Screen screen : Screen.values()) {
            Sight.picture(form, name, screen);
            if (form.tasklist().tongue() == Tongue.CHINESE && screen != Screen.DESK) {
                Sight.usable(form); // at a desk and in English it is judged filled in
            }
        }
        form.tasklist().on(Screen.DESK);
        assertThat(form.inTheOtherLanguage()).as("texts in the wrong language").isEmpty();
    }

    private void showsTheClock(OpenForm form) {
        assertThat(form.clock())
                .isEqualTo(Clocks.shown(desk.ticket("manager", ticket).get("clocks")));
    }

    private void refusesBesideTheField(Form form, OpenForm open) {
        form.bad.forEach(open::fill);
        open.mayBeRefused();
        unchanged(() -> assertThat(open.send()).containsKey(form.beside).doesNotContainKey(""));
    }

    private void serverRefuses(Form form, OpenForm open) {
        open.unguarded().refusedByServer(422);
        form.past.forEach(open::fill);
        unchanged(() -> assertThat(open.send()).containsKey(form.refused));
        if (form.name.equals("visit-home")) {
            open.fill("result", "NO_FAULT").fill("workDone", "Nothing found").fill("charge", "50");
            open.refusedByServer(422);
            assertThat(open.send()).as("whoever is charged signs").containsKey("signature");
            assertThat(open.element().locator("[data-photos='AFTER']").isVisible())
                    .isTrue();
        }
    }

    /** After a reload everything typed is there again, and what other people wrote is text. */
    private void keepsADraft(Form form, OpenForm open) {
        form.good.forEach(open::fill);
        Sight.usable(open); // with the parts that these values bring
        open.isKept();
        jdbc.sql("update steward.ticket set title = :text, description = :text, version = version + 1 where"
                        + " number = :n")
                .param("text", HOSTILE)
                .param("n", ticket)
                .update();
        OpenForm again = open.tasklist().reload();
        form.good.forEach(
                (field, value) -> assertThat(again.value(field)).as(field).isEqualTo(value.toString()));
        assertThat(again.element().locator(".st-ticket h3").textContent()).isEqualTo(HOSTILE);
        assertThat(again.element().locator(".st-description").textContent()).isEqualTo(HOSTILE);
        assertThat(again.element()
                        .locator("img:not([src^='data:']), h3 *, .st-description *")
                        .count())
                .isZero();
    }

    /** Photos are seen at once and stored without the place where they were taken. */
    private void photosGoUp(OpenForm form) {
        form.photo("BEFORE", Camera.photo())
                .photo("AFTER", Camera.photo())
                .photoOfGallery("AFTER", Camera.webp()); // the server takes it as JPEG
        assertThat(form.element().locator(".st-sent img").count()).isEqualTo(3);
        JsonNode stored = new HttpDesk(port).photos("manager", ticket);
        assertThat(stored.findValuesAsText("stage")).containsExactlyInAnyOrder("BEFORE", "AFTER", "AFTER");
        for (JsonNode photo : stored) {
            byte[] jpeg =
                    new HttpDesk(port).stored("manager", ticket, photo.get("id").asText());
            assertThat(new String(jpeg, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif");
            assertThat(jpeg).startsWith(0xFF, 0xD8);
        }
    }

    /** Whoever looks at another tab meanwhile finds photos, signature and half-written words again. */
    private static void staysThroughTabs(OpenForm form) {
        form.sign().begins("Comment").ofAction("text").fill("The key is with the neigh");
        OpenForm again = form.afterLookingAt("Timeline");
        assertThat(again.element().locator(".st-sent img").count()).isEqualTo(3);
        assertThat(again.element().locator("[data-draft='drawing']").inputValue())
                .startsWith("data:image/png");
        assertThat(again.ofAction("text").inputValue()).isEqualTo("The key is with the neigh");
        assertThat(again.ofAction("public").count())
                .as("who only works there has no word with the resident")
                .isZero();
        assertThat(again.value("workDone")).isEqualTo(HOSTILE);
        assertThat(again.actions()).as("of a technician").contains("Urge").doesNotContain("Withdraw");
    }

    private void unchanged(Runnable attempt) {
        JsonNode before = desk.ticket("manager", ticket);
        JsonNode tasks = desk.tasks("manager", ticket);
        attempt.run();
        assertThat(desk.ticket("manager", ticket)).as("nothing has changed").isEqualTo(before);
        assertThat(desk.tasks("manager", ticket)).as("nothing has changed").isEqualTo(tasks);
    }

    @Test
    @DisplayName("that takes a report finds the household, refuses beside the field, and makes a ticket of the clerk")
    void registerTicket() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        String home = home("2", "plumbing");
        OpenForm english = of("frontdesk", Tongue.ENGLISH).startTicket();
        looksGood("register-ticket", english);
        assertThat(english.send())
                .containsKeys("home", "description", "category")
                .doesNotContainKey("");
        Map<String, Object> good = form(
                "building",
                "2",
                "home",
                home,
                "category",
                "plumbing",
                "description",
                HOSTILE,
                "reporterName",
                "Mei Lin",
                "reporterPhone",
                "+86 138 0000 4711",
                "reporterEmail",
                resident);
        good.forEach(english::fill);
        Sight.usable(english);
        english.fill("description", "Tap \u202Espird").startRefusedByServer();
        assertThat(english.send().get("description")).contains("direction");
        english.fill("description", HOSTILE).isKept();
        english.tasklist().page().reload();
        OpenForm again = english.tasklist().startForm();
        good.forEach((field, value) -> assertThat(again.value(field)).as(field).isEqualTo(value));
        again.complete();
        OpenForm chinese = of("frontdesk", Tongue.CHINESE).startTicket();
        looksGood("register-ticket", chinese);
        chinese.leave();
        ticket = java.util.Collections.max(desk.list("frontdesk", Map.of("home", home)));
        follow(ticket);
        is("status=OWNED owner=frontdesk kind=REPAIR category=plumbing");
        assertThat(seen().get("description").asText()).isEqualTo(HOSTILE);
    }

    @Test
    @DisplayName("that takes a ticket is one tap, and says when somebody was quicker")
    void takeOwnership() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        reportedByApp();
        OpenForm english = of("frontdesk", Tongue.ENGLISH).open(ticket, "userTask_takeOwnership");
        looksGood("take-ownership", english);
        OpenForm chinese = of("frontdesk", Tongue.CHINESE).open(ticket, "userTask_takeOwnership");
        looksGood("take-ownership", chinese);
        chinese.tasklist().rests();
        ownedBy("housekeeper");
        english.ownRefusedByServer(ticket).take();
        assertThat(english.answer().get("")).contains("Yu Shen owns ticket");
        english.element().locator(".st-offer").waitFor(GONE);
        assertThat(english.fact("Owner")).isEqualTo("Yu Shen");
        is("owner=housekeeper");
        reportedByApp();
        OpenForm next = of("frontdesk", Tongue.ENGLISH).open(ticket, "userTask_takeOwnership");
        next.take();
        assertThat(next.answer()).isEmpty();
        is("owner=frontdesk status=OWNED");
    }

    @Test
    @DisplayName("offers what fits the ticket as it is now: after a pause to go on")
    void actions() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        owned();
        OpenForm form = of("frontdesk", Tongue.ENGLISH).open(ticket, "userTask_assessTicket");
        assertThat(form.begins("Comment").ofAction("public").isVisible()).isTrue();
        form.begins("Pause").ofAction("reason").selectOption("RESIDENT_ASKED_LATER");
        assertThat(form.actions()).contains("Pause").doesNotContain("Resume");
        form.acts();
        form.element().locator(".st-actions").getByText("Resume").waitFor();
        assertThat(form.actions()).doesNotContain("Pause");
        assertThat(form.clock()).isEqualTo("Paused");
        form.tasklist().rests();
    }

    @Test
    @DisplayName("that asks for the neighbour's home does so again after another tab was looked at")
    void neighbour() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        accepted();
        OpenForm form = of("technician2", Tongue.ENGLISH).open(ticket, "userTask_visitHome");
        form.fill("result", "NEEDS_NEIGHBOUR").fill("plan", "The valve is behind their wall");
        String door = seen().get("home").asText().equals("2-402") ? "2-403" : "2-402";
        form.offers("neighbourHome", door);
        form.fill("neighbourHome", door).isKept();

        OpenForm again = form.afterLookingAt("Timeline");
        again.offers("neighbourHome", door);
        assertThat(again.value("result")).isEqualTo("NEEDS_NEIGHBOUR");
        assertThat(again.value("neighbourHome")).isEqualTo(door);
        again.complete();
    }

    @Test
    @DisplayName("says of what nobody did that the house did it by itself")
    void byItself() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        offered();
        at("2026-06-03 15:00"); // nobody has answered
        sends("frontdesk", "handover", "to", "housekeeper", "reason", "I go on leave");
        OpenForm form = of("housekeeper", Tongue.ENGLISH).open(ticket, "userTask_acceptHandover");
        Locator soFar = form.element().locator("[data-so-far]");
        assertThat(soFar.textContent()).contains("has not answered in time").contains("Steward, by itself");
        form.tasklist().rests();
    }

    // ---- how tickets come to a form

    private void reportedByApp() {
        reported("ownerapp", report("REPAIR", "plumbing", "The kitchen tap leaks"));
    }

    private void owned() {
        reportedByApp();
        at("2026-06-02 09:10");
        ownedBy("frontdesk");
    }

    private void assessed() {
        owned();
        assessedBy("frontdesk", "REPAIR", "A plumber comes this morning");
        at("2026-06-02 09:20");
    }

    private void dispatched() {
        assessed();
        dispatchedTo("technician2", "2026-06-02 10:00", "2026-06-02 12:00");
    }

    private void accepted() {
        dispatched();
        acceptedBy("technician2");
        at("2026-06-02 10:30");
    }

    private void repaired() {
        accepted();
        visited("technician2", "DONE", "workDone", "New seal");
        at("2026-06-02 15:00");
    }

    private void objected() {
        repaired();
        objects("callback", "It still drips");
    }

    private void withoutAppointment() {
        assessed();
        dispatchedTo("technician2");
        acceptedBy("technician2");
    }

    private void partsMissing() {
        accepted();
        visited("technician2", "NEEDS_PARTS", "promisedAt", sent("2026-06-03 14:00"));
    }

    private void quoted() {
        reported(
                "frontdesk",
                with(
                        report("REPAIR", "doors-windows", "The kitchen window does not close"),
                        "contactName",
                        "Xiao Li",
                        "contactPhone",
                        "+86 138 0000 9999"));
        assessedBy("frontdesk", "REPAIR", "A carpenter will look at it");
        dispatchedTo("technician2", "2026-06-02 10:00", "2026-06-02 12:00");
        acceptedBy("technician2");
        at("2026-06-02 10:30");
        visited(
                "technician2",
                "NEEDS_QUOTE",
                "quoteAmount",
                "480.00",
                "quoteText",
                "A new frame with an adjustable hinge");
    }

    private void residentRefused() {
        accepted();
        visited("technician2", "REFUSED");
    }

    private void toInvestigate() {
        reported("frontdesk", report("COMPLAINT", "noise", "Drilling at night above me"));
        assessedBy("frontdesk", "INVESTIGATE", "We are looking for where it comes from");
        at("2026-06-02 11:00");
    }

    private void investigated() {
        toInvestigate();
        does(
                "monitoring",
                "userTask_investigate",
                form("finding", "Flat 2-402 renovates", "measure", "Warned in writing"));
    }

    private void rejected() {
        reported("frontdesk", report("SUGGESTION", "other", "Paint the garage doors pink"));
        assessedBy("frontdesk", "REJECTED", "Thank you, but no", "reason", "Not ours to paint");
    }

    private void neverSatisfied() {
        reported("frontdesk", report("COMPLAINT", "greening", "The hedge of the school hides the sun"));
        assessedBy("frontdesk", "REFERRED", "The hedge is the school's; we write to them");
        completes("frontdesk", "userTask_confirmSolution", form("solution", "The school has our letter"));
        for (String objection : List.of("A letter does not cut it", "July is too late", "I want the sun, not words")) {
            objects("callback", objection);
            if (!objection.startsWith("I want")) {
                does(
                        "engineering",
                        "userTask_followUpObjection",
                        form("action", "EXPLAIN", "plan", "They cut in July"));
            }
        }
    }

    private void lampRepaired() {
        Map<String, Object> lamp =
                new LinkedHashMap<>(report("REPAIR", "lighting", "Lamp on the second floor is dark"));
        lamp.keySet().removeAll(List.of("home", "reporterName", "reporterPhone", "reporterEmail", "language"));
        lamp.put("place", "stairs-2");
        announced("admin", lamp);
        ownedBy("housekeeper");
        assessedBy("housekeeper", "REPAIR", "Seen; an electrician comes today");
        dispatchedTo("technician2");
        acceptedBy("technician2");
        at("2026-06-02 11:00");
        visited("technician2", "DONE", "workDone", "New tube");
    }

    private void offered() {
        reported("frontdesk", report("COMPLAINT", "sanitation", "The bins of building 2 overflow"));
        sends("frontdesk", "handover", "to", "housekeeper", "reason", "your building");
    }

    private void late() {
        reported("ownerapp", report("REPAIR", "electrical", "The lamp in the corridor flickers"));
        at("2026-06-15 09:00");
        ownedBy("frontdesk");
        assessedBy("frontdesk", "ANSWERED", "The starter was loose; please turn the lamp off and on once");
        at("2026-06-15 15:00");
        satisfied("callback");
    }
}
