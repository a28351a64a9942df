package dev.steward.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import dev.steward.ticket.Kind;
import dev.steward.ticket.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A mapping")
class MappingTest {

    static final String YAML =
            """
            site: sunshine
            zone: America/New_York
            fields:
              externalReference: {column: id}
              title: {text: ["{type}: {detail}", "{type}"]}
              category: {column: type, values: {Heating: heating-cooling, Plumbing: plumbing}, otherwise: other}
              priority: {column: urgency, values: {high: URGENT, low: LOW}, default: NORMAL}
              home: {column: flat, nothing: [N/A, unknown]}
              address: {text: ["{street}, {city}", "{city}"]}
              reporterName: {column: caller}
              reporterPhone: {column: phone}
              reporterEmail: {column: mail}
              state: {column: status, values: {Closed: CLOSED, Open: OPEN, Withdrawn: WITHDRAWN}}
              openedAt: {column: opened}
              closedAt: {column: closed}
            """;

    private static Archive archive;

    @BeforeAll
    static void open() {
        archive = new Archive();
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    private static Map<String, String> record(String... changes) {
        Map<String, String> record = new HashMap<>(Map.of(
                "id", "7",
                "type", "HEATING",
                "detail", "no heat",
                "city", "Brooklyn",
                "status", "Closed",
                "opened", "2012-06-26T13:38:54.000",
                "closed", "2012-06-27T09:00:00.000"));
        for (int i = 0; i < changes.length; i += 2) {
            record.put(changes[i], changes[i + 1]);
        }
        return record;
    }

    private static Mapping.Reading read(String yaml, Map<String, String> record) {
        return archive.mapping(yaml).read(record, "someone", Archive.NOW);
    }

    private static List<Fault> faults(String... changes) {
        Mapping.Reading reading = read(YAML, record(changes));
        assertThat(reading.ticket() == null).isEqualTo(!reading.faults().isEmpty());
        return reading.faults();
    }

    private static OldTicket ticket(String... changes) {
        Mapping.Reading reading = read(YAML, record(changes));
        assertThat(reading.faults()).isEmpty();
        return reading.ticket();
    }

    @Test
    @DisplayName("makes an old ticket of a record, with its real times in its own zone")
    void reads() {
        assertThat(ticket("phone", "139 0013 8000", "caller", " Li  Na ", "urgency", "HIGH"))
                .isEqualTo(new OldTicket(
                        "sunshine",
                        "7",
                        Kind.REPAIR,
                        "heating-cooling",
                        Priority.URGENT,
                        "HEATING: no heat",
                        "HEATING: no heat",
                        null,
                        null,
                        "Brooklyn",
                        null,
                        "Li Na",
                        "+8613900138000",
                        null,
                        null,
                        OldTicket.State.CLOSED,
                        Instant.parse("2012-06-26T17:38:54Z"),
                        null,
                        null,
                        Instant.parse("2012-06-27T13:00:00Z"),
                        "someone"));
    }

    @Test
    @DisplayName("takes the first text whose columns are filled, and knows which values stand for none")
    void fallbacks() {
        assertThat(ticket("detail", " \u00A0 ").title()).isEqualTo("HEATING");
        assertThat(ticket("street", "1 Main St").address()).isEqualTo("1 Main St, Brooklyn");
        assertThat(ticket("flat", " n/a ").home()).isNull();
        assertThat(ticket("flat", "1-201").home()).isEqualTo("1-201");
        assertThat(ticket("type", "Something new").category()).isEqualTo("other");
    }

    @Test
    @DisplayName("reads what a record holds as data: braces, formulas and markup stay as they are")
    void data() {
        String hostile = "{id} =HYPERLINK(\"x\") <img onerror=1> ${7*7} {{7*7}}";
        assertThat(ticket("detail", hostile).title()).isEqualTo("HEATING: " + hostile);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            opened | ''                       | openedAt | missing (opened)
            opened | yesterday                | openedAt | "yesterday" is not a time
            opened | 2012-02-30T10:00:00      | openedAt | is not a time
            opened | 2012-06-26               | openedAt | has no time of day
            opened | 2012-03-11T02:30:00.000  | openedAt | never was in America/New_York
            opened | 2026-06-06T00:00:00Z     | openedAt | is in the future
            opened | 1900-01-01T00:00:00Z     | openedAt | too long ago
            closed | 2012-11-04T01:30:00.000  | closedAt | was twice in America/New_York
            closed | 2012-06-26T13:38:53.999  | closedAt | is before it was opened
            closed | ''                       | closedAt | missing, though it is CLOSED
            status | Open                     | state    | open, but it has a closing
            status | Escalated                | state    | "Escalated" has no meaning
            status | ''                       | state    | missing (status)
            id     | ''                       | externalReference | missing (id)
            city   | ''                       | address  | neither home nor place nor address
            mail   | nobody                   | reporterEmail | not an e-mail address
            phone  | 12                       | reporterPhone | not a telephone number
            """)
    @DisplayName("says of a bad record which field is wrong and why")
    void bad(String column, String value, String field, String message) {
        assertThat(faults(column, value)).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.message()).contains(message.strip());
        });
    }

    @Test
    @DisplayName("refuses control and direction characters, half characters and over-long text")
    void unusable() {
        assertThat(faults("detail", "a\u0000b")).extracting(Fault::field).contains("title");
        assertThat(faults("detail", "a\u202Eb")).extracting(Fault::field).contains("title");
        assertThat(faults("detail", "a\uD800b")).extracting(Fault::field).contains("title");
        assertThat(faults("detail", "x".repeat(300))).extracting(Fault::field).contains("title");
    }

    @Test
    @DisplayName("reads text that was encoded twice as it was meant, and leaves all other text alone")
    void meant() {
        assertThat(ticket("detail", "the city\u00e2\u0080\u0099s website").title())
                .isEqualTo("HEATING: the city\u2019s website");
        assertThat(ticket("detail", "caf\u00e9 \u00e2\u20ac\u2122").title())
                .isEqualTo("HEATING: caf\u00e9 \u00e2\u20ac\u2122");
        assertThat(faults("detail", "a\u0092b")).extracting(Fault::field).contains("title");
    }

    @Test
    @DisplayName("tells all that is wrong with a record at once")
    void all() {
        assertThat(faults("opened", "?", "status", "?", "city", ""))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder("openedAt", "state", "address");
    }

    @Test
    @DisplayName("may decide what a time means that was twice, and what a date without a time means")
    void decides() {
        String later = YAML.replace("zone: America", "overlap: LATER\nzone: America");
        String earlier = YAML.replace("zone: America", "overlap: EARLIER\nzone: America");
        Map<String, String> twice = record("closed", "2012-11-04T01:30:00");
        assertThat(read(earlier, twice).ticket().closedAt()).isEqualTo("2012-11-04T05:30:00Z");
        assertThat(read(later, twice).ticket().closedAt()).isEqualTo("2012-11-04T06:30:00Z");
        String dates = YAML.replace(
                "closedAt: {column: closed}", "closedAt: {column: closed, pattern: d/M/yyyy, dateOnly: END_OF_DAY}");
        assertThat(read(dates, record("closed", "26/6/2012")).ticket().closedAt())
                .isEqualTo("2012-06-27T03:59:59Z");
        String american = YAML.replace("opened: {column", "x")
                .replace("{column: opened}", "{column: opened, pattern: 'MM/dd/yyyy hh:mm:ss a'}");
        assertThat(read(american, record("opened", "06/26/2012 01:38:54 pm"))
                        .ticket()
                        .openedAt())
                .isEqualTo("2012-06-26T17:38:54Z");
        assertThat(read(YAML, record("opened", "2012-06-26T13:38:54+02:00"))
                        .ticket()
                        .openedAt())
                .isEqualTo("2012-06-26T11:38:54Z");
        assertThat(read(YAML, record("opened", "2012-06-26 13:38")).ticket().openedAt())
                .isEqualTo("2012-06-26T17:38:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            site: sunshine                | site: nowhere                  | mapping.site
            site: sunshine                | size: sunshine                 | mapping.size
            zone: America/New_York        | zone: New York                 | mapping.zone
            zone: America/New_York        | overlap: BOTH                  | mapping.overlap
            zone: America/New_York        | encoding: nonsense-8           | mapping.encoding
            zone: America/New_York        | delimiter: ";;"                | mapping.delimiter
            zone: America/New_York        | format: XLSX                   | mapping.format
            {column: id}                  | {colum: id}                    | mapping.fields.externalReference.colum
            {column: id}                  | {column: id, constant: x}      | mapping.fields.externalReference
            {column: id}                  | id                             | mapping.fields.externalReference
            externalReference:            | reference:                     | mapping.fields.reference
            Heating: heating-cooling      | Heating: heat                  | mapping.fields.category.values.Heating
            Plumbing: plumbing            | heating: plumbing              | mapping.fields.category.values.heating
            otherwise: other              | otherwise: misc                | mapping.fields.category.otherwise
            default: NORMAL               | default: MEDIUM                | mapping.fields.priority.default
            Closed: CLOSED                | Closed: DONE                   | mapping.fields.state.values.Closed
            "{type}: {detail}"            | "{type: {detail}"              | mapping.fields.title.text[0]
            "{type}: {detail}"            | "{}"                           | mapping.fields.title.text[0]
            {column: opened}              | {column: opened, pattern: iiii} | mapping.fields.openedAt.pattern
            {column: opened}              | {column: opened, dateOnly: 9}  | mapping.fields.openedAt.dateOnly
            {column: opened}              | {column: opened, values: {a: b}} | mapping.fields.openedAt.values
            [N/A, unknown]                | N/A                            | mapping.fields.home.nothing
            """)
    @DisplayName("that is wrong is refused with the path of the entry")
    void wrong(String right, String wrong, String path) {
        String yaml = YAML.replace(right.strip(), wrong.strip());
        assertThat(yaml).isNotEqualTo(YAML);
        assertThatThrownBy(() -> archive.mapping(yaml))
                .asInstanceOf(type(Refusal.class))
                .satisfies(refusal ->
                        assertThat(refusal.faults()).extracting(Fault::field).contains(path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            not: [closed          | not YAML
            just text             | must be YAML
            ''                    | must be YAML
            a: 1\\na: 2           | not YAML
            a: &x [1]\\nb: *x     | mapping.a
            """)
    @DisplayName("that is no mapping at all is refused")
    void none(String yaml, String message) {
        assertThatThrownBy(() -> archive.mapping(yaml.replace("\\n", "\n")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    @DisplayName("of the documentation fits the estate and the catalogue that are shipped")
    void example() throws IOException {
        Mapping example = archive.mapping(Files.readString(Path.of("src/docs/examples/nyc-311.yaml")));
        assertThat(example.columns()).contains("unique_key", "created_date", "closed_date");
    }
}
