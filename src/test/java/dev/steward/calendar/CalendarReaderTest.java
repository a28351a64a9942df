package dev.steward.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A calendar as written")
class CalendarReaderTest {

    private static final String OFFICE =
            """
            zone: Asia/Shanghai
            hours:                          # a missing day, or "closed", has no hours
              MON: 08:30-12:00, 13:00-17:30
              SAT: 09:00-12:00
              SUN: closed
            holidays:
              - {from: 2026-10-01, to: 2026-10-07, name: National Day}
            exceptions:
              2026-10-10: 08:30-12:00, 13:00-17:30
              2026-12-31: 08:30-12:00
              2026-05-05: closed
            """;

    private static List<String> faults(String yaml) {
        CalendarException refused =
                catchThrowableOfType(CalendarException.class, () -> CalendarReader.read(Entry.yaml(yaml), "office"));
        assertThat(refused).as(yaml).isNotNull();
        return refused.faults().stream()
                .map(f -> f.line() + " " + f.path() + ": " + f.message())
                .toList();
    }

    private static List<String> jsonFaults(String json) {
        CalendarException refused = catchThrowableOfType(CalendarException.class, () -> CalendarReader.json(json));
        assertThat(refused).as(json).isNotNull();
        return refused.faults().stream().map(CalendarException.Fault::path).toList();
    }

    @Test
    @DisplayName("in YAML is the calendar of the specification")
    void yaml() {
        CalendarDefinition office = CalendarReader.yaml(OFFICE);
        assertThat(office.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(office.hours())
                .containsOnlyKeys(DayOfWeek.MONDAY, DayOfWeek.SATURDAY)
                .containsEntry(DayOfWeek.SATURDAY, List.of(new Shift(9 * 3600, 12 * 3600)));
        assertThat(office.holidays())
                .containsExactly(new Holiday(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 7), "National Day"));
        assertThat(office.exceptions())
                .containsOnlyKeys(LocalDate.of(2026, 5, 5), LocalDate.of(2026, 10, 10), LocalDate.of(2026, 12, 31));
        assertThat(office.exceptions().get(LocalDate.of(2026, 5, 5)).shifts()).isEmpty();
        assertThat(office.knownYears()).isNull();
    }

    @Test
    @DisplayName("in JSON is the same calendar")
    void json() {
        String json =
                """
                {"zone": "Asia/Shanghai",
                 "hours": {"MON": "08:30-12:00, 13:00-17:30", "SAT": "09:00-12:00", "SUN": "closed"},
                 "holidays": [{"from": "2026-10-01", "to": "2026-10-07", "name": "National Day"}],
                 "exceptions": {"2026-10-10": "08:30-12:00, 13:00-17:30", "2026-12-31": "08:30-12:00",
                                "2026-05-05": "closed"}}
                """;
        assertThat(CalendarReader.json(json)).isEqualTo(CalendarReader.yaml(OFFICE));
        assertThat(CalendarReader.json(CalendarReader.yaml(OFFICE).json())).isEqualTo(CalendarReader.yaml(OFFICE));
    }

    @Test
    @DisplayName("may leave out everything but the zone; a holiday its end and its name")
    void shortest() {
        assertThat(CalendarReader.json("{\"zone\": \"UTC\", \"holidays\": null, \"hours\": null}"))
                .isEqualTo(CalendarDefinition.in("UTC"));
        assertThat(CalendarReader.yaml("zone: UTC\nholidays: [{from: 2026-10-01}]")
                        .holidays())
                .containsExactly(new Holiday(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 1), "Holiday"));
    }

    @Test
    @DisplayName("may name its dated hours and the years that it knows")
    void namedExceptions() {
        CalendarDefinition named = CalendarReader.yaml(
                "zone: UTC\nyears-known: 2024-2026\nexceptions:\n  2026-10-10: {hours: 08:30-12:00, name: Fair}\n");
        assertThat(named.exceptions().get(LocalDate.of(2026, 10, 10)).name()).isEqualTo("Fair");
        assertThat(named.knownYears()).isEqualTo(new CalendarDefinition.Years(2024, 2026));
        assertThat(CalendarReader.json(named.json())).isEqualTo(named);
        assertThat(CalendarReader.yaml("zone: UTC\nyears-known: \"2026\"").knownYears())
                .isEqualTo(new CalendarDefinition.Years(2026, 2026));
    }

    @Nested
    @DisplayName("Hours of a day")
    class Hours {

        @Test
        @DisplayName("may end at 24:00, run over midnight, and stand in any order")
        void shifts() {
            assertThat(Shift.ofDay("00:00-24:00")).containsExactly(new Shift(0, 86_400));
            assertThat(Shift.ofDay("22:00-06:00")).containsExactly(new Shift(22 * 3600, 30 * 3600));
            assertThat(Shift.ofDay("08:00-08:00")).containsExactly(new Shift(8 * 3600, 32 * 3600));
            assertThat(Shift.ofDay("00:00-00:00")).containsExactly(new Shift(0, 86_400));
            assertThat(Shift.ofDay("13:00-17:30,08:30-12:00")).hasToString("[08:30-12:00, 13:00-17:30]");
            assertThat(Shift.ofDay(" Closed ")).isEmpty();
            assertThat(Shift.ofDay("22:00-06:00, 23:00-24:00").toString()).isEqualTo("[22:00-06:00, 23:00-24:00]");
        }

        @Test
        @DisplayName("are refused when they are not times of a day")
        void refused() {
            for (String text : List.of(
                    "",
                    "8:30-12:00",
                    "08:30",
                    "08:60-12:00",
                    "24:00-06:00",
                    "25:00-26:00",
                    "08:30-24:01",
                    "08:30–12:00",
                    "08:30-12:00,",
                    "closed, 08:30-12:00",
                    "08:30-12:00 13:00-17:30",
                    "08:30:00-12:00:00")) {
                assertThatThrownBy(() -> Shift.ofDay(text))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("expected hours such as");
            }
            assertThatThrownBy(() -> new Shift(-1, 5)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Shift(86_400, 86_401)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Shift(5, 5)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Shift(5, 86_406)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        @DisplayName("are refused when there are far too many of them")
        void tooMany() {
            String many = IntStream.range(0, 48)
                    .mapToObj(i -> String.format("%02d:%02d-%02d:%02d", i / 2, i % 2 * 30, i / 2, i % 2 * 30 + 15))
                    .collect(Collectors.joining(","));
            assertThat(Shift.ofDay(many)).hasSize(48);
            assertThatThrownBy(() -> Shift.ofDay(many + ",23:50-23:55")).hasMessageContaining("more than 48");
            List<Shift> tooMany = IntStream.range(0, 49)
                    .mapToObj(i -> new Shift(i * 10, i * 10 + 5))
                    .toList();
            CalendarDefinition built = new CalendarDefinition(
                    ZoneId.of("UTC"),
                    java.util.Map.of(DayOfWeek.MONDAY, tooMany),
                    List.of(),
                    new java.util.TreeMap<>(),
                    null);
            assertThatThrownBy(() -> BusinessCalendar.of(built)).hasMessageContaining("hours.MON: more than 48");
        }
    }

    @Nested
    @DisplayName("Is refused with line and path")
    class Refused {

        @Test
        @DisplayName("for an unknown or missing zone")
        void zone() {
            assertThat(faults("hours: {MON: 08:00-12:00}\nzone: Asia/Peking"))
                    .containsExactly(
                            "2 office.zone: unknown zone: expected a name of the tz database such as Asia/Shanghai");
            assertThat(faults("hours: {MON: 08:00-12:00}"))
                    .containsExactly("1 office: zone is missing, such as zone: Asia/Shanghai");
            assertThat(faults("zone: 8")).containsExactly("1 office.zone: expected a text");
        }

        @Test
        @DisplayName("for intervals of a day that overlap or touch")
        void overlaps() {
            assertThat(faults("zone: UTC\nhours:\n  MON: closed\n  TUE: 08:00-12:00, 11:00-13:00"))
                    .containsExactly("4 office.hours.TUE: 08:00-12:00 and 11:00-13:00 overlap");
            assertThat(faults("zone: UTC\nhours:\n  TUE: 12:00-13:00, 08:00-12:00"))
                    .containsExactly("3 office.hours.TUE: 08:00-12:00 and 12:00-13:00 touch: write one interval");
            assertThat(faults("zone: UTC\nexceptions:\n  2026-05-05: 08:00-12:00, 11:00-13:00"))
                    .containsExactly("3 office.exceptions.2026-05-05: 08:00-12:00 and 11:00-13:00 overlap");
            assertThat(faults("zone: UTC\nhours: {TUE: '22:00-06:00, 23:00-24:00'}"))
                    .containsExactly("2 office.hours.TUE: 22:00-06:00 and 23:00-24:00 overlap");
        }

        @Test
        @DisplayName("for a night shift that runs into the next day's hours, over the end of the week as well")
        void nights() {
            assertThat(faults("zone: UTC\nhours:\n  MON: 22:00-06:00\n  TUE: 05:00-12:00"))
                    .containsExactly("4 office.hours.TUE: 22:00-06:00 of MON runs into 05:00-12:00 of the day after");
            assertThat(faults("zone: UTC\nhours:\n  SUN: 22:00-06:00\n  MON: 05:00-12:00"))
                    .containsExactly("4 office.hours.MON: 22:00-06:00 of SUN runs into 05:00-12:00 of the day after");
            assertThat(CalendarReader.yaml("zone: UTC\nhours:\n  MON: 22:00-06:00\n  TUE: 06:00-12:00")
                            .hours())
                    .hasSize(2);
        }

        @Test
        @DisplayName("for a night shift that runs into dated hours, or dated hours that run into a day")
        void datedNights() {
            assertThat(faults("zone: UTC\nhours: {MON: 22:00-06:00}\nexceptions:\n  2026-09-08: 05:00-12:00"))
                    .containsExactly(
                            "4 office.exceptions.2026-09-08: 22:00-06:00 of 2026-09-07 runs into 05:00-12:00 of the day after");
            assertThat(faults("zone: UTC\nhours: {TUE: 05:00-12:00}\nexceptions:\n  2026-09-07: 22:00-06:00"))
                    .containsExactly(
                            "4 office.exceptions.2026-09-07: 22:00-06:00 of 2026-09-07 runs into 05:00-12:00 of the day after");
            assertThat(faults("zone: UTC\nexceptions:\n  2026-09-07: 22:00-06:00\n  2026-09-08: 05:00-12:00"))
                    .containsExactly(
                            "3 office.exceptions.2026-09-07: 22:00-06:00 of 2026-09-07 runs into 05:00-12:00 of the day after");
            assertThat(CalendarReader.yaml("zone: UTC\nhours: {MON: 22:00-06:00}\n"
                                    + "holidays: [{from: 2026-09-07, to: 2026-09-07, name: Feast}]\n"
                                    + "exceptions:\n  2026-09-08: 05:00-12:00")
                            .exceptions())
                    .hasSize(1);
        }

        @Test
        @DisplayName("for a holiday that ends before it starts, lacks a beginning or is not whole")
        void holidays() {
            assertThat(faults("zone: UTC\nholidays:\n  - {from: 2026-10-07, to: 2026-10-01, name: A}"))
                    .containsExactly("3 office.holidays.0.to: 2026-10-01 is before the first day 2026-10-07");
            assertThat(faults("zone: UTC\nholidays:\n  - {to: 2026-10-07, name: A}"))
                    .containsExactly("3 office.holidays.0: from is missing");
            assertThat(faults("zone: UTC\nholidays: [2026-10-07]"))
                    .containsExactly("2 office.holidays.0: expected entries by name");
            assertThat(faults("zone: UTC\nholidays: {from: 2026-10-07}"))
                    .containsExactly("2 office.holidays: expected a list");
            assertThat(faults("zone: UTC\nholidays:\n  - from: 2026-10-07\n    until: 2026-10-07"))
                    .containsExactly("4 office.holidays.0.until: unknown entry: expected from, name, to");
        }

        @Test
        @DisplayName("for a date that does not exist")
        void dates() {
            assertThat(faults("zone: UTC\nholidays:\n  - {from: 2026-02-29, to: 2026-03-01}"))
                    .containsExactly("3 office.holidays.0.from: not a date that exists: expected such as 2026-10-01");
            assertThat(faults("zone: UTC\nexceptions:\n  2026-13-01: closed"))
                    .containsExactly(
                            "3 office.exceptions.2026-13-01: not a date that exists: expected such as 2026-10-01");
            assertThat(faults("zone: UTC\nexceptions:\n  0000-01-01: closed\n  1/5/2026: closed"))
                    .hasSize(2);
        }

        @Test
        @DisplayName("not for a date of long ago or far ahead")
        void farDates() {
            assertThat(CalendarReader.yaml("zone: UTC\nholidays: [{from: 0001-01-01, to: 9999-12-31}]")
                            .holidays())
                    .hasSize(1);
        }

        @Test
        @DisplayName("for two entries of one date")
        void twoEntries() {
            assertThat(faults("zone: UTC\nexceptions:\n  2026-05-05: closed\n  2026-05-05: closed"))
                    .containsExactly("4 exceptions.2026-05-05: two entries");
            assertThat(
                            faults(
                                    "zone: UTC\nholidays:\n  - {from: 2026-10-01, to: 2026-10-07}\n  - {from: 2026-10-07, to: 2026-10-08}"))
                    .containsExactly("4 office.holidays.1: 2026-10-07 has two entries");
            assertThat(
                            faults(
                                    "zone: UTC\nholidays:\n  - {from: 2026-10-05}\n  - {from: 2026-10-01, to: 2026-10-31}\n  - {from: 2026-10-20}"))
                    .containsExactly(
                            "3 office.holidays.0: 2026-10-05 has two entries",
                            "5 office.holidays.2: 2026-10-20 has two entries");
            assertThatThrownBy(() -> CalendarReader.json("{\"zone\":\"UTC\",\"zone\":\"UTC\"}"))
                    .hasMessage("line 1: zone: two entries");
        }

        @Test
        @DisplayName("for entries that no calendar has, and values of the wrong kind")
        void unknown() {
            assertThat(faults("zone: UTC\nholydays: []").get(0))
                    .startsWith("2 office.holydays: unknown entry: expected ");
            assertThat(faults("zone: UTC\nhours: {MONDAY: 08:00-12:00}"))
                    .containsExactly(
                            "2 office.hours.MONDAY: unknown entry: expected FRI, MON, SAT, SUN, THU, TUE, WED");
            assertThat(faults("zone: UTC\nhours: 08:00-12:00"))
                    .containsExactly("2 office.hours: expected entries by name");
            assertThat(faults("zone: UTC\nhours: {MON: 8}")).containsExactly("2 office.hours.MON: expected a text");
            assertThat(faults("zone: UTC\nhours:\n  MON:")).containsExactly("3 office.hours.MON: expected a text");
            assertThat(faults("zone: UTC\nhours: {MON: true}")).containsExactly("2 office.hours.MON: expected a text");
            assertThat(faults("zone: UTC\nexceptions: {2026-05-05: {name: Fair}}"))
                    .containsExactly("2 office.exceptions.2026-05-05: hours is missing");
            assertThat(faults("zone: UTC\nyears-known: 2026-2024"))
                    .containsExactly("2 office.years-known: expected years such as 2024-2026");
            assertThat(faults("[]")).containsExactly("1 office: expected entries by name");
            assertThat(faults("")).containsExactly("1 office: expected entries by name");
            assertThat(jsonFaults("{\"zone\":\"UTC\",\"hours\":{\"MON\":\"noon\"},\"holidays\":[{\"from\":\"x\"}]}"))
                    .containsExactly("hours.MON", "holidays.0.from");
        }

        @Test
        @DisplayName("for being neither YAML nor JSON, for aliases, depth, length and what follows the end")
        void malformed() {
            assertThatThrownBy(() -> Entry.json("{\"zone\": }")).hasMessageContaining("line 1: not JSON");
            assertThatThrownBy(() -> Entry.json("{} {}")).hasMessageContaining("something follows");
            assertThatThrownBy(() -> Entry.json("{'zone': 'UTC'}")).hasMessageContaining("not JSON");
            assertThatThrownBy(() -> Entry.json("[".repeat(100))).hasMessageContaining("not JSON");
            assertThatThrownBy(() -> Entry.json("{\"a\":\"" + "x".repeat(20_000) + "\"}"))
                    .hasMessageContaining("not JSON");
            assertThatThrownBy(() -> Entry.yaml("zone: [UTC\nhours:")).hasMessageContaining("not YAML");
            assertThatThrownBy(() -> Entry.yaml("a: &x 1\nb: *x")).hasMessageContaining("b: an alias");
            assertThatThrownBy(() -> Entry.yaml("a: 1\n---\nb: 2")).hasMessageContaining("something follows");
            assertThat(Entry.json("{\"a\":[1.5,true,null,\"x\"]}")).isInstanceOf(Entry.Fields.class);
        }

        @Test
        @DisplayName("for more entries than any calendar has, in no time")
        void tooMuch() {
            String holidays = IntStream.range(0, 5_001)
                    .mapToObj(i -> "{\"from\":\"" + LocalDate.of(2000, 1, 1).plusDays(i) + "\"}")
                    .collect(Collectors.joining(","));
            assertThatThrownBy(() -> CalendarReader.json("{\"zone\":\"UTC\",\"holidays\":[" + holidays + "]}"))
                    .hasMessageContaining("more than 5000 holidays and exceptions");
            String fewer = IntStream.range(0, 2_501)
                    .mapToObj(i -> "{\"from\":\"" + LocalDate.of(2000, 1, 1).plusDays(i) + "\"}")
                    .collect(Collectors.joining(","));
            Function<Integer, String> dated = many -> IntStream.range(0, many)
                    .mapToObj(i -> "\"" + LocalDate.of(2040, 1, 1).plusDays(i) + "\":\"closed\"")
                    .collect(Collectors.joining(","));
            String half = "{\"zone\":\"UTC\",\"holidays\":[" + fewer + "],\"exceptions\":{";
            assertThat(CalendarReader.json(half + dated.apply(2_499) + "}}").exceptions())
                    .hasSize(2_499);
            assertThatThrownBy(() -> CalendarReader.json(half + dated.apply(2_500) + "}}"))
                    .hasMessageContaining("more than 5000 holidays and exceptions");
            String wrong = IntStream.range(0, 5_000).mapToObj(i -> "1").collect(Collectors.joining(","));
            assertThat(jsonFaults("{\"zone\":\"UTC\",\"holidays\":[" + wrong + "]}"))
                    .hasSize(50);
        }
    }

    @Nested
    @DisplayName("Holidays from elsewhere")
    class Elsewhere {

        private static final String CHINA =
                """
                zone: Asia/Shanghai
                hours: {MON: 09:00-17:00, TUE: 09:00-17:00, WED: 09:00-17:00, THU: 09:00-17:00, FRI: 09:00-17:00}
                holidays-of: CN
                """;

        private static String due(CalendarDefinition definition, String from, String span) {
            BusinessCalendar calendar = BusinessCalendar.of(definition);
            Instant due = calendar.add(BusinessCalendarTest.at(calendar, from), Span.parse(span));
            return due.atZone(calendar.zone()).toLocalDateTime().toString();
        }

        @Test
        @DisplayName("China's come with their make-up working days")
        void china() {
            CalendarDefinition china = CalendarReader.yaml(CHINA);
            assertThat(due(china, "2026-09-30T16:00", "PT2H")).isEqualTo("2026-10-08T10:00");
            assertThat(due(china, "2026-10-09T16:00", "PT2H")).isEqualTo("2026-10-10T10:00");
            assertThat(due(china, "2026-02-13T16:00", "PT2H")).isEqualTo("2026-02-14T10:00");
            assertThat(due(china, "2026-02-14T16:00", "PT2H")).isEqualTo("2026-02-24T10:00");
            assertThat(due(china, "2024-02-09T16:00", "PT2H")).isEqualTo("2024-02-18T10:00");
            assertThat(due(china, "2025-01-26T16:00", "PT2H")).isEqualTo("2025-01-27T10:00");
            assertThat(due(china, "2025-01-27T16:00", "PT2H")).isEqualTo("2025-02-05T10:00");
        }

        @Test
        @DisplayName("China's are complete for 2024 to 2026 and provisional after")
        void chinaComplete() {
            Feed china = PublicHolidays.china();
            assertThat(PublicHolidays.of("CN")).isEqualTo(china);
            assertThat(china.off()).containsEntry(LocalDate.of(2025, 2, 4), "Spring Festival 春节");
            assertThat(china.known()).isEqualTo(new CalendarDefinition.Years(2024, 2026));
            assertThat(china.off()).hasSize(28 + 28 + 33);
            assertThat(china.work().keySet())
                    .hasSize(8 + 5 + 6)
                    .allMatch(day -> day.getDayOfWeek().getValue() >= 6)
                    .noneMatch(day -> china.off().containsKey(day));
            BusinessCalendar calendar = BusinessCalendar.of(CalendarReader.yaml(CHINA));
            assertThat(calendar.provisional(Instant.parse("2026-12-31T15:59:59Z")))
                    .isFalse();
            assertThat(calendar.provisional(Instant.parse("2026-12-31T16:00:00Z")))
                    .isTrue();
            assertThat(calendar.provisional(Instant.parse("2023-12-31T15:59:59Z")))
                    .isTrue();
            assertThat(calendar.provisional(
                            Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")))
                    .isFalse();
            assertThat(calendar.provisional(
                            Instant.parse("2028-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")))
                    .isTrue();
        }

        @Test
        @DisplayName("a make-up day has the hours of the first working weekday, or its own, or none")
        void makeUpHours() {
            LocalDate day = LocalDate.of(2026, 10, 10);
            assertThat(CalendarReader.yaml(CHINA).exceptions().get(day).shifts())
                    .hasToString("[09:00-17:00]");
            assertThat(CalendarReader.yaml(CHINA).exceptions().get(day).name()).contains("National Day");
            assertThat(CalendarReader.yaml(CHINA + "make-up-hours: 10:00-12:00")
                            .exceptions()
                            .get(day)
                            .shifts())
                    .hasToString("[10:00-12:00]");
            assertThat(CalendarReader.yaml(CHINA + "make-up-hours: closed").exceptions())
                    .isEmpty();
        }

        @Test
        @DisplayName("what the calendar says itself wins over what they say")
        void ownWins() {
            CalendarDefinition own = CalendarReader.yaml(
                    CHINA
                            + """
                    holidays:
                      - {from: 2026-10-05, to: 2026-10-12, name: Stocktaking}
                    exceptions:
                      2026-02-14: closed
                      2026-10-02: 10:00-11:00
                    """);
            assertThat(due(own, "2026-09-30T16:30", "PT1H")).isEqualTo("2026-10-02T10:30");
            assertThat(due(own, "2026-10-02T10:30", "PT1H")).isEqualTo("2026-10-13T09:30");
            assertThat(due(own, "2026-02-13T16:30", "PT1H")).isEqualTo("2026-02-24T09:30");
            assertThat(own.holidays().get(0).name()).isEqualTo("Stocktaking");
        }

        @Test
        @DisplayName("Hamburg's are those of its law")
        void hamburg() {
            CalendarDefinition hamburg =
                    CalendarReader.yaml(CHINA.replace("CN", "DE-HH").replace("Asia/Shanghai", "Europe/Berlin"));
            // Reformation Day is a holiday in Hamburg since 2018, Corpus Christi is not.
            assertThat(due(hamburg, "2025-10-30T16:00", "PT2H")).isEqualTo("2025-11-03T10:00");
            assertThat(due(hamburg, "2026-06-03T16:00", "PT2H")).isEqualTo("2026-06-04T10:00");
            assertThat(due(hamburg, "2026-04-02T16:00", "PT2H")).isEqualTo("2026-04-07T10:00");
            assertThat(BusinessCalendar.of(hamburg).provisional(Instant.parse("2061-06-01T00:00:00Z")))
                    .isTrue();
            assertThat(BusinessCalendar.of(hamburg).provisional(Instant.parse("2060-06-01T00:00:00Z")))
                    .isFalse();
        }

        @Test
        @DisplayName("two holidays of one day are one, by the first name")
        void oneName() {
            assertThat(PublicHolidays.computed("DE").off())
                    .hasSize(61 * 9)
                    .containsEntry(LocalDate.of(2026, 10, 3), "German Unity Day")
                    .doesNotContainKey(LocalDate.of(1999, 12, 25))
                    .doesNotContainKey(LocalDate.of(2061, 1, 1))
                    .containsKey(LocalDate.of(2060, 12, 25))
                    .containsKey(LocalDate.of(2000, 1, 1));
            // Ascension Day and Labour Day fell on one day.
            assertThat(PublicHolidays.computed("DE").off().get(LocalDate.of(2008, 5, 1)))
                    .isEqualTo("Ascension Day");
        }

        @Test
        @DisplayName("are of five places at most")
        void atMostFive() {
            assertThat(faults("zone: UTC\nholidays-of: [CN, CN, CN, CN, CN, CN]"))
                    .containsExactly("2 office.holidays-of: more than 5 sources");
            assertThat(CalendarReader.yaml("zone: UTC\nholidays-of: [CN, CN, CN, CN, CN]")
                            .holidays())
                    .isNotEmpty();
        }

        @Test
        @DisplayName("years that the calendar says it knows win over those of the sources")
        void yearsKnown() {
            assertThat(CalendarReader.yaml(CHINA + "years-known: 2024-2027").knownYears())
                    .isEqualTo(new CalendarDefinition.Years(2024, 2027));
        }

        @Test
        @DisplayName("of several places are joined; known is what all of them know")
        void several() {
            CalendarDefinition both = CalendarReader.yaml(CHINA.replace("holidays-of: CN", "holidays-of: [CN, DE-HH]"));
            assertThat(due(both, "2026-12-24T16:00", "PT2H")).isEqualTo("2026-12-28T10:00");
            assertThat(due(both, "2026-09-30T16:00", "PT2H")).isEqualTo("2026-10-08T10:00");
            assertThat(both.knownYears()).isEqualTo(new CalendarDefinition.Years(2024, 2026));
        }

        @Test
        @DisplayName("a calendar keeps them: its JSON needs no source any more")
        void selfContained() {
            CalendarDefinition china = CalendarReader.yaml(CHINA);
            assertThat(china.json()).doesNotContain("holidays-of").contains("春节");
            assertThat(CalendarReader.json(china.json())).isEqualTo(china);
        }

        @Test
        @DisplayName("unknown places are refused")
        void unknown() {
            for (String code : List.of("XX", "de", "DE-ZZ", "DE-HH-1", "China", "DE-")) {
                assertThat(faults("zone: UTC\nholidays-of: '" + code + "'"))
                        .as(code)
                        .singleElement()
                        .asString()
                        .matches("2 office.holidays-of: no (such part of DE|holidays are known for it: .*)")
                        .as(code);
            }
        }
    }

    @Nested
    @DisplayName("Holidays from an iCalendar file")
    class FromICalendar {

        private static CalendarDefinition read(String yaml, String... events) {
            String text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\n" + String.join("", events)
                    + "END:VCALENDAR\r\n";
            return CalendarReader.read(Entry.yaml("zone: UTC\nhours: {MON: 09:00-17:00}\n" + yaml), "", file -> text);
        }

        private static String event(String name, String... lines) {
            return "BEGIN:VEVENT\r\nUID:" + name + "\r\nDTSTAMP:20250101T000000Z\r\nSUMMARY:" + name + "\r\n"
                    + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
        }

        @Test
        @DisplayName("whole days, the end excluded, with their names")
        void wholeDays() {
            CalendarDefinition read = read(
                    "holidays-from: estate.ics",
                    event("Founders' day", "DTSTART;VALUE=DATE:20260907"),
                    event("Summer", "DTSTART;VALUE=DATE:20260713", "DTEND;VALUE=DATE:20260727"),
                    event("Fair", "DTSTART;VALUE=DATE:20261005", "DURATION:P2D"));
            assertThat(read.holidays())
                    .containsExactly(
                            new Holiday(LocalDate.of(2026, 7, 13), LocalDate.of(2026, 7, 26), "Summer"),
                            new Holiday(LocalDate.of(2026, 9, 7), LocalDate.of(2026, 9, 7), "Founders' day"),
                            new Holiday(LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 6), "Fair"));
            assertThat(read.knownYears()).isEqualTo(new CalendarDefinition.Years(2026, 2026));
        }

        @Test
        @DisplayName("yearly ones repeat until 2060")
        void yearly() {
            CalendarDefinition read = read(
                    "holidays-from: estate.ics", event("New Year", "DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=YEARLY"));
            assertThat(read.holidays()).hasSize(41).allMatch(h -> h.from().getDayOfYear() == 1);
            assertThat(read.knownYears()).isEqualTo(new CalendarDefinition.Years(2020, 2060));
        }

        @Test
        @DisplayName("a year is known only as far as the moving ones are written out, whatever repeats beside them")
        void writtenOut() {
            CalendarDefinition read = read(
                    "holidays-from: estate.ics",
                    event("New Year", "DTSTART;VALUE=DATE:20250101", "RRULE:FREQ=YEARLY")
                            + event("Spring Festival", "DTSTART;VALUE=DATE:20250129", "DTEND;VALUE=DATE:20250205")
                            + event("Spring Festival", "DTSTART;VALUE=DATE:20260217", "DTEND;VALUE=DATE:20260224"));
            assertThat(read.knownYears()).isEqualTo(new CalendarDefinition.Years(2025, 2026));
        }

        @Test
        @DisplayName("events marked as make-up days are worked")
        void makeUp() {
            CalendarDefinition read = read(
                    "holidays-from: [estate.ics]",
                    event("国庆节", "DTSTART;VALUE=DATE:20261001", "DTEND;VALUE=DATE:20261008"),
                    event("国庆节 补班", "DTSTART;VALUE=DATE:20261010"));
            assertThat(read.exceptions()).containsOnlyKeys(LocalDate.of(2026, 10, 10));
            assertThat(read.holidays()).hasSize(1);
        }

        @Test
        @DisplayName("what is not of whole days, is empty or repeats without end is refused")
        void refused() {
            String of = "holidays-from: estate.ics";
            assertThatThrownBy(() -> read(of, event("Meeting", "DTSTART:20260907T100000Z")))
                    .hasMessageContaining("line 3: holidays-from: the event \"Meeting\" is not of whole days");
            assertThatThrownBy(() -> read(of)).hasMessageContaining("holds no holidays");
            assertThatThrownBy(() -> CalendarReader.read(Entry.yaml("zone: UTC\n" + of), "", f -> "nonsense"))
                    .hasMessageContaining("holds no holidays");
            assertThatThrownBy(() -> read(of, event("Daily", "DTSTART;VALUE=DATE:20260907", "RRULE:FREQ=DAILY")))
                    .hasMessageContaining("repeats too often");
            assertThatThrownBy(
                            () -> read(of, event("Back", "DTSTART;VALUE=DATE:20260907", "DTEND;VALUE=DATE:20260901")))
                    .hasMessageContaining("ends before it starts");
            assertThatThrownBy(
                            () -> CalendarReader.read(Entry.yaml("zone: UTC\n" + of), "", f -> "x".repeat(2_000_001)))
                    .hasMessageContaining("two million");
        }

        @Test
        @DisplayName("sources that know no year in common are refused")
        void noYearInCommon() {
            assertThatThrownBy(() -> read(
                            "holidays-of: CN\nholidays-from: estate.ics", event("Old", "DTSTART;VALUE=DATE:20100907")))
                    .hasMessageContaining("holidays-of: the sources have no year in common");
        }

        @Test
        @DisplayName("a calendar that does not come from the operator may not read files")
        void notFromOutside() {
            assertThatThrownBy(() -> CalendarReader.json("{\"zone\":\"UTC\",\"holidays-from\":\"/etc/passwd\"}"))
                    .hasMessageContaining("only a configured calendar");
        }
    }

    @Test
    @DisplayName("an hour of a calendar is an hour")
    void compiled() {
        BusinessCalendar office = BusinessCalendar.of(CalendarReader.yaml(OFFICE));
        assertThat(office.between(Instant.parse("2026-10-10T00:30:00Z"), Instant.parse("2026-10-10T01:30:00Z")))
                .isEqualTo(Duration.ofHours(1));
    }
}
