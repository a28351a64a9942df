package dev.steward.calendar.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.TestDatabase;
import dev.steward.calendar.CalendarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("The company's calendars")
class CalendarsTest {

    private static final String FILE =
            """
            steward:
              calendars:
                office:
                  zone: Asia/Shanghai
                  hours: {MON: 08:30-12:00}
                sunshine-office:
                  zone: Asia/Shanghai
                  hours: {MON: 09:00-12:00}
            """;

    private static DataSource database;

    @TempDir
    private Path folder;

    private Path file;
    private JdbcClient jdbc;

    @BeforeAll
    static void startDatabase() {
        database = TestDatabase.migrated();
    }

    @BeforeEach
    void emptyTable() throws IOException {
        jdbc = JdbcClient.create(database);
        jdbc.sql("delete from steward.calendar_version").update();
        file = folder.resolve("calendars.yaml");
        Files.writeString(file, FILE);
    }

    private Calendars calendars(Resource location) {
        Calendars calendars = new Calendars(new CalendarVersions(jdbc));
        reload(calendars, location);
        return calendars;
    }

    private Calendars calendars() {
        return calendars(new FileSystemResource(file));
    }

    private void reload(Calendars calendars, Resource location) {
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        var read = new CalendarFile(location).read(Instant.parse("2026-03-02T08:00:00Z"));
        calendars.take(Objects.requireNonNull(
                transactions.execute(status -> calendars.keep(read, Instant.parse("2026-03-02T08:00:00Z")))));
    }

    private void reload(Calendars calendars) {
        reload(calendars, new FileSystemResource(file));
    }

    private List<String> stored() {
        return jdbc.sql("select key || ' ' || version from steward.calendar_version order by 1")
                .query(String.class)
                .list();
    }

    @Test
    @DisplayName("that never open, as after hours were lost in an edit, are refused where they stand")
    void neverOpen() throws IOException {
        Files.writeString(file, "steward:\n  calendars:\n    service: {zone: Asia/Shanghai}\n");
        assertThatThrownBy(() -> calendars())
                .hasMessageContaining("line 3: steward.calendars.service")
                .hasMessageContaining("no working time");
    }

    @Test
    @DisplayName("as shipped are six, with China's and Hamburg's holidays")
    void shipped() {
        Calendars shipped = calendars(new ClassPathResource("calendars.yaml"));
        assertThat(shipped.keys())
                .contains("service", "office", "emergency", "harbour-service", "harbour-office", "harbour-emergency");
        Instant nationalDay = Instant.parse("2026-10-01T02:00:00Z");
        assertThat(shipped.of("sunshine", "office").calendar().isOpen(nationalDay))
                .isFalse();
        assertThat(shipped.of("sunshine", "office").calendar().isOpen(Instant.parse("2026-10-10T02:00:00Z")))
                .isTrue();
        assertThat(shipped.of("sunshine", "service").calendar().isOpen(nationalDay))
                .isTrue();
        Instant reformation = Instant.parse("2025-10-31T10:00:00Z");
        assertThat(shipped.of("harbour", "office").calendar().isOpen(reformation))
                .isFalse();
        assertThat(shipped.of("harbour", "emergency")
                        .calendar()
                        .between(reformation, reformation.plus(Duration.ofDays(400))))
                .isEqualTo(Duration.ofDays(400));
    }

    @Test
    @DisplayName("of a site win over those of the company")
    void siteWins() {
        Calendars calendars = calendars();
        assertThat(calendars.of("sunshine", "office").key()).isEqualTo("sunshine-office");
        assertThat(calendars.of("harbour", "office").key()).isEqualTo("office");
        assertThat(calendars.find("harbour", "night")).isEmpty();
        assertThatThrownBy(() -> calendars.of("harbour", "night")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    @DisplayName("keep their version over a restart")
    void sameVersion() {
        calendars();
        Calendars again = calendars();
        assertThat(again.of("harbour", "office").version()).isEqualTo(1);
        assertThat(stored()).containsExactly("office 1", "sunshine-office 1");
    }

    @Test
    @DisplayName("get a new version when they changed, and the old one goes on to count as before")
    void newVersion() throws IOException {
        Calendars calendars = calendars();
        Files.writeString(file, FILE.replace("08:30", "08:00"));
        reload(calendars);
        assertThat(stored()).containsExactly("office 1", "office 2", "sunshine-office 1");
        Instant half = Instant.parse("2026-03-02T00:15:00Z");
        assertThat(calendars.of("harbour", "office").version()).isEqualTo(2);
        assertThat(calendars.of("harbour", "office").calendar().isOpen(half)).isTrue();
        assertThat(calendars.version("office", 1).calendar().isOpen(half)).isFalse();
        Calendars restarted = calendars();
        assertThat(restarted.version("office", 1).calendar().isOpen(half)).isFalse();
        assertThat(restarted.version("office", 1)).isSameAs(restarted.version("office", 1));
        assertThatThrownBy(() -> restarted.version("office", 3)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    @DisplayName("that went still count for the promises that name them")
    void gone() throws IOException {
        Calendars calendars = calendars();
        Files.writeString(file, FILE.replace("office:", "night:").replace("sunshine-night", "sunshine-office"));
        reload(calendars);
        assertThat(calendars.keys()).containsExactly("night", "sunshine-office");
        assertThat(calendars.find("harbour", "office")).isEmpty();
        assertThat(calendars.of("harbour", "office").version()).isEqualTo(1);
        assertThat(calendars.version("office", 1).key()).isEqualTo("office");
    }

    @Test
    @DisplayName("that are wrong are refused, naming line and path of everything, and nothing is kept")
    void refused() throws IOException {
        Files.writeString(
                file, FILE.replace("08:30-12:00", "'08:30-12:00, 11:00-13:00'").replace("09:00", "9:00"));
        assertThatThrownBy(() -> calendars())
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("line 5: steward.calendars.office.hours.MON: 08:30-12:00 and 11:00-13:00 overlap")
                .hasMessageContaining("line 8: steward.calendars.sunshine-office.hours.MON: expected hours such as");
        assertThat(stored()).isEmpty();
    }

    @Test
    @DisplayName("that become wrong are refused, and those in force stay")
    void lastGoodStays() throws IOException {
        Calendars calendars = calendars();
        Files.writeString(file, FILE.replace("Asia/Shanghai", "Asia/Peking"));
        assertThatThrownBy(() -> reload(calendars))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("line 4: steward.calendars.office.zone: unknown zone");
        assertThat(calendars.of("harbour", "office").version()).isEqualTo(1);
        assertThat(stored()).containsExactly("office 1", "sunshine-office 1");
    }

    @Test
    @DisplayName("are refused when the file is missing, empty, or holds something else")
    void notCalendars() throws IOException {
        assertThatThrownBy(() -> calendars(new FileSystemResource(folder.resolve("none.yaml"))))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("cannot be read");
        for (String text : List.of(
                "",
                "steward: {}",
                "steward: {calendars: {}}",
                "calendars: {}",
                "- x",
                "steward: {calendars: {a: {zone: UTC}}}\nother: 1")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> calendars())
                    .isInstanceOf(CalendarException.class)
                    .hasMessageContaining("steward.calendars: expected calendars by name");
        }
        Files.writeString(file, "steward: {calendars: {Office: {zone: UTC}}}");
        assertThatThrownBy(() -> calendars()).hasMessageContaining("lower-case");
    }

    @Test
    @DisplayName("may take holidays from an iCalendar file that lies beside")
    void iCalendarBeside() throws IOException {
        Files.writeString(
                folder.resolve("estate.ics"),
                """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//t//t//EN
                BEGIN:VEVENT
                UID:1
                DTSTAMP:20250101T000000Z
                DTSTART;VALUE=DATE:20260302
                SUMMARY:Founders' day
                END:VEVENT
                END:VCALENDAR
                """
                        .replace("\n", "\r\n"));
        Files.writeString(
                file, FILE.replace("{MON: 08:30-12:00}", "{MON: 08:30-12:00}\n      holidays-from: estate.ics"));
        Calendars calendars = calendars();
        assertThat(calendars.of("harbour", "office").calendar().isOpen(Instant.parse("2026-03-02T01:00:00Z")))
                .isFalse();
        Files.writeString(
                file, FILE.replace("{MON: 08:30-12:00}", "{MON: 08:30-12:00}\n      holidays-from: none.ics"));
        assertThatThrownBy(() -> reload(calendars))
                .hasMessage("line 6: steward.calendars.office.holidays-from: none.ics cannot be read");
    }

    @Test
    @DisplayName("of two nodes that start at once get one version")
    void twoNodes() throws Exception {
        var nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Calendars> node = () -> calendars();
            for (var started : nodes.invokeAll(List.of(node, node, node, node))) {
                assertThat(started.get().of("harbour", "office").version()).isEqualTo(1);
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(stored()).containsExactly("office 1", "sunshine-office 1");
    }
}
