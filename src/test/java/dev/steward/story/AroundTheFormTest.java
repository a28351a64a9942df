package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.steward.browser.Chromium;
import dev.steward.browser.OpenForm;
import dev.steward.browser.Screen;
import dev.steward.browser.Sight;
import dev.steward.browser.Tasklist;
import dev.steward.browser.Tongue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
@DisplayName("Around a form")
class AroundTheFormTest extends Story {

    /** What axe finds grave in Camunda's own pages, which we do not change: rule and element. */
    private static final Set<String> STOCK = Set.of(
            """
            color-contrast [#footer-timezone]
            color-contrast [i]
            color-contrast [.version]
            color-contrast [.col-xs-6:nth-child(2)]
            link-in-text-block [a[href$="camunda.org"]]
            aria-allowed-attr [.main-field]
            button-name [button[data-region="filters"]]
            button-name [button[data-region="list"]]
            button-name [.region-toggle[data-region="task"][ng-click="toggleRegion($event)"]]
            button-name [.maximize]
            button-name [.unclaim]
            button-name [.dropdown-toggle.btn-default[uib-dropdown-toggle=""]]
            link-name [.sort-direction]
            link-name [.new-sort > .dropdown-toggle[uib-dropdown-toggle=""][aria-haspopup="true"]]
            link-name [.active.item.task-filter > .actions > a[ng-click="openModal($event, filter)"][uib-tooltip="Filter details"][tooltip-placement="top"]]
            link-name [span[cam-widget-search-pill=""][ng-repeat="search in searches"][extended="search.extended"]:nth-child(2) > .search-label[ng-class="{'invalid': !valid}"] > .remove-search[ng-click="onDelete()"][uib-tooltip="Remove search"]]
            link-name [span[cam-widget-search-pill=""][ng-repeat="search in searches"][extended="search.extended"]:nth-child(3) > .search-label[ng-class="{'invalid': !valid}"] > .remove-search[ng-click="onDelete()"][uib-tooltip="Remove search"]]
            """
                    .split("\n"));

    private OpenForm open(String zone) {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        reported("ownerapp", report("REPAIR", "plumbing", "The kitchen tap leaks"));
        ownedBy("frontdesk");
        assessedBy("frontdesk", "REPAIR", "A plumber comes this morning");
        dispatchedTo("technician2", "2026-06-02 10:00", "2026-06-02 12:00");
        Tasklist tasklist = Chromium.of("technician2", Tongue.ENGLISH, Screen.DESK, port, zone);
        return tasklist.open(ticket, "userTask_acceptOrder");
    }

    @Test
    @DisplayName("axe finds nothing grave but what is known of Camunda's own pages")
    void stock() {
        OpenForm form = open("Asia/Shanghai");
        Set<String> found = new HashSet<>();
        for (Screen screen : Screen.values()) {
            form.tasklist().on(screen);
            Sight.around(form.tasklist().page())
                    .forEach((rule, places) -> places.forEach(place -> found.add(rule + " " + place)));
        }
        assertThat(found).isSubsetOf(STOCK);
    }

    @Test
    @DisplayName("nothing is offered that the engine refuses to everybody")
    void refused() {
        OpenForm form = open("Asia/Shanghai");
        assertThat(form.tasklist()
                        .page()
                        .locator(".start-process-action, [cam-tasklist-task-meta] .meta")
                        .locator("visible=true")
                        .count())
                .isEqualTo(3);
        assertThat(form.tasklist()
                        .page()
                        .locator(".create-task-action, .createCommentLink, [cam-tasklist-task-meta] .groups,"
                                + " [cam-tasklist-task-meta] .followup-date, [cam-tasklist-task-meta] .reset-due-date,"
                                + " [cam-tasklist-task-meta] .unclaim")
                        .locator("visible=true")
                        .allTextContents())
                .isEmpty();
    }

    @Test
    @DisplayName("what Tasklist reckons by the reader's own clock does not stand beside the honest one")
    void oneClock() {
        OpenForm form = open("Asia/Shanghai");
        sends("frontdesk", "pause", "reason", "RESIDENT_ASKED_LATER", "until", sent("2026-06-02 12:00"));
        at("2026-06-02 11:00"); // the step is overdue
        Tasklist tasklist = form.tasklist();
        tasklist.reload();
        tasklist.open(ticket, "userTask_acceptOrder");
        tasklist.page().locator(".st-card .st-pause").waitFor();
        Locator theirs = tasklist.page()
                .locator(".tasks-list .dates > :is(.due-date, .followup-date), [cam-tasklist-task-meta] .due-date");
        assertThat(theirs.evaluateAll("all => all.map(one => one.className.match(/due|followup/)[0])"))
                .isEqualTo(List.of("followup", "due"));
        assertThat(theirs.locator("visible=true").count()).isZero();
        assertThat(tasklist.dates()).doesNotContainIgnoringCase("due").doesNotContainIgnoringCase("follow");
    }

    @Test
    @DisplayName("Tasklist itself says in the browser's language how long ago something was")
    void ago() {
        open("Asia/Shanghai");
        Tasklist chinese = Chromium.of("technician2", Tongue.CHINESE, Screen.DESK, port);
        chinese.open(ticket, "userTask_acceptOrder");
        assertThat(chinese.dates()).contains("前").doesNotContainPattern("[A-Za-z]{2,}");
    }

    @Test
    @DisplayName("times are the site's, and say so to a reader whose clock shows others")
    void times() {
        OpenForm form = open("Europe/Berlin");
        assertThat(form.fact("Appointment")).isEqualTo("2 Jun, 10:00 (GMT+8) – 12:00 (GMT+8)");
        Chromium.leave(form.tasklist());
    }
}
