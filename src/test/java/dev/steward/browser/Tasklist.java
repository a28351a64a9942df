package dev.steward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.steward.Http;
import dev.steward.TestAccounts;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Camunda Tasklist as somebody sees it: filters at the left, tasks in the middle, the form at the right. */
public final class Tasklist {

    /** The one process that people start, in the list of them. */
    public static final String TICKET_PROCESS = ".modal-body ul.processes a";

    private static final String PATH = "/camunda/app/tasklist/default/";

    private final Page page;
    private final String user;
    private final Tongue tongue;
    private final String origin;
    private final Watch watch;
    private final Http server;

    Tasklist(BrowserContext context, String user, Tongue tongue, int port) {
        this.user = user;
        this.tongue = tongue;
        this.origin = "http://localhost:" + port;
        this.watch = new Watch(context, origin);
        this.page = context.newPage();
        this.server = Http.as(user, port);
    }

    /** Somebody who is logged in already. */
    void enter() {
        itIsNow();
        page.navigate(origin + PATH);
        page.waitForSelector(".task-filters .task-filter");
    }

    /** Somebody types name and password. */
    void login() {
        itIsNow();
        page.navigate(origin + PATH);
        typed(page, user);
        page.click(".form-signin [type=submit]");
        page.waitForSelector(".task-filters .task-filter");
    }

    /** Name and password stand in the login page. */
    public static void typed(Page page, String user) {
        Locator name = page.locator("[ng-model=username]");
        Locator password = page.locator("[ng-model=password]");
        do { // the name takes the focus once more when the page is ready, and with it what is being typed
            name.fill(user);
            password.fill(TestAccounts.PASSWORD);
        } while (!name.inputValue().equals(user) || password.inputValue().isEmpty());
    }

    /** The same window on another screen. */
    public Tasklist on(Screen screen) {
        resize(screen.width, screen.height);
        itIsNow();
        return this;
    }

    void resize(int width, int height) {
        page.setViewportSize(width, height);
    }

    /** The browser's clock shows what the engine's does. */
    private void itIsNow() {
        page.clock().setFixedTime(ClockUtil.getCurrentTime());
    }

    public Page page() {
        return page;
    }

    public Tongue tongue() {
        return tongue;
    }

    Watch watch() {
        return watch;
    }

    // ---- a weak connection

    /** Whatever is sent there during an attempt does not arrive. */
    public void cutOff(String address, Runnable attempt) {
        during(attempt, address, route -> {});
    }

    /** Whatever is sent there during an attempt arrives, and its answer gets lost. */
    public void losesAnswers(String address, Runnable attempt) {
        during(attempt, address, Route::fetch);
    }

    private void during(Runnable attempt, String address, Consumer<Route> before) {
        page.route(address, route -> {
            before.accept(route);
            watch.loses(URI.create(route.request().url()).getPath());
            route.abort("internetdisconnected");
        });
        attempt.run();
        page.unroute(address);
    }

    // ---- filters and tasks

    /** The names of the filters, from top to bottom. */
    public List<String> filters() {
        return page.locator(".task-filters .task-filter .name a").all().stream()
                .map(Tasklist::ownText)
                .toList();
    }

    /** Chooses a filter; answers its id. */
    public String choose(int place) {
        filter(place).locator(".name a").click();
        page.waitForFunction(
                "filter => filter.classList.contains('active') && /[?&]filter=/.test(location.hash)",
                filter(place).elementHandle());
        return (String) page.evaluate("new URLSearchParams(location.hash.split('?')[1]).get('filter')");
    }

    /** The number behind a chosen filter becomes this one. */
    public void counts(int place, int tasks) {
        page.waitForFunction(
                "([filter, tasks]) => filter.querySelector('.counter').textContent.replace(/\\D/g, '') === tasks",
                List.of(filter(place).elementHandle(), String.valueOf(tasks)));
    }

    private Locator filter(int place) {
        return page.locator(".task-filters .task-filter").nth(place);
    }

    private static String ownText(Locator link) {
        return ((String) link.evaluate("link => link.firstChild.textContent")).trim();
    }

    /** The filters of this person as the server gives them. */
    public JsonNode filtersOfServer() {
        return server.get("/engine-rest/filter?resourceType=Task&sortBy=filterId&sortOrder=asc")
                .json();
    }

    /** How many tasks the engine finds for this person in a filter. */
    public int countOfServer(String filter) {
        return server.get("/engine-rest/filter/" + filter + "/count")
                .json()
                .get("count")
                .asInt();
    }

    /** Whether any filter of this person shows a task of a ticket; the first that does. */
    public Optional<String> filterWith(String ticket, String task) {
        String asked = JsonNodeFactory.instance
                .objectNode()
                .put("processInstanceBusinessKey", ticket)
                .put("taskDefinitionKey", task)
                .toString();
        for (JsonNode filter : filtersOfServer()) {
            String id = filter.get("id").asText();
            if (server.post("/engine-rest/filter/" + id + "/count", asked)
                            .json()
                            .path("count")
                            .asInt()
                    > 0) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** Looks for a ticket in a filter that shows it and opens its task. */
    public OpenForm open(String ticket, String task) {
        page.click(find(ticket, task));
        OpenForm form = form();
        assertThat(form.number()).isEqualTo(ticket);
        return form;
    }

    /** Looks for a ticket in a filter that shows it; answers where its task is in the list. */
    public String find(String ticket, String task) {
        Optional<String> filter = filterWith(ticket, task);
        assertThat(filter)
                .as("a filter of %s with %s of %s", user, task, ticket)
                .isPresent();
        itIsNow();
        String search = "[{\"type\":\"processInstanceBusinessKey\",\"operator\":\"eq\",\"value\":\"" + ticket
                + "\",\"name\":\"\"},{\"type\":\"taskDefinitionKey\",\"operator\":\"eq\",\"value\":\"" + task
                + "\",\"name\":\"\"}]";
        page.evaluate( // who goes elsewhere touches the screen
                "hash => { document.dispatchEvent(new Event('pointerdown')); location.hash = hash; }",
                "#/?filter=" + filter.get() + "&searchQuery=" + URLEncoder.encode(search, StandardCharsets.UTF_8));
        String card = "ol.tasks-list h4 a[href*='" + id(ticket, task) + "']";
        page.waitForSelector(card);
        return card;
    }

    /** Nobody looks at a task here any more. */
    public void rests() {
        page.evaluate("() => { location.hash = '#/'; }");
        page.waitForSelector("form.st-form", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** What the first task of the list says of its times. */
    public String dates() {
        return page.locator("ol.tasks-list .dates").first().innerText();
    }

    /** The engine's id of an open task that this person sees. */
    public String id(String ticket, String task) {
        JsonNode found = server.get(
                        "/engine-rest/task?processInstanceBusinessKey=" + ticket + "&taskDefinitionKey=" + task)
                .json();
        assertThat(found).as("open tasks %s of %s", task, ticket).hasSize(1);
        return found.get(0).get("id").asText();
    }

    /** Opens the form that takes a report, from the menu. */
    public OpenForm startTicket() {
        itIsNow();
        Locator menu = page.locator(".navbar-toggle:not(.open)"); // on a narrow screen
        if (menu.isVisible()) {
            menu.click();
        }
        page.locator(".start-process-action a").click();
        page.click(TICKET_PROCESS);
        return startForm();
    }

    /** The form that takes a report, which is open. */
    public OpenForm startForm() {
        return OpenForm.ofStart(this);
    }

    /** The form of the task that is open. */
    public OpenForm form() {
        return OpenForm.ofTask(this);
    }

    /** Opens the same address again, as after a lost connection. */
    public OpenForm reload() {
        page.reload();
        return form();
    }
}
