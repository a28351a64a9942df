package dev.steward.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.steward.Http;
import dev.steward.StewardTest;
import dev.steward.TestMail;
import dev.steward.browser.Chromium;
import dev.steward.browser.Tasklist;
import dev.steward.platform.Worker;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A technician's phone, 390 pixels wide, and the real application; every touch is counted. */
@StewardTest
@ExtendWith(Chromium.class)
@DisplayName("A technician with a phone")
class SixTapsTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext context;

    @Autowired
    ObjectProvider<Worker> workers;

    private BrowserContext phone;
    private Page page;
    private final List<String> taps = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    @BeforeEach
    void connectMail() {
        TestMail.connect(context);
    }

    private void phone(String language) {
        phone = Chromium.window(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true)
                .setLocale(language));
        page = phone.newPage();
        page.onPageError(broken::add);
    }

    @AfterEach
    void away() {
        if (phone != null) {
            phone.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "zh-CN"})
    @DisplayName("needs six taps at most from the link in the message to the job done with two photos, login included")
    void sixTaps(String language) throws IOException {
        String ticket = sentToTechnician();
        phone(language);
        page.navigate(linkInTheMessage(ticket));
        logIn();

        tap("accept", form("acceptOrder").locator(".st-claim .st-go"));
        // the visit is theirs now, and opens by itself
        Locator visit = form("visitHome");
        photo("before", visit.locator("[data-photos='BEFORE'] .st-camera:not(.st-gallery)"));
        tap("done", visit.locator("label:has(input[name='result'][value='DONE'])"));
        visit.locator("[name='workDone']").fill("New seal; no drop since");
        photo("after", visit.locator("[data-photos='AFTER'] .st-camera:not(.st-gallery)"));
        tap("complete", page.locator("[cam-tasklist-form] .form-actions .btn-primary"));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        seen("/api/v1/tickets/" + ticket).get("status").asText())
                .isEqualTo("RESOLVED"));
        assertThat(taps).hasSizeLessThanOrEqualTo(6);
        assertThat(broken).as("errors on the page").isEmpty();
        assertThat(stages(ticket)).containsExactlyInAnyOrder("BEFORE", "AFTER");
        JsonNode made = seen("/api/v1/tickets/" + ticket).at("/orders/0/visits/0");
        assertThat(made.get("photos")).hasSize(2);
        for (JsonNode photo : made.get("photos")) {
            Http.Reply reply =
                    Http.as("technician", port).get("/api/v1/tickets/" + ticket + "/photos/" + photo.asText());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type")).startsWith("image/");
        }
    }

    @Test
    @DisplayName("who opens the link of an order that is done reads that nothing is open for them")
    void nothingOpen() {
        String ticket = sentToTechnician();
        Http.as("frontdesk", port).post("/api/v1/tickets/" + ticket + "/withdraw", "{\"reason\":\"Stopped\"}");
        phone("en-GB");
        page.navigate(linkInTheMessage(ticket));
        logIn();

        assertThat(page.locator(".st-opening").textContent()).contains(ticket, "Nothing is open for you");
    }

    @Test
    @DisplayName("gets one mail of an order, with the appointment and the way to the task")
    void mail() {
        String ticket = sentToTechnician();
        assertThat(jdbc.sql(
                                """
                                select model ->> 'appointmentFrom' from steward.outbox
                                 where ticket = :ticket and stage = 'ORDER' and recipient_user = 'technician'
                                """)
                        .param("ticket", ticket)
                        .query(String.class)
                        .single())
                .isNotBlank();
        assertThat(linkInTheMessage(ticket)).endsWith("/camunda/app/tasklist/default/#/?ticket=" + ticket);

        workers.forEach(worker -> {
            while (worker.work()) {
                // until nothing is due
            }
        });

        assertThat(TestMail.receivedBy("technician@sunshine.example", ticket)).hasSize(1);
    }

    // ---- what the thumb does

    private Locator form(String name) {
        Locator form = page.locator("form[name='" + name + "'][data-ready='true']");
        form.waitFor();
        return form;
    }

    private void tap(String what, Locator where) {
        taps.add(what);
        where.tap();
    }

    private void photo(String what, Locator where) throws IOException {
        int before = page.locator(".st-sent").count();
        page.waitForFileChooser(() -> tap(what, where))
                .setFiles(new FilePayload(what + ".png", "image/png", png(what)));
        page.locator(".st-sent").nth(before).waitFor();
    }

    private void logIn() {
        page.locator("input[type='password']").waitFor();
        Tasklist.typed(page, "technician");
        tap("log in", page.locator("button[type='submit']"));
    }

    private static byte[] png(String what) throws IOException {
        var picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 48; y++) {
                picture.setRGB(x, y, what.hashCode() + x * 4 + y * 1000);
            }
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    // ---- what the others do

    private String sentToTechnician() {
        String ticket = Http.as("frontdesk", port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind":"REPAIR","category":"plumbing","title":"The tap drips","description":"It drips",
                         "site":"sunshine","home":"2-304","reporter":{"name":"Song Na","language":"en"}}
                        """)
                .json()
                .get("number")
                .asText();
        complete("frontdesk", ticket, "{\"outcome\":\"REPAIR\",\"reply\":\"Somebody comes\"}");
        Instant from = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofHours(1));
        complete(
                "dispatcher",
                ticket,
                "{\"technician\":\"technician\",\"appointmentFrom\":\"" + from + "\",\"appointmentTo\":\""
                        + from.plus(Duration.ofHours(2)) + "\"}");
        return ticket;
    }

    private void complete(String user, String ticket, String variables) {
        Http http = Http.as(user, port);
        String task = seen("/api/v1/tickets/" + ticket + "/tasks").at("/0/id").asText();
        http.post("/api/v1/tasks/" + task + "/claim", "{}");
        assertThat(http.post("/api/v1/tasks/" + task + "/complete", "{\"variables\":" + variables + "}")
                        .status())
                .isEqualTo(204);
    }

    private JsonNode seen(String path) {
        return Http.as("manager", port).get(path).json();
    }

    private List<String> stages(String ticket) {
        return StreamSupport.stream(
                        seen("/api/v1/tickets/" + ticket + "/photos")
                                .get("items")
                                .spliterator(),
                        false)
                .map(photo -> photo.get("stage").asText())
                .toList();
    }

    /** The address of the mail is the company's; here the application listens on another. */
    private String linkInTheMessage(String ticket) {
        return jdbc.sql(
                        """
                        select model ->> 'link' from steward.outbox
                         where ticket = :ticket and stage = 'ORDER' and recipient_user = 'technician'
                        """)
                .param("ticket", ticket)
                .query(String.class)
                .single()
                .replace("http://steward.test", "http://localhost:" + port);
    }
}
