package dev.steward.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Chromium for all tests of a JVM, with a context for each person and language that stays logged in. After each test
 * nothing may have gone wrong in any of them ({@link Watch}). Without a browser the tests are skipped and say so.
 */
public final class Chromium implements BeforeAllCallback, AfterEachCallback {

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    /** No graphics card: what pretends to be one is slower than none. */
    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu");

    /** Columns that glide to their places would be waited for. */
    private static final String STILL =
            """
            addEventListener('DOMContentLoaded', () => {
                const still = document.createElement('style');
                still.textContent = '*, *::before, *::after { transition: none !important; }';
                document.head.append(still); })
            """;

    /** Where the tests put what they have seen. */
    public static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final String SUNSHINE = "Asia/Shanghai";

    private static final Map<String, Tasklist> OPEN = new HashMap<>();

    /** Windows that the present test looks at; the others may be told meanwhile that what they show is gone. */
    private static final Set<Tasklist> USED = new HashSet<>();

    private static Running running;

    private record Running(Playwright playwright, Browser browser) implements ExtensionContext.Store.CloseableResource {

        @Override
        public void close() {
            OPEN.clear();
            running = null;
            playwright.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Files.isExecutable(EXECUTABLE), "needs Chromium (Debian: apt-get install chromium fonts-noto-cjk)");
        if (running == null) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            running = new Running(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(EXECUTABLE)
                                    .setArgs(FLAGS)));
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Chromium.class))
                    .put("running", running);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            OPEN.forEach(Chromium::leftAs);
            OPEN.clear(); // the next test begins with new windows
        }
        List<Tasklist> used = List.copyOf(USED);
        USED.clear();
        used.stream().filter(OPEN::containsValue).forEach(tasklist -> tasklist.watch()
                .nothingHappened());
    }

    private static Tasklist used(Tasklist tasklist) {
        if (USED.add(tasklist)) {
            tasklist.watch().forgets();
        }
        return tasklist;
    }

    private static void leftAs(String who, Tasklist tasklist) {
        tasklist.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve("failed-" + who.replaceAll("\\W", "-") + ".png")));
        tasklist.page().context().close();
    }

    /** The Tasklist of somebody at Sunshine Gardens, logged in, at the time of the engine. */
    public static Tasklist of(String user, Tongue tongue, Screen screen, int port) {
        return of(user, tongue, screen, port, SUNSHINE);
    }

    /** Somebody logs in at the login page, even if there is a window of theirs. */
    public static Tasklist login(String user, Tongue tongue, Screen screen, int port) {
        String key = key(user, tongue, port, SUNSHINE);
        Tasklist open = OPEN.get(key);
        if (open != null) {
            leave(open);
        }
        Tasklist tasklist = new Tasklist(window(tongue, screen, SUNSHINE), user, tongue, port);
        OPEN.put(key, tasklist);
        USED.add(tasklist);
        tasklist.login();
        return used(tasklist).on(screen);
    }

    /** The same with a clock on the wall that shows the time of another zone. */
    public static Tasklist of(String user, Tongue tongue, Screen screen, int port, String zone) {
        String key = key(user, tongue, port, zone);
        Tasklist open = OPEN.get(key);
        if (open == null) {
            BrowserContext window = window(tongue, screen, zone);
            BrowserLogin.as(user, window, port);
            open = new Tasklist(window, user, tongue, port);
            OPEN.put(key, open);
            USED.add(open);
            open.enter();
        }
        return used(open).on(screen);
    }

    /** Somebody goes home: the window is closed. */
    public static void leave(Tasklist tasklist) {
        OPEN.values().remove(tasklist);
        tasklist.watch().nothingHappened();
        tasklist.page().context().close();
    }

    /** A window for whatever a test needs, with nobody logged in; the test closes it. */
    public static BrowserContext window(Browser.NewContextOptions options) {
        BrowserContext context = running.browser().newContext(options);
        context.addInitScript(STILL);
        context.setDefaultTimeout(60_000); // of a busy machine; nothing waits longer than it has to
        return context;
    }

    private static String key(String user, Tongue tongue, int port, String zone) {
        return user + "/" + tongue + "/" + port + "/" + zone;
    }

    private static BrowserContext window(Tongue tongue, Screen screen, String zone) {
        return window(new Browser.NewContextOptions()
                .setLocale(tongue.locale)
                .setTimezoneId(zone)
                .setViewportSize(screen.width, screen.height));
    }
}
