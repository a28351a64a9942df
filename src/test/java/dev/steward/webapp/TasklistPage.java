package dev.steward.webapp;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dev.steward.browser.BrowserLogin;
import dev.steward.browser.Chromium;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tasklist in a real browser, as one member of staff sees it: logged in once, in a language and a width, with everything
 * noted that a console or a network log would show.
 */
public final class TasklistPage implements AutoCloseable {

    /** What stock Tasklist itself logs, and Admin that there is no password policy of the engine's; no other error may be. */
    private static final List<String> STOCK =
            List.of("/api/admin/auth/user/", "/camunda-welcome", "/identity/password-policy");

    private final BrowserContext context;
    private final Page page;
    private final String root;
    private final String language;
    private final List<String> troubles = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    /** Somebody looks at Tasklist, in the zone of Sunshine Gardens. */
    public TasklistPage(int port, String user, String language, int width) {
        this.language = language;
        this.context = Chromium.window(new Browser.NewContextOptions()
                .setLocale(language)
                .setTimezoneId("Asia/Shanghai")
                .setViewportSize(width, height(width)));
        this.root = "http://localhost:" + port + "/camunda/app/";
        this.page = context.newPage();
        // a test decides when somebody looks
        page.addInitScript(
                "Object.defineProperty(Document.prototype, 'hidden', { get: () => window.looksAway ?? false })");
        page.clock().install();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && STOCK.stream().noneMatch(message.location()::contains)) {
                troubles.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(troubles::add);
        page.onRequest(requests::add);
        BrowserLogin.as(user, context, port);
        page.navigate(root + "tasklist/default/");
        page.waitForSelector(".task-filter");
    }

    public Page page() {
        return page;
    }

    private static int height(int width) {
        return width < 500 ? 844 : 900;
    }

    /** The same window on another screen. */
    public TasklistPage on(int width) {
        page.setViewportSize(width, height(width));
        return this;
    }

    public int width() {
        return page.viewportSize().width;
    }

    /** {@code en} or {@code zh}. */
    public String language() {
        return language.substring(0, 2);
    }

    /** The list of the first filter. */
    public void list() {
        load("tasklist/default/#/");
        page.waitForSelector(".st-card");
    }

    /** The list of the first filter, cut down to one ticket. */
    public void list(String number) {
        String query = "[{\"type\":\"processInstanceBusinessKey\",\"operator\":\"eq\",\"value\":\"%s\",\"name\":\"\"}]"
                .formatted(number);
        load("tasklist/default/#/?searchQuery=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        page.waitForFunction("() => document.querySelectorAll('.st-card').length === 1");
    }

    /** Opens a task with its form. */
    public void open(String task) {
        load("tasklist/default/#/?task=" + task);
        page.waitForSelector(".st-form[data-ready]");
    }

    /** The whole page anew, which a change behind the # alone would not do. */
    private void load(String address) {
        page.navigate("about:blank");
        page.navigate(root + address);
    }

    /** Goes to a tab beside the form by its name in the reader's language, and answers what it shows. */
    public Locator tab(String label) {
        page.locator(".nav-tabs a")
                .getByText(label, new Locator.GetByTextOptions().setExact(true))
                .click();
        Locator shown = page.locator(".st-tab .st-about[data-ready]");
        shown.waitFor();
        return shown;
    }

    /** Tasklist reads its lists again, as after every action. */
    public void refresh() {
        page.evaluate(
                """
                () => { const scope = angular.element(document.documentElement).injector().get('$rootScope');
                        scope.$apply(() => scope.$broadcast('refresh')); }
                """);
    }

    /** One of the other applications, with the same login. */
    public void application(String name) {
        page.navigate(root + name + "/default/");
        page.waitForSelector("[cam-widget-header]");
    }

    /** How many requests went to a part of an address so far. */
    public long requested(String part) {
        return requests.stream().filter(request -> request.url().contains(part)).count();
    }

    /** The last address asked for that contains a part. */
    public String lastRequest(String part) {
        return requests.stream()
                .map(Request::url)
                .filter(url -> url.contains(part))
                .reduce((first, second) -> second)
                .orElse("");
    }

    /** Hosts other than the application's own that were asked for anything. */
    public List<String> foreignHosts() {
        return requests.stream()
                .map(Request::url)
                .filter(url -> !url.startsWith("data:") && !url.startsWith("about:"))
                .map(url -> URI.create(url.replaceAll("[{}|\\\\^`\"<> ]", "_")).getHost())
                .filter(host -> !"localhost".equals(host))
                .toList();
    }

    /** Errors in the console beyond those of stock Tasklist. */
    public List<String> troubles() {
        return troubles;
    }

    /** A picture for people to look at, in {@code target/screens}. */
    public void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screens", name + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }
}
