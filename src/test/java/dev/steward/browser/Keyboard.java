package dev.steward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** Somebody without a mouse: Tab, Enter, Space, arrows and letters, nothing else. */
public final class Keyboard {

    private static final int FURTHEST = 250;

    /** Where the cursor is can be seen: by an outline or shadow of the control, or of the tile around it. */
    private static final String VISIBLE =
            """
            () => { const focused = document.activeElement;
                return [focused, focused.closest('label')].filter(Boolean).map(node => getComputedStyle(node))
                    .some(style => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'); }
            """;

    private final Page page;

    public Keyboard(Page page) {
        this.page = page;
    }

    /** Goes on with Tab until a control is reached, which then shows that it is. */
    public Keyboard to(String selector) {
        for (int step = 0; step < FURTHEST; step++) {
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                assertThat((boolean) page.evaluate(VISIBLE))
                        .as("focus on %s is visible", selector)
                        .isTrue();
                return this;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError(selector + " is not reached with Tab");
    }

    public Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    public Keyboard type(String text) {
        page.keyboard().insertText(text);
        return this;
    }

    /** Goes through a choice or a group of tiles with the arrow until a value is chosen. */
    public Keyboard choose(String value) {
        for (int step = 0; step < FURTHEST; step++) {
            String now = (String)
                    page.evaluate(
                            """
                    () => { const input = document.activeElement;
                        return input.type === 'radio' && !input.checked ? null : input.value; }
                    """);
            if (value.equals(now)) {
                return this;
            }
            page.keyboard().press(now == null ? "Space" : "ArrowDown");
        }
        throw new AssertionError(value + " is not reached with the arrows");
    }
}
