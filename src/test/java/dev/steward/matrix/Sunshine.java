package dev.steward.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Http;
import dev.steward.Http.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Real things of {@code sunshine}, made by its people over HTTP, and what of them nobody of another site may read. */
final class Sunshine {

    static final String BOUNDARY = "steward-matrix";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Instant LATER = Instant.parse("2035-01-01T00:00:00Z");

    private final int port;
    private final JdbcClient jdbc;
    private final Map<String, Http> clients = new ConcurrentHashMap<>();

    /** Words that stand in what was made here and nowhere else. */
    final String secret = "Sonnenschein" + UUID.randomUUID().toString().replace("-", "");

    Sunshine(int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    Http as(String user) {
        return clients.computeIfAbsent(user, name -> Http.as(name, port));
    }

    /** Reported by a system, owned by nobody. */
    String reported() {
        Reply reply = as("ownerapp").with("Idempotency-Key", key()).post("/api/v1/tickets", report());
        return good(reply).json().get("number").asText();
    }

    /** A repair that is the front desk's, sent to the technician; nobody has been there. */
    String repair() {
        String number = good(as("frontdesk")
                        .post(
                                "/engine-rest/process-definition/key/service-ticket/start",
                                """
                                {"variables": {"kind": {"value": "REPAIR"}, "category": {"value": "locks"},
                                 "title": {"value": "Lock %1$s"}, "description": {"value": "It turns and turns %1$s"},
                                 "site": {"value": "sunshine"}, "home": {"value": "2-402"},
                                 "reporterName": {"value": "Mei %1$s"}, "reporterEmail": {"value": "%1$s@example.com"},
                                 "reply": {"value": "We send somebody %1$s"}, "outcome": {"value": "REPAIR"},
                                 "provider": {"value": "OWN"}}}"""
                                        .formatted(secret)))
                .json()
                .get("businessKey")
                .asText();
        String task = task(number);
        good(as("dispatcher").post("/api/v1/tasks/" + task + "/claim", "{}"));
        good(as("dispatcher")
                .post("/api/v1/tasks/" + task + "/complete", "{\"variables\": {\"technician\": \"technician\"}}"));
        return number;
    }

    /** The id of the one open task of a ticket. */
    String task(String number) {
        var tasks =
                good(as("manager").get("/api/v1/tickets/" + number + "/tasks")).json();
        assertThat(tasks).as("open tasks of %s", number).hasSize(1);
        return tasks.get(0).get("id").asText();
    }

    /** The task to take a ticket, claimed by the front desk. */
    String claimed() {
        String task = task(reported());
        good(as("frontdesk").post("/api/v1/tasks/" + task + "/claim", "{}"));
        return task;
    }

    String photo(String number) {
        return good(as("frontdesk").send("POST", "/api/v1/tickets/" + number + "/photos", multipart(), photo()))
                .json()
                .get("id")
                .asText();
    }

    /** A charge that is due, as a visit leaves it behind. */
    long charge(String number) {
        return jdbc.sql(
                        """
                        with visit as (
                          insert into steward.home_visit
                                 (ticket, site, work_order, result, technician, recorded_by, at, work_done, materials)
                          select ticket, site, id, 'PARTIAL', technician, technician, now(), :words, '[]'
                            from steward.work_order where ticket = :number
                          returning id, ticket, site, work_order)
                        insert into steward.charge
                               (ticket, site, work_order, home_visit, amount, currency, payer, reason, status, due_since)
                        select ticket, site, work_order, id, 35, 'CNY', 'RESIDENT', :words, 'DUE', now() from visit
                        returning id
                        """)
                .param("number", number)
                .param("words", "New cylinder " + secret)
                .query(Long.class)
                .single();
    }

    long absence() {
        return good(as("supervisor").post("/api/v1/sites/sunshine/roster/absences", newAbsence()))
                .json()
                .get("id")
                .asLong();
    }

    String imported() {
        return good(as("manager").send("POST", "/api/v1/imports", multipart(), importOf("sunshine")))
                .json()
                .get("id")
                .asText();
    }

    String handbookEntry() {
        String key = "matrix-" + COUNT.incrementAndGet();
        good(as("supervisor").put("/api/v1/handbook/" + key, handbookBody()));
        return key;
    }

    /** A token of somebody's, in the place of those that they had. */
    String token(String user) {
        jdbc.sql("delete from steward.token where user_id = :user")
                .param("user", user)
                .update();
        return good(as(user).with("Idempotency-Key", key())
                        .post("/api/v1/tokens", "{\"name\": \"%s\"}".formatted(secret)))
                .json()
                .get("id")
                .asText();
    }

    String roster() {
        return good(as("supervisor").get("/api/v1/sites/sunshine/roster"))
                .json()
                .get("plan")
                .toString();
    }

    /** Takes away what others would stumble over; tickets stay, as everybody's do. */
    void tidy() {
        jdbc.sql("delete from steward.absence where from_at > '2034-12-31'").update();
        jdbc.sql("delete from steward.handbook where key like 'matrix-%'").update();
        jdbc.sql("delete from steward.token").update();
    }

    // ---- bodies

    String report() {
        return """
                {"kind": "REPAIR", "category": "locks", "title": "Lock %1$s", "description": "It turns and turns %1$s",
                 "site": "sunshine", "home": "2-402", "reporter": {"name": "Mei %1$s", "email": "%1$s@example.com"}}"""
                .formatted(secret);
    }

    /** Somebody is away, later than anything else and never at the same time. */
    String newAbsence() {
        Instant from = LATER.plus(COUNT.incrementAndGet(), ChronoUnit.DAYS);
        return "{\"user\": \"housekeeper\", \"from\": \"%s\", \"to\": \"%s\", \"reason\": \"Ill %s\"}"
                .formatted(from, from.plus(12, ChronoUnit.HOURS), secret);
    }

    static String handbookBody() {
        return """
                {"category": "locks", "question": {"en": "Who repairs locks?", "zh": "谁修锁？"},
                 "answer": {"en": "We do", "zh": "我们"}, "when": {"en": "Always", "zh": "总是"}}""";
    }

    static String newToken() {
        return "{\"name\": \"matrix %d\"}".formatted(COUNT.incrementAndGet());
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    static String multipart() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    static byte[] importOf(String site) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                        + "id,title,opened\nmatrix-1,Lamp broken,2012-06-26T13:38:54\n"
                        + "\r\n--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"mapping\"; filename=\"a.yaml\"\r\n\r\n"
                        + "site: " + site + "\nzone: Asia/Shanghai\nfields:\n  externalReference: {column: id}\n"
                        + "  title: {column: title}\n  category: {constant: lighting}\n  place: {constant: gate}\n"
                        + "  state: {constant: CLOSED}\n  openedAt: {column: opened}\n  closedAt: {column: opened}\n"
                        + "\r\n--" + BOUNDARY + "--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] photo() {
        var form = new ByteArrayOutputStream();
        form.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"stage\"\r\n\r\nEVIDENCE"
                        + "\r\n--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        var image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 4, 0x2244 + COUNT.incrementAndGet());
        try {
            ImageIO.write(image, "png", form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    /** What no answer to somebody of harbour may contain: who lives and reports here, and what was written here. */
    List<String> unspeakable() {
        List<String> words = new ArrayList<>(jdbc.sql(
                        """
                        select word from (
                          select unnest(array[name, phone, email]) as word, site from steward.resident
                          union select unnest(array[name, phone, email]), site from steward.ticket_person) of_people
                         where word is not null and length(word) > 3
                         group by word having every(site = 'sunshine')
                        """)
                .query(String.class)
                .list());
        words.add(secret);
        return words;
    }

    static Reply good(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isLessThan(300);
        return reply;
    }
}
