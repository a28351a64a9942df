package dev.steward.webapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.steward.Http;
import dev.steward.StewardTest;
import dev.steward.browser.BrowserLogin;
import dev.steward.browser.Chromium;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long Tasklist takes to show its first page and the number of every filter, with a hundred and with ten thousand open
 * tasks for a group. Not in the normal build: {@code mvn test -Dtest=TaskListBenchmark}. The tasks are copies of two
 * tickets, with all rows that the engine and the record hold for each ({@code bench/copies.sql}).
 */
@StewardTest
@ExtendWith(Chromium.class)
@DisplayName("The task list in the browser")
class TaskListBenchmark {

    private static final int WARM_UP = 5;
    private static final int LOADS = 21;

    /** Which filters of whom, each with tasks; "" is what the start shows. */
    private static final Map<String, List<String>> OPENED = new TreeMap<>(Map.of(
            "frontdesk", List.of("To take", "My team"),
            "technician", List.of("", "My team", "To take"),
            "supervisor", List.of("", "All")));

    /** Milliseconds since the navigation began, once every card with its clock and every count is there. */
    private static final String SHOWN =
            """
            () => {
              const filters = [...document.querySelectorAll('.task-filters .item')];
              const counted = filters.length > 0 && filters.every(item => {
                const counter = item.querySelector('.counter');
                return counter && !counter.classList.contains('ng-hide') && /\\d/.test(counter.textContent);
              });
              const tasks = document.querySelectorAll('ol.tasks-list > li.task').length;
              const cards = document.querySelectorAll('.tasks-list .task .st-card .st-clock').length;
              return counted && tasks > 0 && cards === tasks ? performance.now() : 0;
            }
            """;

    @Autowired
    JdbcTemplate database;

    @LocalServerPort
    int port;

    private final Map<String, Double> medians = new TreeMap<>();

    @Test
    @DisplayName("with a hundred and with ten thousand open tasks for each of two groups")
    void loads() throws IOException {
        String unowned = reported("1-201");
        String order = dispatched(reported("1-202"));
        database.execute(new ClassPathResource("bench/copies.sql").getContentAsString(UTF_8));
        copy(unowned, order, 1, 100);
        measure("100");
        copy(unowned, order, 101, 10_000);
        measure("10,000");
        assertThat(medians)
                .as("milliseconds, at the median")
                .isNotEmpty()
                .allSatisfy((what, median) -> assertThat(median).as(what).isLessThan(1_000));
    }

    private void measure(String tasks) {
        OPENED.forEach((user, filters) -> filters.forEach(filter -> {
            Page page = open(user);
            String address = address(page, filter);
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < WARM_UP + LOADS; i++) {
                page.navigate("about:blank");
                page.navigate(address);
                double at = ((Number) page.waitForFunction(SHOWN).jsonValue()).doubleValue();
                if (i >= WARM_UP) {
                    times.add(at);
                }
            }
            times.sort(null);
            medians.put(tasks + " tasks, " + user + " " + filter, times.get(LOADS / 2));
            System.out.printf(
                    "%s tasks, %-10s %-8s median %5.0f ms, fastest %5.0f, slowest %5.0f of %d%n",
                    tasks,
                    user,
                    filter.isEmpty() ? "start" : filter,
                    times.get(LOADS / 2),
                    times.get(0),
                    times.get(LOADS - 1),
                    LOADS);
            page.context().close();
        }));
    }

    private Page open(String user) {
        BrowserContext context = Chromium.window(new Browser.NewContextOptions().setLocale("en-GB"));
        Page page = context.newPage();
        BrowserLogin.as(user, context, port);
        page.navigate(base());
        page.waitForSelector(".task-filters .item");
        return page;
    }

    /** Where a filter is opened. */
    private String address(Page page, String filter) {
        if (filter.isEmpty()) {
            return base();
        }
        var link = page.locator(
                ".task-filters .item h4 a",
                new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*" + filter + "\\b")));
        link.first().click();
        page.waitForURL("**/*filter=*");
        return page.url();
    }

    private String base() {
        return "http://localhost:" + port + "/camunda/app/tasklist/default/";
    }

    private void copy(String unowned, String order, int first, int last) {
        database.execute("call bench.multiply('%s', %d, %d, null, 1)".formatted(unowned, first, last));
        database.execute("call bench.multiply('%s', %d, %d, 'technician', 50)"
                .formatted(order, 100_000 + first, 100_000 + last));
        database.execute("vacuum analyze");
        System.out.println(database.queryForObject("select count(*) from act_ru_task", Long.class) + " open tasks");
    }

    private String reported(String home) {
        return as("ownerapp")
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind":"REPAIR","category":"plumbing","title":"Water under the sink","description":"The trap drips",
                         "site":"sunshine","home":"%s","reporter":{"name":"Li Lei","language":"en"}}
                        """
                                .formatted(home))
                .json()
                .get("number")
                .asText();
    }

    /** Goes on until a technician is to visit the home. */
    private String dispatched(String ticket) {
        as("frontdesk").post("/api/v1/tickets/" + ticket + "/own", "{}");
        complete(ticket, "frontdesk", "{\"outcome\":\"REPAIR\",\"reply\":\"We come\",\"provider\":\"OWN\"}");
        Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(2, ChronoUnit.HOURS);
        complete(
                ticket,
                "dispatcher",
                "{\"technician\":\"technician2\",\"appointmentFrom\":\"%s\",\"appointmentTo\":\"%s\"}"
                        .formatted(from, from.plus(2, ChronoUnit.HOURS)));
        complete(ticket, "technician2", "{\"accepted\":true}");
        return ticket;
    }

    private void complete(String ticket, String user, String form) {
        JsonNode task = as("supervisor")
                .get("/api/v1/tickets/" + ticket + "/tasks")
                .json()
                .get(0);
        JsonNode answer = as(user).post(
                        "/api/v1/tasks/bulk",
                        "{\"action\":\"complete\",\"tasks\":[\"%s\"],\"variables\":%s}"
                                .formatted(task.get("id").asText(), form))
                .json();
        assertThat(answer.at("/items/0/ok").asBoolean()).as(answer.toString()).isTrue();
    }

    private Http as(String user) {
        return Http.as(user, port);
    }
}
