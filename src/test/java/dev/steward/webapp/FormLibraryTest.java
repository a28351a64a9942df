package dev.steward.webapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import dev.steward.browser.Chromium;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shared library of the embedded forms in a real browser, with Tasklist's side of the form played by a few lines. */
@ExtendWith(Chromium.class)
@DisplayName("Embedded forms")
class FormLibraryTest {

    private static final String ORIGIN = "http://steward.test";

    private static final String FORM =
            """
            <!doctype html>
            <html><head><meta charset="utf-8"><base href="/camunda/app/tasklist/default/" app-root="/camunda"></head>
            <body><form name="register" class="st-form">
              <label for="home" data-t="Home|房号"></label><select id="home" name="home" required></select>
              <label for="description" data-t="What happened|问题描述"></label>
              <textarea id="description" name="description" required minlength="5"></textarea>
              <input id="phone" name="reporter.phone" aria-label="phone">
              <input id="from" name="from" type="datetime-local" data-zone="Asia/Shanghai" aria-label="from">
              <input id="charge" name="charge" inputmode="decimal" aria-label="charge">
              <input id="pin" name="pin" type="password" aria-label="pin">
              <input name="skills[]" type="checkbox" value="plumbing" aria-label="plumbing">
              <input name="skills[]" type="checkbox" value="locks" aria-label="locks">
            </form>
            <script type="module">
              import '/camunda/assets/steward/form.js';
              const element = document.querySelector('form');
              const variables = { title: { value: 'Tap {{1+1}}' } };
              window.told = [];
              window.sentByEngine = [];
              window.camForm = {
                formElement: Object.assign([element], { scope: () => null }),
                options: { urlParams: { userId: new URLSearchParams(location.search).get('user') ?? 'frontdesk' } },
                variableManager: { variables, variable: name => variables[name], fetchVariable: () => {} },
                on: (event, listener) => setTimeout(listener),
                submit: done => { sentByEngine.push(Object.keys(variables)); done(window.engineSays ? new Error(window.engineSays) : null, { id: 'p1' }); }
              };
              window.begin = options => {
                window.made = steward.form(camForm, {
                  variables: ['title'],
                  open: async form => form.fill('home', (await steward.get('homes')).items),
                  ...options
                });
              };
              window.complete = () => camForm.submit((error, result) => told.push(error ? error.message : result.id));
              window.ready = true;
            </script></body></html>
            """;

    private static final String HOMES =
            "{\"items\":[{\"key\":\"1-201\",\"name\":{\"en\":\"Building 1, 201\",\"zh\":\"1号楼201\"}},{\"key\":\"1-202\",\"name\":\"<b>{{7*7}}</b>\"}]}";

    private static final String SEND = "begin({ send: form => form.post('tickets', form.values()) })";

    private final List<Request> requests = new ArrayList<>();

    private BrowserContext context;

    private String answer = "{\"number\":\"ST-2026-000001\"}";

    private int status = 201;

    private boolean offline;

    @AfterEach
    void leave() {
        if (context != null) {
            context.close();
        }
    }

    @Test
    @DisplayName("speak the browser's language, labels, choices and errors alike")
    void language() {
        Page page = open("zh-CN");
        begin(page, SEND);

        assertThat(page.textContent("label[for=home]")).isEqualTo("房号");
        assertThat(page.locator("#home option").allTextContents()).containsExactly("请选择", "1号楼201", "<b>{{7*7}}</b>");
        complete(page);
        assertThat(page.locator(".st-fault").allTextContents()).containsExactly("此项必填。", "此项必填。");
    }

    @Test
    @DisplayName("say beside the field what is missing, before anything is sent, and put the cursor there")
    void missing() {
        Page page = open("en-GB");
        begin(page, SEND);
        page.fill("#description", "drip");

        complete(page);

        assertThat(page.locator("#home + .st-fault").textContent()).isEqualTo("Please fill this in.");
        assertThat(page.locator("#description + .st-fault").textContent()).isEqualTo("At least 5 characters.");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("home");
        assertThat(page.getAttribute("#home", "aria-invalid")).isEqualTo("true");
        assertThat(page.getAttribute("#home", "aria-describedby"))
                .isEqualTo(page.getAttribute("#home + .st-fault", "id"));
        assertThat(told(page)).containsExactly("camForm submission prevented");
        assertThat(posts()).isEmpty();
    }

    @Test
    @DisplayName("are sent with the session's token, once per filled-in form even when the answer got lost")
    void sent() {
        Page page = open("en-GB");
        begin(page, SEND);
        fillIn(page);

        offline = true;
        complete(page);
        assertThat(page.textContent(".st-trouble")).startsWith("No connection. Your entries are kept");
        offline = false;
        complete(page);

        assertThat(told(page)).containsExactly("camForm submission prevented", "ST-2026-000001");
        Request sent = posts().get(posts().size() - 1);
        assertThat(sent.headers()).containsEntry("x-xsrf-token", "token-of-the-session");
        assertThat(sent.headers().get("idempotency-key"))
                .hasSize(32)
                .isEqualTo(posts().get(0).headers().get("idempotency-key"));
        assertThat(sent.postData())
                .isEqualTo(
                        "{\"home\":\"1-201\",\"description\":\"Water under the sink\",\"reporter\":{\"phone\":\"+86 138\"},"
                                + "\"from\":\"2026-12-24T18:00:00+08:00\",\"charge\":\"12.50\",\"pin\":\"1234\",\"skills\":[\"locks\"]}");
        assertThat(page.evaluate("Object.keys(localStorage).length")).isEqualTo(0);
    }

    @Test
    @DisplayName("show what the server refuses beside its field, the rest on top, and text stays text")
    void refused() {
        Page page = open("en-GB");
        begin(page, SEND);
        fillIn(page);
        status = 422;
        answer =
                "{\"status\":422,\"detail\":\"x\",\"errors\":[{\"pointer\":\"/reporter/phone\",\"detail\":\"<i>unknown</i> {{1+1}}\"},"
                        + "{\"pointer\":\"/site\",\"detail\":\"closed\"}]}";

        complete(page);

        assertThat(page.textContent("#phone + .st-fault")).isEqualTo("<i>unknown</i> {{1+1}}");
        assertThat(page.textContent(".st-trouble")).isEqualTo("site: closed");
        assertThat(page.locator("form i, form b").count()).isZero();

        status = 201;
        answer = "{\"number\":\"ST-2026-000002\"}";
        complete(page);
        assertThat(page.locator(".st-fault, .st-trouble").count()).isZero();
        assertThat(page.getAttribute("#phone", "aria-invalid")).isNull();
    }

    @Test
    @DisplayName("unfold what is wrong, and say on top what is wrong in a part that is not shown")
    void folded() {
        Page page = open("en-GB");
        page.evaluate(
                """
                document.querySelector('form').insertAdjacentHTML('beforeend', `<details><summary>More</summary>
                  <input id="extra" name="extra" aria-label="extra"></details>
                  <div data-if="@charged"><input name="photosAfter" aria-label="photos"></div>`)
                """);
        begin(page, SEND);
        fillIn(page);
        status = 422;
        answer = "{\"status\":422,\"detail\":\"x\",\"errors\":[{\"pointer\":\"/extra\",\"detail\":\"too short\"},"
                + "{\"pointer\":\"/photosAfter\",\"detail\":\"missing\"}]}";

        complete(page);

        assertThat(page.locator("#extra + .st-fault").isVisible()).isTrue();
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("extra");
        assertThat(page.textContent(".st-trouble")).isEqualTo("photosAfter: missing");
    }

    @Test
    @DisplayName("try again what they need from the server, and send nothing before it is there")
    void notOpened() {
        Page page = open("en-GB");
        page.waitForFunction("window.ready");
        page.evaluate(
                """
                window.down = true;
                begin({ open: async form => { if (window.down) throw new steward.Problem(0, { detail: 'No connection' });
                        form.fill('home', (await steward.get('homes')).items); },
                    send: form => form.post('tickets', form.values()) });
                """);
        page.waitForSelector(".st-trouble button");

        complete(page);
        assertThat(posts()).isEmpty();
        assertThat(page.textContent(".st-trouble")).startsWith("No connection");

        page.evaluate("window.down = false");
        page.click(".st-trouble button");
        page.waitForSelector("form[data-ready]");
        fillIn(page);
        complete(page);
        assertThat(told(page)).containsExactly("camForm submission prevented", "ST-2026-000001");
    }

    @Test
    @DisplayName("wait for photos on their way before they are sent")
    void photosOnTheirWay() {
        Page page = open("en-GB");
        begin(page, SEND);
        fillIn(page);
        page.evaluate("made.waitFor(new Promise(done => { window.arrived = done; }))");
        page.evaluate("() => { complete(); }");
        assertThat(posts()).isEmpty();
        page.evaluate("arrived()");
        page.waitForFunction("told.length === 1");
        assertThat(posts()).hasSize(1);
    }

    @Test
    @DisplayName("left for another task neither call Tasklist back when the answer comes, nor lose what was just typed")
    void gone() {
        Page page = open("en-GB");
        begin(page, "begin({ send: () => new Promise(done => { window.answered = done; }) })");
        fillIn(page);
        page.evaluate("() => { complete(); }");
        page.waitForFunction("typeof window.answered === 'function'");
        page.evaluate("document.querySelector('form').remove(); answered({ number: 'late' })");
        page.waitForFunction("!made.busy");
        assertThat(told(page)).isEmpty();

        page.reload();
        begin(page, SEND);
        page.fill("#description", "Half a sentence");
        page.evaluate("document.querySelector('form').remove()");
        page.waitForFunction("JSON.stringify(localStorage).includes('Half a sentence')");
    }

    @Test
    @DisplayName("keep a draft over a reload, without passwords and not for somebody else")
    void draft() {
        Page page = open("en-GB");
        begin(page, SEND);
        fillIn(page);
        page.waitForFunction(
                "Object.keys(localStorage).length === 1 && JSON.stringify(localStorage).includes('locks')");
        assertThat((String) page.evaluate("JSON.stringify(localStorage)")).doesNotContain("1234");

        page.reload();
        begin(page, SEND);
        assertThat(page.textContent(".st-draft")).startsWith("Your draft of ");
        assertThat(page.inputValue("#home")).isEqualTo("1-201");
        assertThat(page.inputValue("#description")).isEqualTo("Water under the sink");
        assertThat(page.inputValue("#from")).isEqualTo("2026-12-24T18:00");
        assertThat(page.isChecked("[value=locks]")).isTrue();
        assertThat(page.inputValue("#pin")).isEmpty();

        page.click(".st-draft button");
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("The draft is discarded.");
        assertThat(page.inputValue("#description")).isEmpty();
        assertThat(page.inputValue("#home")).isEmpty();

        page.navigate(ORIGIN + "/camunda/app/tasklist/default/?user=dispatcher");
        begin(page, SEND);
        assertThat(page.locator(".st-draft").count()).isZero();
    }

    @Test
    @DisplayName("keep what is typed while they still open, over an older draft of it")
    void typedWhileOpening() {
        Page page = open("en-GB");
        begin(page, SEND);
        fillIn(page);
        page.waitForFunction("JSON.stringify(localStorage).includes('locks')");

        page.reload();
        page.waitForFunction("window.ready");
        page.evaluate(
                """
                () => begin({ open: async form => { await new Promise(done => { window.answered = done; });
                    form.fill('home', (await steward.get('homes')).items); } })
                """);
        page.waitForFunction("typeof window.answered === 'function'");
        page.fill("#description", "Water in the hall");
        page.waitForFunction("JSON.stringify(localStorage).includes('Water in the hall')");
        page.evaluate("answered()");
        page.waitForSelector("form[data-ready]");
        assertThat(page.inputValue("#description")).isEqualTo("Water in the hall");
        assertThat(page.inputValue("#home")).as("the rest of the draft").isEqualTo("1-201");
        assertThat(page.isChecked("[value=locks]")).isTrue();
    }

    @Test
    @DisplayName(
            "without an own way to send use the engine's, understand its refusals and send nothing back that they only read")
    void engine() {
        Page page = open("en-GB");
        begin(
                page,
                "begin({ check: form => form.value('description') === form.read('title') ? { description: 'same' } : {} })");
        fillIn(page);
        page.fill("#description", "Tap {{1+1}}");
        complete(page);
        assertThat(page.textContent("#description + .st-fault")).isEqualTo("same");

        page.fill("#description", "Water");
        page.evaluate("window.engineSays = 'home: belongs to another site; description: too vague'");
        complete(page);
        assertThat(page.textContent("#home + .st-fault")).isEqualTo("belongs to another site");
        assertThat(page.textContent("#description + .st-fault")).isEqualTo("too vague");

        page.evaluate("window.engineSays = 'home：没有这个房号；description：不能为空; legal now；谢谢'");
        complete(page);
        assertThat(page.textContent("#home + .st-fault")).isEqualTo("没有这个房号");
        assertThat(page.textContent("#description + .st-fault")).isEqualTo("不能为空; legal now；谢谢");

        page.evaluate("window.engineSays = 'Not possible at the moment'");
        complete(page);
        assertThat(page.textContent(".st-trouble")).isEqualTo("Not possible at the moment");

        page.evaluate("window.engineSays = 'No matching task with id t1'");
        complete(page);
        page.evaluate("window.engineSays = null");
        complete(page);

        assertThat(told(page))
                .containsExactly(
                        "camForm submission prevented",
                        "camForm submission prevented",
                        "camForm submission prevented",
                        "camForm submission prevented",
                        "No matching task with id t1",
                        "p1");
        assertThat(page.evaluate("sentByEngine.flat()")).isEqualTo(List.of());
    }

    @Test
    @DisplayName("read and show times in the site's zone, over the changes of the clocks")
    void times() {
        Page page = open("en-GB");

        assertThat(page.evaluate("steward.instant('2026-12-24T18:00', 'Asia/Shanghai')"))
                .isEqualTo("2026-12-24T18:00:00+08:00");
        assertThat(page.evaluate("steward.instant('2026-07-01T08:15', 'Europe/Berlin')"))
                .isEqualTo("2026-07-01T08:15:00+02:00");
        assertThat(page.evaluate("steward.instant('2026-03-29T02:30', 'Europe/Berlin')"))
                .as("an hour that is skipped")
                .isEqualTo("2026-03-29T03:30:00+02:00");
        assertThat(page.evaluate("steward.instant('2026-10-25T02:30', 'Europe/Berlin')"))
                .as("an hour that comes twice")
                .isEqualTo("2026-10-25T02:30:00+02:00");
        assertThat(page.evaluate("steward.local('2026-12-24T10:00:00Z', 'Asia/Shanghai')"))
                .isEqualTo("2026-12-24T18:00");
        assertThat(page.evaluate("steward.when('2026-12-24T10:00:00Z', 'Asia/Shanghai')"))
                .isEqualTo("24 Dec, 18:00 (GMT+8)");
        assertThat(page.evaluate("steward.when('2026-12-24T10:00:00Z', 'UTC', 'time')"))
                .isEqualTo("10:00");
        assertThat(page.evaluate("steward.lasting(4800) + ', ' + steward.lasting(0)"))
                .isEqualTo("1 h 20 min, 0 min");
    }

    private Page open(String locale) {
        context = Chromium.window(
                new Browser.NewContextOptions().setLocale(locale).setTimezoneId("UTC"));
        Page page = context.newPage();
        page.onRequest(requests::add);
        page.route("**/*", this::serve);
        page.navigate(ORIGIN + "/camunda/app/tasklist/default/");
        page.evaluate("document.cookie = 'XSRF-TOKEN=token-of-the-session; path=/camunda'");
        return page;
    }

    private void serve(Route route) {
        String url = route.request().url();
        if (url.contains("/assets/steward/")) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/javascript")
                    .setBody(asset(url.substring(url.indexOf("assets/")))));
        } else if (url.endsWith("/api/steward/v1/homes")) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(HOMES));
        } else if (offline) {
            route.abort("internetdisconnected");
        } else if (url.contains("/api/steward/v1/")) {
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(status)
                    .setContentType(status < 400 ? "application/json" : "application/problem+json")
                    .setBody(answer));
        } else {
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(FORM));
        }
    }

    private static void begin(Page page, String call) {
        page.waitForFunction("window.ready");
        page.evaluate(call);
        page.waitForSelector("form[data-ready]");
    }

    private static void fillIn(Page page) {
        page.selectOption("#home", "1-201");
        page.fill("#description", "Water under the sink");
        page.fill("#phone", " +86 138 ");
        page.fill("#from", "2026-12-24T18:00");
        page.fill("#charge", "12,50"); // the sign on the keys of many telephones
        page.fill("#pin", "1234");
        page.check("[value=locks]");
    }

    /** Presses Tasklist's button and waits for what Tasklist is told. */
    private static void complete(Page page) {
        int before = told(page).size();
        page.evaluate("complete()");
        page.waitForFunction("before => told.length > before", before);
    }

    @SuppressWarnings("unchecked")
    private static List<String> told(Page page) {
        return (List<String>) page.evaluate("told");
    }

    private List<Request> posts() {
        return requests.stream()
                .filter(request -> request.method().equals("POST"))
                .toList();
    }

    private static String asset(String path) {
        try (var in = FormLibraryTest.class
                .getClassLoader()
                .getResourceAsStream("META-INF/resources/webjars/camunda/" + path)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
