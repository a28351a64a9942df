package dev.steward.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.steward.Http;
import dev.steward.StewardTest;
import dev.steward.browser.BrowserLogin;
import dev.steward.browser.Chromium;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Forms of the desk and the dispatcher in a real browser against the real application. */
@StewardTest
@ExtendWith(Chromium.class)
@DisplayName("At the desk")
class DeskFormsTest {

    /** Wednesday, nine o'clock in Shanghai. */
    private static final Instant NINE = Instant.parse("2026-07-29T01:00:00Z");

    private static final Locator.WaitForOptions GONE =
            new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);

    private static final String LOGOUT =
            "() => { angular.element(document.documentElement).injector().get('AuthenticationService').logout(); }";

    @LocalServerPort
    int port;

    private final List<BrowserContext> windows = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void away() {
        ClockUtil.reset();
        windows.forEach(BrowserContext::close);
    }

    /** Somebody opens an address of Tasklist; answers the form that it leads to. */
    private Locator opened(String user, String address, String form) {
        BrowserContext window = Chromium.window(new Browser.NewContextOptions().setLocale("en-GB"));
        windows.add(window);
        BrowserLogin.as(user, window, port);
        Page page = window.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.navigate("http://localhost:" + port + "/camunda/app/tasklist/default/" + address);
        Locator opened = page.locator("form[name='" + form + "'][data-ready='true']");
        opened.waitFor();
        return opened;
    }

    private Locator called(String number) {
        return opened("frontdesk", "#/?processStart=service-ticket&caller=" + number, "registerTicket");
    }

    private static String value(Locator form, String name) {
        return form.locator("[name='" + name + "']").inputValue();
    }

    @Test
    @DisplayName(
            "a call opens the form with home, person, language and household; the number is in no request's address")
    void caller() {
        Locator form = called("%2B8613800001020");

        assertThat(value(form, "home")).isEqualTo("2-205");
        assertThat(value(form, "reporterName")).isEqualTo("Hui Luo");
        assertThat(value(form, "reporterPhone")).isEqualTo("+8613800001020");
        assertThat(value(form, "language")).isEqualTo("en");
        assertThat(value(form, "channel")).isEqualTo("PHONE");
        assertThat(form.locator("[data-part='household']").textContent()).contains("Hui Luo");
        assertThat(asked).noneMatch(url -> url.contains("13800001020") && !url.contains("#"));
        PlaywrightAssertions.assertThat(form.page())
                .not()
                .hasURL(Pattern.compile(".*caller.*")); // the next report is not taken for the same caller's
    }

    @Test
    @DisplayName(
            "a number that is typed by halves is the end of many: who has it is offered, and chosen by a tap alone")
    void typed() {
        Locator form = opened("frontdesk", "#/?processStart=service-ticket", "registerTicket");
        form.locator("#find").fill("00001020");
        Locator offered = form.locator("[data-part='found'] button");
        PlaywrightAssertions.assertThat(offered).hasText("Hui Luo · 2-205");
        assertThat(value(form, "reporterName")).isEmpty();
        offered.click();
        PlaywrightAssertions.assertThat(form.locator("[name='home']")).hasValue("2-205");
        assertThat(value(form, "reporterName")).isEqualTo("Hui Luo");

        Page page = form.page();
        form.locator("[name='description']").fill("A drip");
        page.waitForFunction("JSON.stringify(localStorage).includes('A drip')");
        page.evaluate(LOGOUT);
        page.locator("input[type='password']").waitFor();
        assertThat((String) page.evaluate("JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage)])"))
                .as("nothing stays of somebody who has logged out")
                .doesNotContain("steward.");
    }

    @Test
    @DisplayName(
            "what was begun for a caller is there again after a reload, and goes to the open ticket once, whatever gets lost")
    void begun() {
        nothingOpen("2-205");
        String ticket = reported("2-205");
        Locator form = called("%2B8613800001020");
        Page page = form.page();
        form.locator("[name='description']").fill("It still drips");
        page.waitForFunction("JSON.stringify(localStorage).includes('It still drips')");
        page.reload();
        form.waitFor();
        assertThat(value(form, "description")).isEqualTo("It still drips");
        assertThat(value(form, "reporterName")).isEqualTo("Hui Luo");

        form.locator(".st-open li", new Locator.LocatorOptions().setHasText(ticket))
                .locator("button")
                .click();
        Locator send = sentAndAnswerLost(form, "**/urge");
        assertThat(form.locator("[data-part='open'] .st-note").textContent()).contains(ticket);

        send.click();
        form.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        assertThat(Http.as("manager", port)
                        .get("/api/v1/tickets/" + ticket)
                        .json()
                        .get("urges")
                        .asInt())
                .isOne();
    }

    @Test
    @DisplayName(
            "a report whose answer got lost is one ticket, however often it is sent; changed words become another one"
                    + " only when asked again")
    void once() {
        String matter = "The bell is silent " + UUID.randomUUID();
        Locator form = called("%2B8613800001020");
        Page page = form.page();
        form.locator("[name='description']").fill(matter);
        form.locator("[name='category']").selectOption("electrical");
        page.waitForFunction("JSON.stringify(localStorage).includes('electrical')");
        Locator send = sentAndAnswerLost(form, "**/steward/v1/tickets");
        page.reload();
        form.waitFor();
        assertThat(registered(matter)).isOne();

        form.locator("[name='description']").fill(matter + ", and the lamp is dark");
        send.click();
        PlaywrightAssertions.assertThat(form.locator(".st-trouble")).containsText("has arrived");
        PlaywrightAssertions.assertThat(form.locator("[data-part='open']")).containsText(matter);
        assertThat(registered(matter)).isOne();

        send.click();
        form.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        assertThat(registered(matter)).isEqualTo(2);
    }

    @Test
    @DisplayName("a report that is sent again after a lost answer is the ticket that was made")
    void again() {
        String matter = "No hot water " + UUID.randomUUID();
        Locator form = called("%2B8613800001020");
        form.locator("[name='description']").fill(matter);
        form.locator("[name='category']").selectOption("plumbing");
        sentAndAnswerLost(form, "**/steward/v1/tickets").click();
        form.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));

        assertThat(registered(matter)).isOne();
    }

    /** Presses the button; what is sent arrives, but the answer gets lost. Answers the button, for another try. */
    private static Locator sentAndAnswerLost(Locator form, String address) {
        Page page = form.page();
        page.route(address, route -> {
            route.fetch();
            route.abort("internetdisconnected");
        });
        Locator send = page.locator(".modal-footer .btn-primary");
        send.click();
        PlaywrightAssertions.assertThat(form.locator(".st-trouble")).containsText("No connection");
        page.unroute(address);
        return send;
    }

    private int registered(String matter) {
        return Http.as("manager", port)
                .get("/api/v1/tickets?site=sunshine&home=2-205&q=" + matter.substring(matter.length() - 12))
                .json()
                .get("items")
                .size();
    }

    @Test
    @DisplayName("whoever sends a report reads its number and goes on with it, and nobody speaks of a process")
    void registered() {
        Locator form = called("%2B8613800001020");
        Page page = form.page();
        form.locator("[name='description']").fill("The gate is stuck");
        form.locator("[name='category']").selectOption("plumbing");
        page.locator(".modal-footer .btn-primary").click();
        Locator note = page.locator(".st-opening");
        note.waitFor();
        assertThat(note.textContent()).matches("Registered: ST-\\d{4}-\\d{6}");
        Locator next = page.locator("form[name='assessTicket'][data-ready='true'] .st-number");
        next.waitFor();
        assertThat(note.locator("a").textContent()).isEqualTo(next.textContent());
        assertThat(page.locator("[notifications-panel], .notifications").allTextContents())
                .noneMatch(text -> text.contains("rocess"));
    }

    @Test
    @DisplayName(
            "whoever adds to an open ticket reads its number, which leads there; refused words stand at the description")
    void added() {
        nothingOpen("2-205");
        String ticket = reported("2-205");
        Locator form = called("%2B8613800001020");
        Page page = form.page();
        form.locator("[name='description']").fill("It still drips");
        form.locator(".st-open li button").click();
        Locator send = page.locator(".modal-footer .btn-primary");
        page.route(
                "**/urge",
                route -> route.fulfill(
                        new Route.FulfillOptions()
                                .setStatus(422)
                                .setContentType("application/problem+json")
                                .setBody(
                                        "{\"status\":422,\"detail\":\"refused\",\"errors\":[{\"pointer\":\"/text\",\"detail\":\"too long\"}]}")));
        send.click();
        PlaywrightAssertions.assertThat(form.locator("[name='description'] + .st-fault"))
                .hasText("too long");
        page.unroute("**/urge");

        send.click();
        Locator note = page.locator(".st-opening");
        PlaywrightAssertions.assertThat(note).hasText("Added to " + ticket);
        note.locator("a").click();
        PlaywrightAssertions.assertThat(page.locator("form[name='takeOwnership'] .st-number"))
                .hasText(ticket);
    }

    @Test
    @DisplayName("whoever calls meanwhile is announced, and taken with a tap; what was begun comes back after them")
    void secondCall() {
        Locator form = called("%2B8613800001020");
        Page page = form.page();
        form.locator("[name='description']").fill("A drip in the bath");
        page.evaluate("() => { location.hash = '#/?processStart=service-ticket&caller=13955556666'; }");
        Locator note = form.locator(".st-also-called");
        PlaywrightAssertions.assertThat(note).containsText("Another call: 13955556666");
        PlaywrightAssertions.assertThat(page).not().hasURL(Pattern.compile(".*caller.*"));
        assertThat(value(form, "reporterPhone")).isEqualTo("+8613800001020");

        note.locator("button").click();
        PlaywrightAssertions.assertThat(form.locator("[name='reporterPhone']")).hasValue("13955556666");
        form.locator("[name='building']").selectOption("2");
        form.locator("[name='home']").selectOption("2-205");
        form.locator("[name='description']").fill("No light in the hall");
        form.locator("[name='category']").selectOption("electrical");
        page.locator(".modal-footer .btn-primary").click();
        page.locator("form[name='assessTicket'][data-ready='true']").waitFor();

        page.evaluate("() => { location.hash = '#/?processStart=service-ticket'; }");
        PlaywrightAssertions.assertThat(form.locator("[name='description']")).hasValue("A drip in the bath");
    }

    @Test
    @DisplayName("a complaint stays one when its form is opened again, whatever category is chosen then")
    void kindByHand() {
        Locator form = opened("frontdesk", "#/?processStart=service-ticket", "registerTicket");
        Page page = form.page();
        form.locator("[data-tiles='kind'] label:has([value='COMPLAINT'])").click();
        form.locator("[name='about']").selectOption("housekeeper");
        page.waitForFunction("Object.values(localStorage).some(draft => draft.includes('\"about\":\"housekeeper\"'))");
        page.reload();
        form.waitFor();
        form.locator("[name='category']").selectOption("plumbing");
        PlaywrightAssertions.assertThat(form.locator("[name='kind'][value='COMPLAINT']"))
                .isChecked();
        assertThat(form.locator("[name='about']").isVisible()).isTrue();
        assertThat(value(form, "about")).isEqualTo("housekeeper");
    }

    @Test
    @DisplayName(
            "a technician whom the dispatcher has chosen stays so when the form is opened again, for another slot too")
    void technicianByHand() {
        ClockUtil.setCurrentTime(Date.from(NINE));
        String ticket = dispatchable();
        Locator form = opened("dispatcher", "#/?ticket=" + ticket, "assignTechnician");
        Page page = form.page();
        Locator tiles = form.locator("[data-tiles='technician'] label");
        String chosen = tiles.nth(1).locator("input").inputValue();
        tiles.nth(1).click();
        page.waitForFunction(
                "user => Object.values(localStorage).some(draft => draft.includes(`\"technician\":[\"${user}\"]`))",
                chosen);
        page.reload();
        form.waitFor();
        form.locator("[name='appointmentFrom']").fill("2026-07-29T20:00");
        page.waitForFunction("Object.values(localStorage).some(draft => draft.includes('2026-07-29T20:00'))");
        form.locator("[name='appointmentTo']").fill("2026-07-29T21:00");
        form.locator("[name='appointmentTo']").dispatchEvent("change");
        PlaywrightAssertions.assertThat(tiles.first()).containsText("only on call then");
        assertThat(form.locator("[name='technician']:checked").inputValue()).isEqualTo(chosen);
    }

    @Test
    @DisplayName("nothing of somebody stays who logs out elsewhere, and what they had open closes with their session")
    void leaves() {
        Locator form = opened("frontdesk", "#/?processStart=service-ticket", "registerTicket");
        Page page = form.page();
        form.locator("[name='description']").fill("A drip");
        page.waitForFunction("JSON.stringify(localStorage).includes('A drip')");
        page.navigate("http://localhost:" + port + "/camunda/app/welcome/default/");
        page.locator("[cam-widget-header] .account").waitFor();
        page.evaluate(LOGOUT);
        page.locator(".form-signin").waitFor();
        assertThat((String) page.evaluate("JSON.stringify(Object.keys(localStorage))"))
                .doesNotContain("steward.draft");

        Page other = opened("frontdesk", "#/?processStart=service-ticket", "registerTicket")
                .page();
        other.keyboard().press("Escape");
        other.locator(".modal-dialog").waitFor(GONE);
        other.locator(".st-shift-open").click();
        other.locator("dialog.st-shift[open] h3").waitFor();
        other.evaluate(LOGOUT);
        other.locator(".form-signin").waitFor();
        assertThat(other.locator("dialog").count()).isZero();
    }

    @Test
    @DisplayName("a plus that was not encoded, and a national number, are the same caller")
    void otherForms() {
        assertThat(value(called("+8613800001020"), "home")).isEqualTo("2-205");
        assertThat(value(called("13800001020"), "home")).isEqualTo("2-205");
    }

    @Test
    @DisplayName("a number of two homes asks which, an unknown one is filled in, a withheld one says so")
    void unclear() {
        Locator two = called("13800001010");
        assertThat(two.locator("[data-part='found'] button").allTextContents())
                .containsExactly("吴娟 · 1-305", "吴娟 · 1-401");
        assertThat(value(two, "reporterName")).isEmpty();
        two.locator("[data-part='found'] button").nth(1).click();
        PlaywrightAssertions.assertThat(two.locator("[name='home']")).hasValue("1-401");

        Locator unknown = called("13955556666");
        assertThat(value(unknown, "reporterPhone")).isEqualTo("13955556666");
        assertThat(unknown.locator("[data-part='found']").textContent()).contains("No resident has this number");

        assertThat(called("anonymous").locator("[data-part='found']").textContent())
                .contains("withheld");
    }

    @Test
    @DisplayName("a number of the other site is unknown")
    void otherSite() {
        Locator form =
                opened("frontdesk-h", "#/?processStart=service-ticket&caller=%2B8613800001020", "registerTicket");

        assertThat(value(form, "reporterName")).isEmpty();
        assertThat(form.locator("[data-part='found']").textContent()).contains("No resident has this number");
    }

    @Test
    @DisplayName("the dispatcher sees the best first with reasons, chosen already, and ranked again for another slot")
    void ranked() {
        ClockUtil.setCurrentTime(Date.from(NINE));
        String ticket = dispatchable();
        Locator form = opened("dispatcher", "#/?ticket=" + ticket, "assignTechnician");
        Locator tiles = form.locator("[data-tiles='technician'] label");

        assertThat(tiles.first().textContent()).contains("Haibo Yao", "Electrical", "on duty until", "responsible");
        assertThat(tiles.first().locator("input").isChecked()).isTrue();
        assertThat(tiles.nth(1).locator(".st-against").first().textContent()).contains("not Electrical");

        form.locator("[name='appointmentFrom']").fill("2026-07-29T20:00");
        form.locator("[name='appointmentTo']").fill("2026-07-29T21:00");
        form.locator("[name='appointmentTo']").dispatchEvent("change");
        PlaywrightAssertions.assertThat(tiles.first()).containsText("only on call then");
        assertThat(form.locator("[name='technician']:checked").count()).isZero();
    }

    @Test
    @DisplayName(
            "a unified reply reaches the resident in their language; its question and when it fits are the clerk's, and"
                    + " its blanks are filled in before it goes")
    void unifiedReply() {
        String ticket = Http.as("ownerapp", port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind":"INQUIRY","category":"water-supply","title":"停水","description":"没有水",
                         "site":"sunshine","home":"2-205","reporter":{"name":"罗辉","language":"zh"}}
                        """)
                .json()
                .get("number")
                .asText();
        Http.as("frontdesk", port).post("/api/v1/tickets/" + ticket + "/own", "{}");
        Locator form = opened("frontdesk", "#/?ticket=" + ticket, "assessTicket");
        Page page = form.page();
        Locator reply = form.locator("[name='reply']");
        Locator hint = form.locator(".st-replies > .st-hint");
        assertThat(hint.textContent()).isEmpty();
        form.locator(".st-replies button:text-is('There is no water')").click();
        assertThat(reply.inputValue()).startsWith("感谢您的反馈").contains("[15] 分钟");
        assertThat(hint.textContent())
                .startsWith("No water in a home or building.")
                .doesNotContainPattern("\\p{IsHan}");

        form.locator(".st-more > summary").click();
        form.locator(".st-actions button:text-is('Reply to the resident')").click();
        Locator beside = form.locator(".st-panel");
        beside.locator(".st-replies button:text-is('There is no water')").click();
        beside.locator(".st-go").click();
        PlaywrightAssertions.assertThat(beside.locator(".st-fault")).hasText("Fill in first: [15]");

        form.locator("[name='outcome'][value='ANSWERED']").dispatchEvent("click");
        Locator complete = page.locator("[cam-tasklist-form] .form-actions .btn-primary");
        complete.click();
        PlaywrightAssertions.assertThat(form.locator("[name='reply'] + .st-fault"))
                .hasText("Fill in first: [15]");
        reply.fill(reply.inputValue().replace("[15]", "20"));
        complete.click();
        form.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        assertThat(Http.as("manager", port)
                        .get("/api/v1/tickets/" + ticket + "/timeline")
                        .body())
                .contains("20 分钟");
    }

    /** The form shows the first few of what is open at a home; other tests may have left more than these. */
    private void nothingOpen(String home) {
        Http supervisor = Http.as("supervisor", port);
        supervisor
                .get("/api/v1/tickets?limit=200&home=" + home)
                .json()
                .get("items")
                .forEach(ticket -> supervisor.post(
                        "/api/v1/tickets/" + ticket.get("number").asText() + "/withdraw",
                        "{\"reason\":\"Another test's\"}"));
    }

    private String reported(String home) {
        return Http.as("ownerapp", port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind":"REPAIR","category":"plumbing","title":"The tap drips","description":"In the kitchen",
                         "site":"sunshine","home":"%s","reporter":{"name":"Hui Luo","language":"en"}}
                        """
                                .formatted(home))
                .json()
                .get("number")
                .asText();
    }

    private String dispatchable() {
        String ticket = Http.as("frontdesk", port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind":"REPAIR","category":"electrical","title":"No light","description":"In the kitchen",
                         "site":"sunshine","home":"2-405","reporter":{"name":"Peng Qin","language":"en"},
                         "appointment":{"from":"2026-07-29T02:00:00Z","to":"2026-07-29T04:00:00Z"}}
                        """)
                .json()
                .get("number")
                .asText();
        complete("frontdesk", ticket, "{\"outcome\":\"REPAIR\",\"reply\":\"Somebody comes\",\"provider\":\"OWN\"}");
        Http.as("dispatcher", port).post("/api/v1/tasks/" + task(ticket) + "/claim", "{}");
        return ticket;
    }

    private void complete(String user, String ticket, String variables) {
        Http.Reply reply = Http.as(user, port)
                .post("/api/v1/tasks/" + task(ticket) + "/complete", "{\"variables\":" + variables + "}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }

    private String task(String ticket) {
        return Http.as("manager", port)
                .get("/api/v1/tickets/" + ticket + "/tasks")
                .json()
                .at("/0/id")
                .asText();
    }
}
