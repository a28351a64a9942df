package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.steward.Http;
import dev.steward.browser.Chromium;
import dev.steward.browser.Sight;
import dev.steward.webapp.TasklistPage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The cards and tabs of Tasklist in a real browser. The engine's clock stands in June 2026 and the browser's does not: a figure
 * that came from the reader's own clock would be months away.
 */
@ExtendWith(Chromium.class)
@DisplayName("In Tasklist")
class TasklistStory extends Story {

    private static final String ENGLISH = "en-GB";
    private static final String CHINESE = "zh-CN";
    private static final int DESK = 1280;
    private static final int TELEPHONE = 390;
    private static final String RED = "rgb(176, 0, 32)";
    private static final String EVIL = "{{7*7}} <img src=x onerror=document.title='broken'>";

    private static final Map<String, TasklistPage> PAGES = new HashMap<>();

    private TasklistPage tasklist;

    /** Another open ticket of the same home. */
    private String other;

    @AfterAll
    static void quit() {
        PAGES.values().forEach(TasklistPage::close);
        PAGES.clear();
    }

    @BeforeEach
    void inProcess() {
        happens(Way.IN_PROCESS);
    }

    /** Whatever a test looked at: nothing was wrong in the browser, and nobody else was asked for anything. */
    @AfterEach
    void clean() {
        PAGES.values().forEach(page -> {
            assertThat(page.troubles()).isEmpty();
            assertThat(page.foreignHosts()).isEmpty();
        });
    }

    private void looks(String user, String language, int width) {
        tasklist = PAGES.computeIfAbsent(user + language + width, key -> new TasklistPage(port, user, language, width));
    }

    // ---- the honest clock

    @Test
    @DisplayName(
            "the card, the line above the form and the interface tell the same figure: running, paused, overdue; whoever"
                    + " reads is not disturbed by it")
    void honestClock() {
        at("2026-06-02 09:00"); // a Tuesday
        reported("ownerapp", question(EVIL));
        at("2026-06-02 09:10");
        ownedBy("frontdesk");
        looks("frontdesk", ENGLISH, DESK);

        tasklist.list(ticket);
        assertThat(leftByInterface("RESPONSE")).isEqualTo(Duration.ofMinutes(230));
        assertThat(figure()).isEqualTo("3 h 50 min left");
        assertThat(card().locator(".st-promise").textContent()).isEqualTo("First reply, due 2 Jun, 13:00");
        assertThat(card().locator(".st-clock small").first().textContent())
                .isEqualTo("Next reminder 2 Jun, 12:00: owner");
        assertThat(card().locator(".st-line").textContent()).isEqualTo(ticket + "Normal");
        assertThat(card().locator(".st-title").textContent()).isEqualTo(EVIL);
        assertThat(card().locator("img").count()).isZero();
        assertThat(card().getAttribute("class")).doesNotContain("overdue");
        tasklist.picture("card-running-en-1280");
        tasklist.open(task());
        assertThat(tasklist.page().locator(".st-ticket .st-left").textContent()).isEqualTo("3 h 50 min left");

        Page page = tasklist.page();
        page.evaluate("window.read = document.querySelector('.st-description')");
        long before = tasklist.requested("/steward/v1/tickets/");
        tasklist.refresh();
        tasklist.refresh();
        page.evaluate("() => fetch('/camunda/favicon.ico')"); // whatever was under way before this has begun
        assertThat(tasklist.requested("/steward/v1/tickets/")).isEqualTo(before);

        at("2026-06-02 12:15");
        page.clock().fastForward(61_000);
        tasklist.refresh();
        says("45 min left");
        page.locator(".st-ticket .st-left")
                .getByText("45 min left", new Locator.GetByTextOptions().setExact(true))
                .waitFor();
        assertThat(page.evaluate("read.isConnected")).isEqualTo(true);
        assertThat(card().locator(".st-clock").getAttribute("class")).contains("st-amber");

        sends("frontdesk", "pause", "reason", "RESIDENT_ASKED_LATER", "until", sent("2026-06-03 12:15"));
        tasklist.refresh();
        says("Paused");
        assertThat(card().locator(".st-pause").textContent())
                .isEqualTo("the resident asked for a later date, since 2 Jun, 12:15, until 3 Jun, 12:15 at most");
        assertThat(clockOf("RESPONSE").get("state").asText()).isEqualTo("PAUSED");
        tasklist.picture("card-paused-en-1280");

        sends("frontdesk", "resume");
        at("2026-06-02 14:30");
        tasklist.refresh();
        says("Overdue by 1 h 30 min");
        assertThat(clockOf("RESPONSE").get("overrun").asText()).isEqualTo("PT1H30M");
        assertThat(card().getAttribute("class")).contains("overdue");
        assertThat(colour(card().locator(".st-left"))).isEqualTo(RED);
        tasklist.picture("card-overdue-en-1280");
    }

    @Test
    @DisplayName("all cards of a page are asked for at once, again each minute, and not while nobody looks")
    void oneRequest() {
        at("2026-06-02 09:00");
        for (int n = 0; n < 4; n++) {
            reported("ownerapp", question("Question " + n));
            ownedBy("frontdesk");
        }
        looks("frontdesk", ENGLISH, DESK);
        Page page = tasklist.page();
        long before = asked();
        tasklist.list();
        page.waitForFunction("document.querySelectorAll('.st-card').length >= 4");
        int cards = page.locator(".st-card").count();
        assertThat(asked() - before)
                .as("requests of a page that Tasklist draws once or twice")
                .isBetween(1L, 2L);
        assertThat(tasklist.lastRequest("/steward/v1/clocks?").split("%2C")).hasSizeGreaterThanOrEqualTo(cards);

        before = asked();
        page.waitForResponse(
                answer -> answer.url().contains("/clocks?"), () -> page.clock().fastForward(61_000));
        assertThat(asked() - before).as("requests of a minute").isBetween(1L, 2L);

        page.evaluate("window.looksAway = true");
        before = asked();
        page.clock().fastForward(120_000);
        page.evaluate("() => fetch('/camunda/favicon.ico')"); // whatever was under way before this has begun
        assertThat(asked() - before).as("requests while nobody looks").isZero();
        page.waitForResponse(
                answer -> answer.url().contains("/clocks?"),
                () -> page.evaluate(
                        "() => { window.looksAway = false; document.dispatchEvent(new Event('visibilitychange')); }"));
    }

    // ---- the tabs

    @Test
    @DisplayName("the tabs beside the form tell what the interface answers, in English")
    void tabsInEnglish() {
        leakIsVisited();
        looks("frontdesk", ENGLISH, DESK);
        tasklist.open(task());
        Locator timeline = tasklist.tab("Timeline");
        tellsTheTimeline(timeline);
        assertThat(timeline.textContent())
                .contains("order to Jianguo Shi", "Jianguo Shi has accepted the order", "the resident may read it")
                .contains("Nobody at home")
                .doesNotContain("RESIDENT_ABSENT");
        assertThat(timeline.locator("img").count()).isZero();
        pictured("tab-timeline");
        Sight.usable(tasklist.page(), ".st-tab");

        Locator photos = tasklist.tab("Photos");
        assertThat(photos.locator(".st-thumb img").count()).isEqualTo(2);
        assertThat(photos.locator("h4").allTextContents()).containsExactly("Before (1)", "Evidence (1)");
        pictured("tab-photos");
        Sight.usable(tasklist.page(), ".st-tab");
        photos.locator(".st-thumb").first().click();
        Locator large = tasklist.page().locator("dialog .st-large");
        tasklist.page().waitForFunction("document.querySelector('dialog .st-large').naturalWidth > 0");
        assertThat(large.getAttribute("alt")).startsWith("Before · Jianguo Shi · 2 Jun, 10:30");
        pictured("tab-photo-large");
        tasklist.page().keyboard().press("ArrowRight");
        assertThat(large.getAttribute("alt")).startsWith("Evidence · ");
        tasklist.page().keyboard().press("Escape");
        tasklist.page().waitForFunction("!document.querySelector('dialog')");

        Locator resident = tasklist.tab("Resident");
        assertThat(resident.locator("a[href='tel:+8613800004711']").count()).isPositive();
        JsonNode home = Http.as("frontdesk", port)
                .get("/api/v1/sites/sunshine/homes/" + seen().get("home").asText())
                .json();
        home.get("household").forEach(member -> assertThat(resident.textContent())
                .contains(member.get("name").asText(), member.get("phone").asText()));
        assertThat(resident.locator(".st-person").count())
                .isEqualTo(home.get("household").size());
        home.get("warranties").forEach(held -> assertThat(resident.textContent())
                .contains(held.get("company").asText()));
        assertThat(resident.locator(".st-ticket-line .st-number").allTextContents())
                .contains(other)
                .doesNotContain(ticket);
        pictured("tab-resident");
        Sight.usable(tasklist.page(), ".st-tab");

        Locator why = tasklist.tab("Why");
        tellsWhy(why, "en");
        assertThat(why.locator("details[data-key='RESOLUTION/1']").textContent())
                .contains("row “normal-repair” of the service levels", "“office”, version 1", "3 working days")
                .contains("paused by Jianguo Shi because the resident was not at home; ends by itself")
                .contains("will be told: owner (Xin Lu), supervisor (Hongmei Cui)");
        pictured("tab-why");
        Sight.usable(tasklist.page(), ".st-tab");
    }

    @Test
    @DisplayName("the tabs read as well in Chinese; the card on a telephone, too")
    void tabsInChinese() {
        leakIsVisited();
        claims("frontdesk", "userTask_agreeAppointment");
        looks("frontdesk", CHINESE, TELEPHONE);
        tasklist.list(ticket);
        assertThat(card().textContent()).contains("已暂停", "住户不在家", "普通");
        tasklist.picture("card-zh-390");
        tasklist.open(task());
        Locator timeline = tasklist.tab("时间线");
        tellsTheTimeline(timeline);
        assertThat(timeline.textContent()).contains("派给 石建国", "石建国 已接单", "住户可见", "住户不在家，最迟至 6月9日 10:30");
        pictured("tab-timeline");
        Locator photos = tasklist.tab("照片");
        assertThat(photos.locator("h4").allTextContents()).containsExactly("维修前 (1)", "凭证 (1)");
        pictured("tab-photos");
        Locator resident = tasklist.tab("住户");
        assertThat(resident.locator("h4").allTextContents())
                .containsExactly("本次报事", "本户其他未结工单", "住户", "房屋", "质保", "本户最近工单");
        pictured("tab-resident");
        Locator why = tasklist.tab("时限依据");
        tellsWhy(why, "zh");
        assertThat(why.textContent())
                .contains("服务级别表“normal-repair”行", "“office”，第 1 版", "将通知：负责人（陆欣）")
                .contains("暂停，经办人 石建国，原因：住户不在家；最迟自动恢复时间");
        pictured("tab-why");
        tasklist.page().locator(".st-tab .st-back").click();
        tasklist.page().waitForSelector(".tasks-list >> visible=true");
    }

    @Test
    @DisplayName("tabs are reached and opened with the keyboard alone, and say so when there is nothing yet")
    void keyboardAndNothing() {
        at("2026-06-02 09:00");
        reported("ownerapp", with(question("A bench in the shade"), "kind", "SUGGESTION", "category", "greening"));
        ownedBy("frontdesk");
        looks("frontdesk", ENGLISH, TELEPHONE);
        tasklist.open(task());
        tasklist.page().locator(".nav-tabs a").first().focus();
        tasklist.page().keyboard().press("Tab");
        tasklist.page().keyboard().press("Tab");
        tasklist.page().keyboard().press("Enter");
        tasklist.page().waitForSelector(".st-tab[aria-label=Photos] .st-about[data-ready]");
        assertThat(tasklist.page().locator(".st-nothing").textContent()).startsWith("No photos yet. ");
        pictured("tab-photos-none");
        Locator why = tasklist.tab("Why");
        why.locator("summary").first().focus();
        tasklist.page().keyboard().press("Enter");
        assertThat(why.locator("details").first().getAttribute("open"))
                .as("closed with a key")
                .isNull();
    }

    @Test
    @DisplayName("a technician reads whom to call for access, and nothing else of who lives there")
    void technician() {
        leakIsVisited();
        at("2026-06-02 14:00");
        agreedBy("frontdesk", "2026-06-03 09:00", "2026-06-03 11:00");
        looks("technician", ENGLISH, TELEPHONE);
        tasklist.open(task());
        Locator resident = tasklist.tab("Resident");
        assertThat(resident.locator("a[href='tel:+8613800004711']").count()).isEqualTo(1);
        assertThat(resident.locator("h4").allTextContents()).doesNotContain("Household");
        assertThat(resident.locator(".st-mail").count()).isZero();
        pictured("tab-resident-technician");
    }

    @Test
    @DisplayName("a home whose floor nobody knows has none")
    void noFloor() {
        at("2026-06-02 09:00");
        reported("ownerapp", question("Which bin is for paper?"));
        ownedBy("frontdesk");
        looks("frontdesk", ENGLISH, DESK);
        String homes = "**/sites/sunshine/homes/*";
        tasklist.page().route(homes, route -> {
            String home = route.fetch().text().replaceAll("\"floor\":\\d+,", "");
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(home));
        });
        tasklist.open(task());
        assertThat(tasklist.tab("Resident").textContent()).contains("Door").doesNotContain("Floor");
        tasklist.page().unroute(homes);
    }

    @Test
    @DisplayName("a shared place tells who reported it and what else is open there, and nobody's household")
    void sharedPlace() {
        at("2026-06-02 09:00");
        Map<String, Object> report =
                new HashMap<>(with(question("Dark corner"), "kind", "REPAIR", "category", "electrical"));
        report.remove("home");
        report.put("place", "garage");
        reported("frontdesk", with(report, "title", "Puddle at the ramp"));
        other = ticket;
        reported("frontdesk", report);
        looks("frontdesk", ENGLISH, DESK);
        tasklist.open(task());
        Locator resident = tasklist.tab("Resident");
        assertThat(resident.locator("h4").allTextContents()).containsExactly("This matter", "Also open at this place");
        assertThat(resident.locator(".st-facts").textContent()).contains("Mei Lin · English");
        assertThat(resident.locator("a[href='tel:+8613800004711']").count()).isOne();
        assertThat(resident.locator("a[href='mailto:" + this.resident + "']").count())
                .isOne();
        assertThat(resident.locator(".st-tickets .st-number").allTextContents())
                .contains(other)
                .doesNotContain(ticket);
        pictured("tab-resident-place");
    }

    @Test
    @DisplayName("and in the other three applications the product's mark is shown and no end-of-life banner")
    void markAndBanner() {
        looks("admin", ENGLISH, DESK);
        for (String application : List.of("tasklist", "cockpit", "admin", "welcome")) {
            tasklist.application(application);
            Page page = tasklist.page();
            assertThat(page.locator(".ce-eol-banner:visible").count())
                    .as(application)
                    .isZero();
            assertThat((String) page.locator(".brand-logo").evaluate("node => getComputedStyle(node).backgroundImage"))
                    .as(application)
                    .contains("assets/steward/mark.svg");
            assertThat(page.locator("[cam-widget-header]").textContent())
                    .as(application)
                    .contains("Steward");
            tasklist.picture("application-" + application);
        }
    }

    // ---- what happens before somebody looks

    /** A report from a home where it does not matter what else is open. */
    private Map<String, Object> question(String title) {
        return form(
                "kind", "INQUIRY",
                "category", "billing",
                "title", title,
                "description", title,
                "site", "sunshine",
                "home", "1-405",
                "reporterName", "Mei Lin",
                "reporterPhone", "+86 138 0000 4711",
                "reporterEmail", resident,
                "language", "en");
    }

    /** A repair with nobody at home: an order, photos, a pause; and another matter of the same home. */
    private void leakIsVisited() {
        at("2026-06-02 09:00");
        String home = home("2", "locks");
        reported(
                "ownerapp",
                with(question("The hall light flickers"), "kind", "REPAIR", "category", "electrical", "home", home));
        other = ticket;
        reported("ownerapp", with(question(EVIL), "kind", "REPAIR", "category", "locks", "home", home));
        ownedBy("frontdesk");
        assessedBy("frontdesk", "REPAIR", EVIL);
        at("2026-06-02 09:30");
        dispatchedTo("technician", "2026-06-02 10:00", "2026-06-02 12:00");
        acceptedBy("technician");
        at("2026-06-02 10:30");
        photographed("technician", "BEFORE");
        photographed("technician", "EVIDENCE");
        visited("technician", "ABSENT", "noticePhoto", photo);
    }

    // ---- what is seen

    private String task() {
        return desk.tasks("manager", ticket).at("/0/id").asText();
    }

    private Locator card() {
        return tasklist.page().locator(".st-card[data-ticket-number='" + ticket + "']");
    }

    private String figure() {
        return card().locator(".st-left").textContent();
    }

    private void says(String figure) {
        card().locator(".st-left")
                .getByText(figure, new Locator.GetByTextOptions().setExact(true))
                .waitFor();
    }

    private long asked() {
        return tasklist.requested("/steward/v1/clocks?");
    }

    private JsonNode clockOf(String target) {
        JsonNode clocks = Http.as("frontdesk", port)
                .get("/api/v1/tickets/" + ticket + "/clocks")
                .json();
        return StreamSupport.stream(clocks.spliterator(), false)
                .filter(clock -> clock.get("target").asText().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private Duration leftByInterface(String target) {
        JsonNode clock = clockOf(target);
        return Duration.parse(clock.get("promised").asText())
                .minus(Duration.parse(clock.get("businessElapsed").asText()));
    }

    private static String colour(Locator of) {
        return (String) of.evaluate("node => getComputedStyle(node).color");
    }

    /** Each line, newest first, and what people wrote as they wrote it. */
    private void tellsTheTimeline(Locator tab) {
        JsonNode lines = Http.as("frontdesk", port)
                .get("/api/v1/tickets/" + ticket + "/timeline")
                .json()
                .get("items");
        assertThat(tab.locator(".st-entry").count()).isEqualTo(lines.size());
        assertThat(tab.locator(".st-entry time")
                        .evaluateAll("nodes => nodes.map(node => node.getAttribute('datetime')).reverse().join(' ')"))
                .isEqualTo(String.join(" ", lines.findValuesAsText("at")));
        assertThat(tab.locator(".st-public").count())
                .isEqualTo(lines.findValues("public").stream()
                        .filter(JsonNode::asBoolean)
                        .count());
        assertThat(tab.locator(".st-said").allTextContents()).contains(EVIL);
        assertThat(tasklist.page().title()).isNotEqualTo("broken");
    }

    /** Each clock, each rung, and each stretch of its explanation. */
    private void tellsWhy(Locator tab, String language) {
        JsonNode clocks = Http.as("frontdesk", port)
                .with("Accept-Language", language)
                .get("/api/v1/tickets/" + ticket + "/clocks?explain=true")
                .json();
        assertThat(tab.locator("details").count()).isEqualTo(clocks.size());
        clocks.forEach(clock -> {
            Locator shown = tab.locator("details[data-key='%s/%s']"
                    .formatted(clock.get("target").asText(), clock.get("round").asText()));
            assertThat(shown.locator(".st-rungs > li").count())
                    .isEqualTo(clock.get("rungs").size());
            assertThat(shown.locator(".st-stretches > li").count())
                    .isEqualTo(clock.get("explain").size());
            List<String> reasons = shown.locator(".st-because").allTextContents();
            clock.get("explain").forEach(line -> {
                if (!line.get("from").equals(line.get("to"))) {
                    assertThat(reasons).contains(line.get("why").asText());
                }
            });
        });
    }

    /** Pictures at both widths, in the reader's language; a telephone shows one column. */
    private void pictured(String name) {
        int own = tasklist.width();
        for (int width : List.of(DESK, TELEPHONE)) {
            tasklist.on(width);
            if (width == TELEPHONE) {
                oneColumn();
            }
            tasklist.picture("%s-%s-%d".formatted(name, tasklist.language(), width));
        }
        tasklist.on(own);
    }

    /** Nothing stands beside the tab, and nothing of it is cut off to the right, once the columns have glided to their places. */
    private void oneColumn() {
        Page page = tasklist.page();
        page.waitForFunction(
                """
                () => [...document.querySelectorAll('.st-tab *')].every(node =>
                        node.getBoundingClientRect().right <= innerWidth && node.scrollWidth <= node.clientWidth + 1
                          || getComputedStyle(node).display === 'inline' || node.tagName === 'IMG')
                """);
        assertThat(page.locator(".column-left:visible, .column-center:visible").count())
                .as("one column at a time")
                .isZero();
    }
}
