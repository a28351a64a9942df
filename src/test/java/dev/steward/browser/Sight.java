package dev.steward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** Looks at a form: takes its picture in full height, and lets axe-core judge whether everybody can read and use it. */
public final class Sight {

    private static final List<String> GRAVE = List.of("serious", "critical");

    private Sight() {}

    /** The picture {@code <name>-<width>-<language>.png}, high enough for all of the form. */
    public static void picture(OpenForm form, String name, Screen screen) {
        Tasklist tasklist = form.tasklist().on(screen);
        int height = ((Number) form.element().evaluate("form => form.scrollHeight")).intValue();
        tasklist.resize(screen.width, Math.min(4000, Math.max(screen.height, height + 420)));
        tasklist.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(Chromium.SCREENSHOTS.resolve(name + "-" + screen.width + "-"
                                + tasklist.tongue().code() + ".png")));
    }

    /** Nothing in our form keeps anybody from using it. */
    public static void usable(OpenForm form) {
        usable(form.tasklist().page(), "form.st-form");
    }

    /** Nothing in a part of the page that is ours keeps anybody from using it. */
    public static void usable(Page page, String part) {
        List<Rule> found = new AxeBuilder(page)
                .include(List.of(part))
                .setLegacyMode(true)
                .analyze()
                .getViolations();
        assertThat(grave(found)).as("findings of axe in " + part).isEmpty();
    }

    /** Grave findings around the form, by rule. */
    public static Map<String, List<String>> around(Page page) {
        List<Rule> found = new AxeBuilder(page)
                .exclude(List.of("form.st-form"))
                .setLegacyMode(true)
                .analyze()
                .getViolations();
        return found.stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .collect(java.util.stream.Collectors.toMap(Rule::getId, rule -> rule.getNodes().stream()
                        .map(node -> String.valueOf(node.getTarget()))
                        .toList()));
    }

    private static List<String> grave(List<Rule> found) {
        return found.stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .flatMap(rule -> rule.getNodes().stream()
                        .map(node ->
                                rule.getId() + " (" + rule.getHelp() + "): " + node.getTarget() + " " + node.getHtml()))
                .toList();
    }
}
