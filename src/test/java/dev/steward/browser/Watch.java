package dev.steward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What must not happen in a browser: an error in its console, a dialog, a request to anybody but ourselves. */
public final class Watch {

    /**
     * What stock Tasklist asks of its own, and how Chromium reports the answer "no": who has logged in, before anybody has;
     * and every ten seconds whether the task that is shown is still there, which may be while it is being completed.
     */
    private static final Pattern STOCK = Pattern.compile(Pattern.quote(failed(404))
            + " /camunda/api/(admin/auth/user/default|engine/engine/default/task/[-0-9a-f]{36})");

    private final String origin;
    private final List<String> happened = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Set<String> possible = new HashSet<>();

    Watch(BrowserContext context, String origin) {
        this.origin = origin;
        context.onConsoleMessage(this::said);
        context.onWebError(error -> happened.add("uncaught: " + error.error()));
        context.onDialog(dialog -> {
            happened.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        context.onRequest(this::asked);
    }

    private void said(ConsoleMessage message) {
        if (!message.type().equals("error")) {
            return;
        }
        String place = message.location().split(":\\d+:\\d+$")[0];
        String line = message.text() + " "
                + (place.startsWith(origin) ? URI.create(place).getPath() : place);
        if (!STOCK.matcher(line).matches() && !expected.remove(line) && !possible.contains(line)) {
            happened.add(line);
        }
    }

    private void asked(Request request) {
        String url = request.url();
        if (!url.startsWith(origin + "/") && !url.startsWith("data:")) {
            happened.add("request to " + url);
        }
    }

    /** The server is going to refuse one request, which Chromium notes in the console. */
    public void refuses(int status, String path) {
        expected.add(failed(status) + " " + path);
    }

    /** One request is going to be lost on its way, which Chromium notes in the console. */
    public void loses(String path) {
        expected.add("Failed to load resource: net::ERR_INTERNET_DISCONNECTED " + path);
    }

    /** The server may refuse this. */
    public void mayRefuse(int status, String path) {
        possible.add(failed(status) + " " + path);
    }

    /** What happened while nobody looked. */
    void forgets() {
        happened.clear();
    }

    void nothingHappened() {
        List<String> found = new ArrayList<>(happened);
        List<String> missing = new ArrayList<>(expected);
        happened.clear();
        expected.clear();
        possible.clear();
        assertThat(found).as("errors, dialogs and foreign requests").isEmpty();
        assertThat(missing).as("refusals that were expected").isEmpty();
    }

    private static String failed(int status) {
        return "Failed to load resource: the server responded with a status of " + status + " ()";
    }
}
