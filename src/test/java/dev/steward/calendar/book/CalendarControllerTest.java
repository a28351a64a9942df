package dev.steward.calendar.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.TestDatabase;
import dev.steward.calendar.book.CalendarController.Preview;
import dev.steward.calendar.book.CalendarController.Stretch;
import dev.steward.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("The preview of a calendar")
class CalendarControllerTest {

    private static final String OFFICE =
            """
            {"zone": "Asia/Shanghai",
             "hours": {"MON": "08:30-12:00, 13:00-17:30", "TUE": "08:30-12:00, 13:00-17:30"},
             "holidays": [{"from": "2026-10-01", "to": "2026-10-07", "name": "National Day"}],
             "exceptions": {"2026-10-10": "08:30-12:00"}}""";

    private static CalendarController controller;

    @BeforeAll
    static void start() {
        var database = TestDatabase.migrated();
        var calendars = new Calendars(new CalendarVersions(JdbcClient.create(database)));
        var shipped =
                new CalendarFile(new ClassPathResource("calendars.yaml")).read(Instant.parse("2026-03-02T08:00:00Z"));
        calendars.take(Objects.requireNonNull(new TransactionTemplate(new DataSourceTransactionManager(database))
                .execute(status -> calendars.keep(shipped, Instant.parse("2026-03-02T08:00:00Z")))));
        controller = new CalendarController(calendars);
    }

    private static Preview preview(String json) {
        return controller.preview(json.getBytes(StandardCharsets.UTF_8), Locale.ENGLISH);
    }

    private static String with(String calendar, String rest) {
        return "{\"calendar\": " + calendar + ", " + rest + "}";
    }

    private static Refusal refused(String json) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> preview(json));
        assertThat(refusal).as(json).isNotNull();
        return refusal;
    }

    /** The fields of what is wrong, as far as it is a matter of content. */
    private static List<String> invalid(String json) {
        Refusal refusal = refused(json);
        assertThat(refusal.kind()).as(json).isEqualTo(Refusal.Kind.INVALID);
        return refusal.faults().stream().map(Refusal.Fault::field).toList();
    }

    private static void malformed(String json) {
        assertThat(refused(json).kind()).as(json).isEqualTo(Refusal.Kind.MALFORMED);
    }

    @Test
    @DisplayName("tells when something is due, in the calendar's zone")
    void due() throws Exception {
        Preview preview = preview(with(OFFICE, "\"from\": \"2026-09-07T03:00:00Z\", \"add\": \"PT4H\""));
        assertThat(new ObjectMapper().writeValueAsString(preview)).isEqualTo("{\"due\":\"2026-09-07T16:00:00+08:00\"}");
        assertThat(preview(with(OFFICE, "\"from\": \"2026-09-07T10:15:00+08:00\", \"add\": \"P1D\""))
                        .due())
                .isEqualTo("2026-09-08T10:15:00+08:00");
        assertThat(preview(with(OFFICE, "\"from\": \"2026-09-07T10:15:00+08:00\", \"add\": \"-PT1H\""))
                        .due())
                .isEqualTo("2026-09-07T09:15:00+08:00");
    }

    @Test
    @DisplayName("knows due times by close of business")
    void closeOfBusiness() {
        String from = "\"from\": \"2026-09-07T10:15:00+08:00\", ";
        assertThat(preview(with(OFFICE, from + "\"add\": \"P1D\", \"by\": \"close-of-business\""))
                        .due())
                .isEqualTo("2026-09-08T17:30:00+08:00");
        assertThat(preview(with(OFFICE, from + "\"add\": \"P0D by close-of-business\""))
                        .due())
                .isEqualTo("2026-09-07T17:30:00+08:00");
        assertThat(invalid(with(OFFICE, from + "\"add\": \"PT1H\", \"by\": \"close-of-business\"")))
                .containsExactly("by");
        assertThat(invalid(with(OFFICE, from + "\"add\": \"P1D\", \"by\": \"noon\"")))
                .containsExactly("by");
        assertThat(invalid(with(OFFICE, from + "\"to\": \"2026-09-07T10:15:00Z\", \"by\": \"close-of-business\"")))
                .containsExactly("by");
    }

    @Test
    @DisplayName("tells the business time between two instants, negative backwards")
    void elapsed() throws Exception {
        String there = "\"from\": \"2026-09-07T11:00:00+08:00\", \"to\": \"2026-09-07T14:30:00+08:00\"";
        assertThat(new ObjectMapper().writeValueAsString(preview(with(OFFICE, there))))
                .isEqualTo("{\"elapsed\":\"PT2H30M\"}");
        String back = "\"from\": \"2026-09-07T14:30:00+08:00\", \"to\": \"2026-09-07T11:00:00+08:00\"";
        assertThat(Duration.parse(preview(with(OFFICE, back)).elapsed())).isEqualTo(Duration.ofMinutes(-150));
    }

    @Test
    @DisplayName("explains what counted and what did not")
    void explain() {
        Preview preview =
                preview(with(OFFICE, "\"from\": \"2026-09-07T11:00:00+08:00\", \"add\": \"PT2H\", \"explain\": true"));
        assertThat(preview.explain())
                .containsExactly(
                        new Stretch("2026-09-07T11:00:00+08:00", "2026-09-07T12:00:00+08:00", true, "working hours"),
                        new Stretch("2026-09-07T13:00:00+08:00", "2026-09-07T14:00:00+08:00", true, "working hours"));
        assertThat(preview.skipped())
                .containsExactly(new Stretch("2026-09-07T12:00:00+08:00", "2026-09-07T13:00:00+08:00", false, "break"));
        assertThat(preview.explainedUntil()).isNull();
        byte[] body = with(OFFICE, "\"from\": \"2026-10-01T11:00:00+08:00\", \"add\": \"PT1H\", \"explain\": true")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(controller
                        .preview(body, Locale.SIMPLIFIED_CHINESE)
                        .skipped()
                        .get(0)
                        .why())
                .isEqualTo("假日：National Day");
    }

    @Test
    @DisplayName("explains far distances in part, and says how far")
    void explainFar() {
        Preview preview = preview(with(
                OFFICE, "\"from\": \"1900-01-02T00:00:00Z\", \"to\": \"2199-12-31T00:00:00Z\", \"explain\": true"));
        assertThat(preview.explain().size() + preview.skipped().size()).isEqualTo(1_000);
        assertThat(preview.explainedUntil()).startsWith("190");
    }

    @Test
    @DisplayName("takes the name of a configured calendar")
    void configured() {
        assertThat(preview(with("\"office\"", "\"from\": \"2026-09-30T17:00:00+08:00\", \"add\": \"PT1H\""))
                        .due())
                .isEqualTo("2026-10-08T09:00:00+08:00");
        assertThat(preview(with("\"harbour-office\"", "\"from\": \"2026-12-24T16:00:00+01:00\", \"add\": \"PT2H\""))
                        .due())
                .isEqualTo("2026-12-28T09:00:00+01:00");
        assertThat(invalid(with("\"night\"", "\"from\": \"2026-09-30T17:00:00+08:00\", \"add\": \"PT1H\"")))
                .containsExactly("calendar");
    }

    @Test
    @DisplayName("says when it reaches into a year whose holidays are not known")
    void provisional() {
        assertThat(preview(with("\"office\"", "\"from\": \"2026-12-31T10:00:00+08:00\", \"add\": \"P1D\""))
                        .provisional())
                .isTrue();
        assertThat(preview(with("\"office\"", "\"from\": \"2026-12-30T10:00:00+08:00\", \"add\": \"P1D\""))
                        .provisional())
                .isNull();
    }

    @Test
    @DisplayName("refuses a wrong calendar with the place of what is wrong")
    void wrongCalendar() {
        String rest = "\"from\": \"2026-09-07T11:00:00+08:00\", \"add\": \"PT2H\"";
        assertThat(invalid(with("{\"zone\": \"Mars/Base\"}", rest))).containsExactly("calendar.zone");
        assertThat(invalid(with("{\"hours\": {}}", rest))).containsExactly("calendar");
        assertThat(invalid(with("{\"zone\": \"UTC\", \"hours\": {\"MON\": \"08:00-12:00, 11:00-13:00\"}}", rest)))
                .containsExactly("calendar.hours.MON");
        assertThat(invalid(with(
                        "{\"zone\": \"UTC\", \"holidays\": [{\"from\": \"2026-02-30\", \"to\": \"2026-03-01\"}]}",
                        rest)))
                .containsExactly("calendar.holidays.0.from");
        assertThat(invalid(with("{\"zone\": \"UTC\", \"holidays-from\": \"/etc/passwd\"}", rest)))
                .containsExactly("calendar.holidays-from");
        assertThat(invalid(with("5", rest))).containsExactly("calendar");
        assertThat(invalid("{" + rest + "}")).containsExactly("calendar");
        malformed(with(
                "{\"zone\": \"UTC\", \"exceptions\": {\"2026-05-05\": \"closed\", \"2026-05-05\": \"closed\"}}", rest));
    }

    @Test
    @DisplayName("refuses a calendar without working time")
    void noWorkingTime() {
        Refusal refusal = refused(
                with("{\"zone\": \"UTC\", \"hours\": {}}", "\"from\": \"2026-09-07T11:00:00Z\", \"add\": \"PT2H\""));
        assertThat(refusal.faults())
                .extracting(Refusal.Fault::field, Refusal.Fault::message)
                .containsExactly(tuple("calendar", "the calendar has no working time within ten years of 2026-09-07"));
    }

    @Test
    @DisplayName("refuses wrong times and spans, all of them at once")
    void wrongFields() {
        assertThat(invalid(with(OFFICE, "\"from\": \"2026-09-07T11:00:00\", \"add\": \"PT2H\"")))
                .containsExactly("from");
        assertThat(invalid(with(OFFICE, "\"from\": \"2026-02-30T11:00:00Z\", \"add\": \"PT2H\"")))
                .containsExactly("from");
        assertThat(invalid(with(OFFICE, "\"from\": 5, \"add\": 7"))).containsExactly("from", "add");
        assertThat(invalid(with(OFFICE, "\"from\": \"1899-02-20T11:00:00Z\", \"to\": \"+9999999-01-01T00:00:00Z\"")))
                .containsExactly("from", "to");
        assertThat(invalid(with(OFFICE, "\"from\": \"9999-12-31T23:59:59Z\", \"add\": \"PT2H\"")))
                .containsExactly("from");
        for (String span : List.of("P1M", "P1DT2H", "PT999999999H", "P999999999D", "soon", "")) {
            assertThat(invalid(with(OFFICE, "\"from\": \"2026-09-07T11:00:00Z\", \"add\": \"" + span + "\"")))
                    .containsExactly("add");
        }
        assertThat(invalid(with(OFFICE, "\"from\": \"2026-09-07T11:00:00Z\", \"add\": null")))
                .containsExactly("add");
        assertThat(invalid(with(OFFICE, "\"from\": \"2026-09-07T11:00:00Z\""))).containsExactly("add");
        assertThat(invalid(with(OFFICE, "\"add\": \"PT1H\""))).containsExactly("from");
        assertThat(invalid(with(
                        OFFICE,
                        "\"from\": \"2026-09-07T11:00:00Z\", \"add\": \"PT1H\", \"to\": \"2026-09-07T11:00:00Z\"")))
                .containsExactly("to");
        assertThat(invalid(with(OFFICE, "\"from\": \"2026-09-07T11:00:00Z\", \"add\": \"PT1H\", \"explain\": \"yes\"")))
                .containsExactly("explain");
        assertThat(invalid(with(OFFICE, "\"from\": \"2026-09-07T11:00:00Z\", \"add\": \"PT1H\", \"until\": 1")))
                .containsExactly("until");
    }

    @Test
    @DisplayName("answers what is not JSON as malformed, what is too large as too large")
    void notJson() {
        for (String body : List.of(
                "",
                " ",
                "x",
                "[]",
                "\"office\"",
                "{",
                "{} {}",
                "{\"from\": 1, \"from\": 2}",
                "[".repeat(5_000),
                "null")) {
            malformed(body);
        }
        assertThatThrownBy(() -> controller.preview(new byte[] {'{', '"', (byte) 0xff, '"', '}'}, Locale.ENGLISH))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("UTF-8");
        assertThat(refused("{\"x\": \"" + "x".repeat(500_000) + "\"}").kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
    }

    @Test
    @DisplayName("answers or refuses the largest questions, and explains no more than a thousand stretches")
    void largest() {
        String day = IntStream.range(0, 48)
                .mapToObj(i -> String.format("%02d:%02d-%02d:%02d", i / 2, i % 2 * 30, i / 2, i % 2 * 30 + 1))
                .collect(Collectors.joining(","));
        String hours = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN").stream()
                .map(name -> "\"" + name + "\":\"" + day + "\"")
                .collect(Collectors.joining(","));
        String exceptions = IntStream.range(0, 4_000)
                .mapToObj(i -> "\"" + LocalDate.of(2000, 1, 1).plusDays(2L * i) + "\":\"22:00-06:00\"")
                .collect(Collectors.joining(","));
        String holidays = IntStream.range(0, 900)
                .mapToObj(i -> "{\"from\":\"" + LocalDate.of(2100, 1, 1).plusDays(2L * i) + "\"}")
                .collect(Collectors.joining(","));
        String busy = "{\"zone\":\"Africa/Casablanca\",\"hours\":{" + hours + "},\"holidays\":[" + holidays + "]}";
        String dated = "{\"zone\":\"Europe/Berlin\",\"hours\":{},\"exceptions\":{" + exceptions + "},\"holidays\":["
                + holidays + "]}";
        String places =
                "{\"zone\":\"UTC\",\"hours\":{\"MON\":\"08:00-09:00\"},\"holidays-of\":[\"US-CA\",\"GB\",\"FR\",\"ES\",\"CH-ZH\"]}";
        String forever =
                "{\"zone\":\"UTC\",\"hours\":{},\"holidays\":[{\"from\":\"0001-01-01\",\"to\":\"9999-12-31\",\"name\":\"x\"}]}";
        for (String body : List.of(
                with(busy, "\"from\":\"1900-01-02T00:00:00Z\",\"to\":\"2199-12-31T00:00:00Z\",\"explain\":true"),
                with(busy, "\"from\":\"2026-01-02T00:00:00Z\",\"add\":\"PT100000H\",\"explain\":true"),
                with(busy, "\"from\":\"2026-01-02T00:00:00Z\",\"add\":\"P10000D\",\"explain\":true"),
                with(dated, "\"from\":\"2000-01-02T00:00:00Z\",\"to\":\"2199-12-31T00:00:00Z\",\"explain\":true"),
                with(dated, "\"from\":\"2000-01-02T00:00:00Z\",\"add\":\"PT32000H\""),
                with(dated, "\"from\":\"2000-01-02T00:00:00Z\",\"add\":\"-PT32000H\""),
                with(places, "\"from\":\"2026-01-02T00:00:00Z\",\"add\":\"P10000D\""),
                with(forever, "\"from\":\"1900-01-01T00:00:00Z\",\"to\":\"2199-12-31T00:00:00Z\",\"explain\":true"),
                with(forever, "\"from\":\"1900-01-01T00:00:00Z\",\"add\":\"P1D\""),
                "{\"calendar\":{\"zone\":\"UTC\",\"holidays\":[" + "1,".repeat(200_000) + "1]},\"from\":\"x\"}")) {
            try {
                Preview preview = preview(body);
                assertThat(
                                preview.explain() == null
                                        ? 0
                                        : preview.explain().size()
                                                + preview.skipped().size())
                        .isLessThanOrEqualTo(1_000);
            } catch (Refusal expected) {
                assertThat(expected.kind()).isEqualTo(Refusal.Kind.INVALID);
            }
        }
    }
}
