package dev.steward.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.steward.Http;
import dev.steward.StewardTest;
import dev.steward.browser.BrowserLogin;
import dev.steward.browser.Chromium;
import dev.steward.browser.Sight;
import dev.steward.platform.Role;
import dev.steward.platform.local.LocalAccounts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Several tasks at once and the change of shifts in the real Tasklist, in a real browser. */
@StewardTest
@ExtendWith(Chromium.class)
@DisplayName("In Tasklist")
class TasklistBulkTest {

    /** What the shipped Tasklist itself complains about before anybody is logged in. */
    private static final String SHIPPED = "/camunda/api/admin/auth/user/default";

    @LocalServerPort
    int port;

    @Autowired
    LocalAccounts accounts;

    @Autowired
    IdentityService identities;

    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @AfterEach
    void leave() {
        contexts.forEach(BrowserContext::close);
    }

    @ParameterizedTest(name = "{0}, {1} px")
    @CsvSource({
        "en-GB, 1280, To take, Select several, Take as owner, 1 of 2 done., Done selecting",
        "zh-CN, 390, 待认领, 批量处理, 受理, 已完成 1 / 2。, 结束选择"
    })
    @DisplayName("several tickets are taken at once, and what was refused for one is told beside its number")
    void taken(String language, int width, String filter, String several, String take, String outcome, String end) {
        String first = reported("<img src=x onerror=alert(1)> {{1+1}}");
        String second = reported("The hood hums");
        Page page = open("frontdesk", language, width);
        filter(page, filter).click();
        page.waitForSelector("[data-ticket-number='" + second + "']");

        button(page, several).click();
        assertThat(page.locator(".st-bulk").textContent()).doesNotContain(take);
        pick(page, first).check();
        pick(page, second).check();
        usable(page, language, ".st-bulk-place");
        own("housekeeper", second); // somebody else is faster
        button(page, take).click();

        Locator told = page.locator(".st-outcome");
        assertThat(told.locator("p").textContent()).isEqualTo(outcome);
        assertThat(told.locator(".st-refused").textContent()).startsWith(second);
        assertThat(told.locator(".st-done").textContent()).startsWith(first + " <img src=x onerror=alert(1)> {{1+1}}");
        assertThat(owner(first)).isEqualTo("frontdesk");
        assertThat(owner(second)).isEqualTo("housekeeper");
        page.waitForSelector("[data-ticket-number='" + first + "']", gone());
        button(page, end).click();
        assertThat(page.locator(".st-pick:visible").count()).isZero();
        assertThat(complaints).isEmpty();
    }

    @Test
    @DisplayName("the numbers of all filters are shown, and follow what somebody does")
    void counts() {
        String ticket = reported("The window does not close");
        Page page = open("frontdesk", "en-GB", 1280);
        page.waitForFunction("document.querySelectorAll('.task-filters .counter:not(.ng-hide)').length"
                + " === document.querySelectorAll('.task-filters .item').length");
        int mine = number(page, "Mine");
        int toTake = number(page, "To take");

        filter(page, "To take").click();
        page.waitForSelector("[data-ticket-number='" + ticket + "']");
        button(page, "Select several").click();
        pick(page, ticket).check();
        button(page, "Take as owner").click();

        page.waitForFunction(
                "([name, expected]) => [...document.querySelectorAll('.task-filters h4 a')].some(a =>"
                        + " a.textContent.includes(name) && a.querySelector('.counter').textContent === String(expected))",
                List.of("Mine", mine + 1));
        assertThat(number(page, "To take")).isEqualTo(toTake - 1);
        assertThat(page.locator(".task-filters .actions").count())
                .as("pencils for who may not change a filter")
                .isZero();
    }

    @ParameterizedTest(name = "{0}, {1} px")
    @CsvSource({"en-GB, 1280, Change of shifts, Hand over, Accept", "zh-CN, 390, 交接班, 交接, 接收"})
    @DisplayName("a shift is handed over, and taken over with one acceptance")
    void shift(String language, int width, String shift, String handOver, String accept) {
        List<String> tickets = List.of(reported("One"), reported("Two"));
        tickets.forEach(ticket -> own("frontdesk", ticket));

        Page page = open("frontdesk", language, width);
        shift(page, width, shift);
        assertThat(page.locator(".st-shift [name=ticket]:checked").count())
                .as("all of the shift")
                .isGreaterThanOrEqualTo(2);
        usable(page, language, ".st-shift");
        only(page, tickets);
        button(page, handOver).click();
        assertThat(page.locator(".st-shift .st-fault").count())
                .as("nobody and no reason yet")
                .isOne();
        page.selectOption(".st-shift [name=to]", "housekeeper");
        page.fill(".st-shift [name=reason]", "End of my shift");
        button(page, handOver).click();
        page.waitForSelector(".st-shift .st-outcome");
        assertThat(page.locator(".st-shift .st-refused").count()).isZero();

        Page colleague = open("housekeeper", language, width);
        shift(colleague, width, shift);
        assertThat(colleague.locator(".st-shift").textContent()).contains("End of my shift");
        usable(colleague, language, ".st-shift");
        only(colleague, tickets);
        button(colleague, accept).first().click();
        colleague.waitForSelector(".st-shift .st-outcome");
        assertThat(colleague.locator(".st-shift .st-refused").count()).isZero();
        tickets.forEach(ticket -> assertThat(owner(ticket)).isEqualTo("housekeeper"));
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest(name = "{0}, {1} px")
    @CsvSource({
        "en-GB, 1280, Mine, Hand over, Hand-overs to me, Accept hand-overs, All, Reassign, To dispatch, Claim,"
                + " Assign a technician, Accept orders",
        "zh-CN, 390, 我的任务, 交接, 交接给我, 接收交接, 全部, 改派, 待派工, 认领, 派工, 接单"
    })
    @DisplayName("several are handed over, accepted, reassigned, claimed, dispatched and accepted by the technician")
    void handedOn(
            String language,
            int width,
            String mine,
            String handOver,
            String toMe,
            String acceptHandovers,
            String all,
            String reassign,
            String toDispatch,
            String claim,
            String assign,
            String acceptOrders) {
        List<String> tickets = List.of(reported("The hob stays cold"), reported("The hood stays dark"));
        tickets.forEach(ticket -> own("frontdesk", ticket));

        Page clerk = several("frontdesk", language, width, mine, tickets);
        button(clerk, handOver).click();
        done(clerk, handOver, "housekeeper", "You know these kitchens");
        Page housekeeper = several("housekeeper", language, width, toMe, tickets);
        done(housekeeper, acceptHandovers);
        assertThat(tickets).allSatisfy(ticket -> assertThat(owner(ticket)).isEqualTo("housekeeper"));

        Page supervisor = several("supervisor", language, width, all, tickets);
        button(supervisor, reassign).click();
        done(supervisor, reassign, "frontdesk", "The housekeeper goes home");
        assertThat(tickets).allSatisfy(ticket -> assertThat(owner(ticket)).isEqualTo("frontdesk"));

        tickets.forEach(this::sendsSomebody);
        Page dispatcher = several("dispatcher", language, width, toDispatch, tickets);
        done(dispatcher, claim);
        assertThat(tickets).allSatisfy(ticket -> assertThat(assignee(ticket)).isEqualTo("dispatcher"));
        picked(dispatcher, tickets);
        button(dispatcher, assign).click();
        done(dispatcher, assign, "technician2", null);

        Page technician = several("technician2", language, width, mine, tickets);
        done(technician, acceptOrders);
        assertThat(tickets)
                .allSatisfy(ticket -> assertThat(task(ticket).get("task").asText())
                        .as("an order that was accepted")
                        .isEqualTo("userTask_agreeAppointment"));
        assertThat(complaints).isEmpty();
    }

    @Test
    @DisplayName("who works for two sites hands over site by site, to the colleagues of each")
    void twoSites() {
        accounts.add("both", "Bo", "Th", "both@example.com", Role.SUPERVISOR, List.of("sunshine", "harbour"));
        String here = reported("both", "sunshine", "2-305", "The hood rattles");
        String door = Http.as("frontdesk-h", port)
                .get("/api/v1/sites/harbour/homes?building=1")
                .json()
                .at("/items/0/key")
                .asText();
        String there = reported("both", "harbour", door, "The oven stays cold");
        List<String> tickets = List.of(here, there);

        Page page = open("both", "en-GB", 1280);
        shift(page, 1280, "Change of shifts");
        assertThat(colleagues(page, here)).contains("housekeeper").doesNotContain("housekeeper-h");
        assertThat(colleagues(page, there)).contains("housekeeper-h").doesNotContain("housekeeper");
        button(page, "Close").click();

        filter(page, "Mine").click();
        tickets.forEach(ticket -> page.waitForSelector("[data-ticket-number='" + ticket + "']"));
        page.click(".st-several");
        picked(page, tickets);
        assertThat(page.locator(".st-bulk-actions").textContent())
                .doesNotContain("Hand over")
                .doesNotContain("Reassign")
                .contains("tick tasks of one site only");
        pick(page, there).uncheck();
        button(page, "Hand over").waitFor();
        assertThat(complaints).isEmpty();

        tickets.forEach(ticket ->
                Http.as("both", port).post("/api/v1/tickets/" + ticket + "/withdraw", "{\"reason\":\"Tried\"}"));
        identities.deleteUser("both");
    }

    private static List<String> colleagues(Page page, String ticket) {
        Object users = page.locator(".st-shift form:has([value='" + ticket + "'])")
                .evaluate("form => [...form.elements.to.options].map(option => option.value).join()");
        return List.of(users.toString().split(","));
    }

    /** Somebody opens a filter and ticks some tickets of it. */
    private Page several(String user, String language, int width, String filter, List<String> tickets) {
        Page page = open(user, language, width);
        filter(page, filter).click();
        tickets.forEach(ticket -> page.waitForSelector("[data-ticket-number='" + ticket + "']"));
        page.click(".st-several");
        picked(page, tickets);
        return page;
    }

    private static void picked(Page page, List<String> tickets) {
        tickets.forEach(ticket -> pick(page, ticket).check());
    }

    /** Who gets them, and why, stands in the one form for all of them. */
    private static void done(Page page, String action, String to, String reason) {
        page.selectOption(".st-bulk-form [name=to]", to);
        if (reason != null) {
            page.fill(".st-bulk-form [name=reason]", reason);
        }
        done(page, action);
    }

    /** Both are done, and nothing is refused. */
    private static void done(Page page, String action) {
        button(page, action).click();
        page.waitForSelector(".st-bulk .st-outcome");
        assertThat(page.locator(".st-outcome li.st-done").count()).isEqualTo(2);
        assertThat(page.locator(".st-outcome li.st-refused").count()).isZero();
    }

    /** One language is enough: the elements are the same. */
    private static void usable(Page page, String language, String part) {
        if (language.startsWith("en")) {
            Sight.usable(page, part);
        }
    }

    private Page open(String user, String language, int width) {
        BrowserContext context = Chromium.window(new Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(width, 900)
                .setTimezoneId("Asia/Shanghai"));
        contexts.add(context);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.location().contains(SHIPPED)) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        BrowserLogin.as(user, context, port);
        page.navigate("http://localhost:" + port + "/camunda/app/tasklist/default/");
        page.waitForSelector(".task-filters .item");
        return page;
    }

    /** What other tests left behind is none of this one's business. */
    private static void only(Page page, List<String> tickets) {
        page.evaluate(
                "tickets => document.querySelectorAll('.st-shift [name=ticket]').forEach(box => box.checked ="
                        + " tickets.includes(box.value))",
                tickets);
    }

    private static void shift(Page page, int width, String words) {
        if (width < 768) {
            page.click("button.navbar-toggle");
        }
        page.locator(".st-shift-open", new Page.LocatorOptions().setHasText(words))
                .click();
        page.waitForSelector(".st-shift form");
    }

    private static Locator filter(Page page, String name) {
        return page.locator(".task-filters .item h4 a", new Page.LocatorOptions().setHasText(name))
                .first();
    }

    private static int number(Page page, String filter) {
        return Integer.parseInt(
                filter(page, filter).locator(".counter").textContent().strip());
    }

    private static Locator button(Page page, String words) {
        return page.locator(":is(.st-bulk-place, .st-shift) button:text-is('" + words + "')");
    }

    private static Locator pick(Page page, String ticket) {
        return page.locator(".st-pick", new Page.LocatorOptions().setHasText(ticket))
                .locator("input");
    }

    private static Page.WaitForSelectorOptions gone() {
        return new Page.WaitForSelectorOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);
    }

    private String reported(String title) {
        return reported("ownerapp", "sunshine", "2-305", title);
    }

    private String reported(String by, String site, String home, String title) {
        return Http.as(by, port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind":"REPAIR","category":"electrical","title":"%s","description":"It hums",
                         "site":"%s","home":"%s","reporter":{"name":"Li","language":"en"}}
                        """
                                .formatted(title, site, home))
                .json()
                .get("number")
                .asText();
    }

    private void own(String user, String ticket) {
        assertThat(Http.as(user, port)
                        .post("/api/v1/tickets/" + ticket + "/own", "{}")
                        .status())
                .isEqualTo(200);
    }

    /** The owner has answered, and a technician is to come. */
    private void sendsSomebody(String ticket) {
        assertThat(Http.as("frontdesk", port)
                        .post(
                                "/api/v1/tasks/" + task(ticket).get("id").asText() + "/complete",
                                "{\"variables\":{\"outcome\":\"REPAIR\",\"reply\":\"We send somebody\"}}")
                        .status())
                .isEqualTo(204);
    }

    private JsonNode task(String ticket) {
        return Http.as("supervisor", port)
                .get("/api/v1/tickets/" + ticket + "/tasks")
                .json()
                .get(0);
    }

    private String assignee(String ticket) {
        return task(ticket).get("assignee").asText();
    }

    private String owner(String ticket) {
        return Http.as("supervisor", port)
                .get("/api/v1/tickets/" + ticket)
                .json()
                .get("owner")
                .asText();
    }
}
