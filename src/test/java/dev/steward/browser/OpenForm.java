package dev.steward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A form in Tasklist, as whoever fills it in sees it. */
public final class OpenForm {

    /** The form is gone, or says what is wrong with it. */
    private static final String ANSWERED =
            """
            form => !form.isConnected || (!form.hasAttribute('aria-busy')
                && form.querySelector('.st-fault:not([data-seen]), .st-trouble:not([data-seen])'))
            """;

    private static final String SEEN =
            "() => document.querySelectorAll('.st-fault, .st-trouble').forEach(note => note.dataset.seen = true)";

    /** Faults by the name of their control; what belongs to none is named "". */
    private static final String FAULTS =
            """
            form => Object.fromEntries([...form.querySelectorAll('.st-fault, .st-trouble')].map(note => {
                const control = note.id && form.querySelector(`[aria-describedby~="${note.id}"]`);
                return [control ? control.name || control.dataset.field : '', note.textContent]; }))
            """;

    private static final Page.WaitForSelectorOptions GONE =
            new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED);

    private final Tasklist tasklist;
    private final Page page;
    private final Locator form;
    private final Locator complete;

    /** The form that was sent: when it is done, Tasklist may open the next one of the same person at once. */
    private ElementHandle sent;

    private OpenForm(Tasklist tasklist, String form, String complete) {
        this.tasklist = tasklist;
        this.page = tasklist.page();
        page.waitForSelector(form + "[data-ready]");
        this.form = page.locator(form);
        this.complete = page.locator(complete);
        this.sent = this.form.first().elementHandle();
    }

    /** The form of the task that is shown. */
    static OpenForm ofTask(Tasklist tasklist) {
        return new OpenForm(tasklist, "form.st-form", "[cam-tasklist-form] .form-actions .btn-primary");
    }

    /** The form that takes a report, in front of whatever task is shown. */
    static OpenForm ofStart(Tasklist tasklist) {
        return new OpenForm(tasklist, ".modal-dialog form.st-form", ".modal-footer .btn-primary");
    }

    public Tasklist tasklist() {
        return tasklist;
    }

    public Locator element() {
        return form;
    }

    /** The number on the card above the form. */
    public String number() {
        return form.locator(".st-number").textContent();
    }

    /** Whether somebody has to take the task first. */
    public boolean isToBeClaimed() {
        return form.locator(".st-claim:not(.st-offer) .st-go").count() > 0;
    }

    /** The one large button on the card: claims the task, or does all of it. */
    public OpenForm take() {
        sent = form.first().elementHandle();
        form.locator(".st-claim .st-go").click();
        return this;
    }

    public OpenForm claim() {
        take();
        isClaimed();
        return this;
    }

    /** Puts the task back to those who may take it; the form is gone then. */
    public void giveBack() {
        form.locator(".st-more > summary").click();
        form.locator(".st-give-back").click();
        form.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** Fills in a field as its control wants it: a tile, a choice, a time at the site, a text. */
    public OpenForm fill(String field, Object value) {
        Locator control = form.locator("[name='" + field + "']:not([disabled])").first();
        unfold(control);
        switch ((String) control.evaluate("input => input.type")) {
            case "radio" ->
                form.locator("[data-tiles='" + field + "'] label:has([value='" + value + "'])")
                        .click();
            case "checkbox" -> control.setChecked((Boolean) value);
            case "select-one" -> control.selectOption(value.toString());
            case "datetime-local" -> control.fill(wall(value, control.getAttribute("data-zone")));
            default -> control.fill(value.toString());
        }
        return this;
    }

    private static String wall(Object time, String zone) {
        String text = time.toString();
        return text.endsWith("Z")
                ? LocalDateTime.ofInstant(Instant.parse(text), ZoneId.of(zone)).toString()
                : text;
    }

    private void unfold(Locator control) {
        if ((boolean) control.evaluate("input => Boolean(input.closest('details:not([open])'))")) {
            control.locator("xpath=ancestor::details[1]/summary").click();
        }
    }

    /** What a field holds. */
    public String value(String field) {
        Locator control = form.locator("[name='" + field + "']");
        boolean radio = "radio".equals(control.first().getAttribute("type"));
        Locator chosen = radio ? form.locator("[name='" + field + "']:checked") : control;
        return radio && chosen.count() == 0 ? "" : chosen.first().inputValue();
    }

    /** Takes a photo with the camera; it is sent at once. */
    public OpenForm photo(String stage, FilePayload... photos) {
        Locator box = form.locator("[data-photos='" + stage + "']");
        for (FilePayload photo : photos) {
            int sent = box.locator(".st-sent").count();
            box.locator("input[capture]").setInputFiles(photo);
            box.locator(".st-sent").nth(sent).waitFor();
        }
        return this;
    }

    /** A photo that is on the device already. */
    public OpenForm photoOfGallery(String stage, FilePayload photo) {
        Locator box = form.locator("[data-photos='" + stage + "']");
        int sent = box.locator(".st-sent").count();
        box.locator(".st-gallery input").setInputFiles(photo);
        box.locator(".st-sent").nth(sent).waitFor();
        return this;
    }

    /** Signs with the finger. */
    public OpenForm sign() {
        Locator canvas = form.locator("canvas.st-sign");
        canvas.scrollIntoViewIfNeeded();
        BoundingBox box = canvas.boundingBox();
        page.mouse().move(box.x + 20, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + 80, box.y + 20);
        page.mouse().move(box.x + 140, box.y + box.height - 20);
        page.mouse().up();
        return this;
    }

    /** Begins an action beside the task. */
    public OpenForm begins(String action) {
        Locator more = form.locator(".st-more");
        if (more.getAttribute("open") == null) {
            more.locator("summary").click();
        }
        more.locator(".st-actions button:text-is('" + action + "')").click();
        more.locator(".st-panel .st-go").waitFor();
        return this;
    }

    /** A field of the action that was begun. */
    public Locator ofAction(String field) {
        return form.locator(".st-panel [data-field='" + field + "']");
    }

    /** Carries out the action that was begun. */
    public void acts() {
        form.locator(".st-panel .st-go").click();
        form.locator(".st-panel .st-done").waitFor();
    }

    /** The actions beside the task. */
    public List<String> actions() {
        return form.locator(".st-actions button").allTextContents();
    }

    /** Looks at a tab beside the form and comes back. */
    public OpenForm afterLookingAt(String tab) {
        Locator tabs = page.locator(".nav-tabs a");
        tabs.getByText(tab, new Locator.GetByTextOptions().setExact(true)).click();
        page.waitForSelector(".st-tab .st-about[data-ready]");
        tabs.first().click();
        return tasklist.form();
    }

    /** Takes away what the form itself would refuse, as somebody with the browser's tools can. */
    public OpenForm unguarded() {
        form.evaluate(
                """
                form => form.querySelectorAll('input, select, textarea').forEach(input =>
                    ['required', 'pattern', 'maxlength', 'min', 'max'].forEach(name => input.removeAttribute(name)))
                """);
        return this;
    }

    /** Completes the task (or starts the ticket), which has to succeed. */
    public void complete() {
        assertThat(send()).as("refused").isEmpty();
        assertThat(isOpen()).as("the form is still open").isFalse();
    }

    /** Presses the button; answers what is said beside the fields, by name, and under "" what is said above the form. */
    public Map<String, String> send() {
        page.evaluate(SEEN);
        sent = form.first().elementHandle();
        complete.locator("visible=true").first().click();
        return answer();
    }

    /** What the form says now that it has been sent. */
    @SuppressWarnings("unchecked")
    public Map<String, String> answer() {
        page.waitForFunction(ANSWERED, sent);
        return isOpen() ? new LinkedHashMap<>((Map<String, String>) sent.evaluate(FAULTS)) : Map.of();
    }

    private boolean isOpen() {
        return (boolean) sent.evaluate("form => form.isConnected");
    }

    /** The server is going to refuse it, which the browser's console notes, too. */
    public OpenForm refusedByServer(int status) {
        tasklist.watch().refuses(status, completion());
        return this;
    }

    /** The server may refuse it. */
    public OpenForm mayBeRefused() {
        tasklist.watch().mayRefuse(422, completion());
        return this;
    }

    /** The server is going to refuse the start. */
    public OpenForm startRefusedByServer() {
        tasklist.watch().refuses(422, "/camunda/api/steward/v1/tickets");
        return this;
    }

    /** Somebody else was quicker. */
    public OpenForm ownRefusedByServer(String ticket) {
        tasklist.watch().refuses(409, "/camunda/api/steward/v1/tickets/" + ticket + "/own");
        return this;
    }

    /** What the honest clock says of the most urgent promise. */
    public String clock() {
        Locator left = form.locator(".st-clock .st-left");
        return left.count() > 0 ? left.textContent() : form.locator(".st-clock").textContent();
    }

    /** Waits until what was typed and chosen is kept on this device. */
    public void isKept() {
        page.waitForFunction(
                """
                form => { const drafts = Object.keys(localStorage).filter(key => key.includes(`.${form.getAttribute('name')}.`));
                    const shown = input => ['radio', 'checkbox'].includes(input.type)
                        ? [...form.querySelectorAll(`[name="${input.name}"]:checked`)].map(one => one.value).join() : input.value;
                    return drafts.some(key => { const { values } = JSON.parse(localStorage.getItem(key));
                        return [...form.querySelectorAll('textarea[name], select[name], input[name]:not([type=file])')]
                            .every(input => String(values[input.name] ?? '') === shown(input)); }); }
                """,
                form.elementHandle());
    }

    /** Texts of the form that are not in the browser's language. */
    @SuppressWarnings("unchecked")
    public List<String> inTheOtherLanguage() {
        return (List<String>) form.evaluate(
                """
                (form, language) => [...form.querySelectorAll('[data-t]')]
                    .filter(node => { const [en, zh] = node.dataset.t.split('|'); return node.textContent !== (language === 'zh' ? zh : en); })
                    .map(node => node.outerHTML)
                """,
                tasklist.tongue().code());
    }

    /** The task is this person's now. */
    public void isClaimed() {
        page.waitForSelector("form.st-form .st-claim", GONE);
        page.waitForSelector(".disabled-form", GONE);
    }

    /** The form is gone: it was accepted. */
    public void isDone() {
        assertThat(answer()).as("refused").isEmpty();
    }

    /** Closes the form that would take a report. */
    public void leave() {
        page.keyboard().press("Escape");
        page.waitForSelector(".modal-dialog", GONE);
    }

    /** Waits until a choice is offered. */
    public void offers(String field, String value) {
        form.locator("[name='" + field + "'] option[value='" + value + "']")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    /** What the card says of something. */
    public String fact(String name) {
        return form.locator(".st-ticket dt:text-is('" + name + "') + dd").innerText();
    }

    private String completion() {
        Object task = page.evaluate("new URLSearchParams(location.hash.split('?')[1]).get('task')");
        return "/camunda/api/steward/v1/tasks/" + task + "/complete";
    }
}
