package dev.steward.sla.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.calendar.Span;
import dev.steward.platform.rules.WrongRules;
import dev.steward.sla.Policy;
import dev.steward.sla.Promise;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.ShippedLadders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The service level table")
class PromiseTableTest {

    private static final String SHIPPED = shipped();
    private static final PromiseTable TABLE = table(SHIPPED);

    private static String shipped() {
        try {
            return Files.readString(Path.of("bpmn/service-level.dmn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PromiseTable table(String dmn) {
        return new PromiseTable(
                "service-level.dmn",
                dmn,
                new TreeSet<>(List.of("service", "office", "emergency")),
                new TreeSet<>(ShippedLadders.ladders().keySet()),
                List.of("lifts", "fire-safety", "heating-cooling", "appliances", "walls-ceilings"));
    }

    private static Promise promise(Policy policy, Target target) {
        return policy.promise(target).orElseThrow();
    }

    @Nested
    @DisplayName("as shipped promises")
    class Shipped {

        @ParameterizedTest
        @DisplayName("by kind, category, priority and site, the first row that fits")
        @CsvSource({
            "REPAIR,     lifts,          EMERGENCY, sunshine, life-safety",
            "REPAIR,     fire-safety,    EMERGENCY, harbour,  life-safety",
            "COMPLAINT,  fire-safety,    EMERGENCY, sunshine, life-safety",
            "REPAIR,     plumbing,       EMERGENCY, sunshine, outage",
            "REPAIR,     lifts,          NORMAL,    sunshine, normal-repair",
            "REPAIR,     plumbing,       URGENT,    sunshine, urgent-repair",
            "REPAIR,     walls-ceilings, NORMAL,    sunshine, normal-repair",
            "REPAIR,     walls-ceilings, URGENT,    harbour,  harbour-damp-mould",
            "REPAIR,     walls-ceilings, EMERGENCY, harbour,  outage",
            "COMPLAINT,  noise,          NORMAL,    sunshine, complaint",
            "COMPLAINT,  noise,          NORMAL,    harbour,  harbour-complaint",
            "INQUIRY,    billing,        LOW,       sunshine, inquiry",
            "SUGGESTION, greening,       LOW,       harbour,  suggestion",
            "VALUE_ADDED, moving,        NORMAL,    sunshine, value-added",
            "WARRANTY,   plumbing,       NORMAL,    sunshine, developer-warranty",
            "SOMETHING,  other,          LOW,       else,     anything-else"
        })
        void rows(String kind, String category, String priority, String site, String row) {
            assertThat(TABLE.policy(kind, category, priority, site).row()).isEqualTo(row);
        }

        @Test
        @DisplayName("where a site has a row of its own by the same name, that one")
        void rowOfTheSite() {
            PromiseTable own = table(SHIPPED.replace("harbour-complaint", "harbour-anything-else"));

            assertThat(own.policy("SOMETHING", "other", "LOW", "harbour").row()).isEqualTo("harbour-anything-else");
            assertThat(own.policy("SOMETHING", "other", "LOW", "harbour"))
                    .isEqualTo(own.row("anything-else", "harbour"));
            assertThat(own.policy("SOMETHING", "other", "LOW", "sunshine").row())
                    .isEqualTo("anything-else");
        }

        @Test
        @DisplayName("five minutes, half an hour, two hours and a day where life is in danger, without a pause")
        void lifeSafety() {
            var policy = TABLE.row("life-safety", "sunshine");

            assertThat(promise(policy, Target.RESPONSE))
                    .isEqualTo(new Promise(Target.RESPONSE, Span.parse("PT5M"), "emergency", "emergency", false));
            assertThat(promise(policy, Target.ATTENDANCE).span()).isEqualTo(Span.parse("PT30M"));
            assertThat(promise(policy, Target.MADE_SAFE).span()).isEqualTo(Span.parse("PT2H"));
            assertThat(promise(policy, Target.RESOLUTION).span()).isEqualTo(Span.parse("PT24H"));
            assertThat(promise(policy, Target.ACCEPT).ladder()).isEqualTo("paging");
            assertThat(policy.promise(Target.DISPATCH)).isEmpty();
            assertThat(policy.promises().values()).noneMatch(Promise::pausable);
        }

        @Test
        @DisplayName("an hour, the same day and one working day for an urgent repair")
        void urgentRepair() {
            var policy = TABLE.row("urgent-repair", "sunshine");

            assertThat(promise(policy, Target.RESPONSE))
                    .isEqualTo(new Promise(Target.RESPONSE, Span.parse("PT1H"), "service", "standard", true));
            assertThat(promise(policy, Target.ATTENDANCE).span()).isEqualTo(Span.parse("P0D by close-of-business"));
            assertThat(promise(policy, Target.RESOLUTION))
                    .isEqualTo(new Promise(Target.RESOLUTION, Span.parse("P1D"), "office", "standard", true));
            assertThat(policy.promise(Target.MADE_SAFE)).isEmpty();
        }

        @Test
        @DisplayName("the agreed slot for the visit of a normal repair and for paid services")
        void bySlot() {
            assertThat(promise(TABLE.row("normal-repair", "sunshine"), Target.ATTENDANCE)
                            .bySlot())
                    .isTrue();
            assertThat(promise(TABLE.row("value-added", "sunshine"), Target.RESOLUTION)
                            .bySlot())
                    .isTrue();
        }

        @Test
        @DisplayName(
                "to everybody a return visit in one working day, which never pauses, and an answer to an objection in four hours")
        void everybody() {
            var rows = table(SHIPPED).rows();

            assertThat(rows).hasSize(12).allSatisfy(policy -> {
                var callback = promise(policy, Target.CALLBACK);
                assertThat(callback.span()).isEqualTo(Span.parse("P1D"));
                assertThat(callback.calendar()).isEqualTo("office");
                assertThat(callback.pausable()).isFalse();
                assertThat(promise(policy, Target.FOLLOW_UP).span()).isEqualTo(Span.parse("PT4H"));
                assertThat(policy.promise(Target.RESPONSE)).isPresent();
                assertThat(policy.promise(Target.RESOLUTION)).isPresent();
            });
        }

        @Test
        @DisplayName("to the harbour what is usual in Europe; a row of the site wins over the general one")
        void harbour() {
            assertThat(promise(TABLE.row("complaint", "harbour"), Target.RESPONSE)
                            .span())
                    .isEqualTo(Span.parse("P5D"));
            assertThat(promise(TABLE.row("complaint", "sunshine"), Target.RESPONSE)
                            .span())
                    .isEqualTo(Span.parse("PT2H"));
            assertThat(promise(TABLE.row("harbour-complaint", "harbour"), Target.RESOLUTION)
                            .span())
                    .isEqualTo(Span.parse("P10D"));
            assertThatThrownBy(() -> TABLE.row("nothing", "harbour")).isInstanceOf(NoSuchElementException.class);
        }
    }

    @ParameterizedTest
    @DisplayName("is refused when it does not fit, naming the file, the row and the column")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            PT1H of service               | PT1H of surface              | row 5 (urgent-repair), column response: there is no calendar "surface"
            P3D of office                 | P3D of office on rope        | row 6 (normal-repair), column resolution: there is no ladder "rope"
            PT2H of emergency             | P1M of emergency             | row 1 (life-safety), column madeSafe: "P1M"
            PT2H of emergency             | P1DT2H of emergency          | row 1 (life-safety), column madeSafe: "P1DT2H"
            PT2H of emergency             | PT0S of emergency            | row 1 (life-safety), column madeSafe: "PT0S" gives no time
            PT2H of emergency             | -PT2H of emergency           | gives no time
            PT2H of emergency             | P0D of emergency             | gives no time
            PT2H of emergency             | two hours                    | "two hours" is no promise
            PT2H of emergency             | slot of emergency            | only attendance and resolution can be due by the slot
            "inquiry"</text></outputEntry>| "outage"</text></outputEntry>| (outage), column policy: another row has the same key
            "inquiry"</text></outputEntry>| ""</text></outputEntry>      | every row has a key
            "inquiry"</text></outputEntry>| inquiry</text></outputEntry> | row 8, column policy: inquiry must be a text in quotes
            <text>false</text>            | <text>no</text>              | row 1 (life-safety), column pausable: no must be a text in quotes, or true or false
            <text>false</text>            | <text>"no"</text>            | row 1 (life-safety), column pausable: true or false, not "no"
            <text>false</text>            | <text>1 > 2</text>           | row 1 (life-safety), column pausable: 1 > 2 must be
            id="definitions_service-level"| id="d" expressionLanguage="juel" | expressionLanguage of the definitions: only FEEL, not juel
            id="definitions_service-level"| id="d" typeLanguage="java"       | typeLanguage of the definitions: only FEEL, not java
            <output id="output_pausable"  | <output id="x" name="x"/><output id="output_pausable" | nobody reads the output column x; outputs are accept
            <output id="output_pausable"  | <output id="x" name="pausable"/><output id="output_pausable" | has the output column pausable twice
            <outputEntry id="outage_pausable"> | <outputEntry id="x"><text>1</text></outputEntry><outputEntry id="outage_pausable"> | row 2: has 4 conditions and 14 answers for 4 inputs and 13 outputs
            id="expression_kind"          | id="k" expressionLanguage="groovy"   | input kind: only FEEL, not groovy
            <text>"INQUIRY"</text>        | <text>"INQUIRY</text>        | row 8 (inquiry), column kind
            hitPolicy="FIRST"             | hitPolicy="COLLECT"          | the hit policy must be FIRST
            name="followUp"               | name="followup"              | has no output column followUp
            id="service-level"            | id="service-levels"          | has no decision table with the id service-level
            <text>kind</text>             | <text>colour</text>          | an input reads "colour"
            id="anything-else_kind"><text>| id="anything-else_kind"><text>"REPAIR"| the last row must fit everything
            id="inquiry_kind"><text>      | id="inquiry_kind" expressionLanguage="javascript"><text>| only FEEL, not javascript
            <text>"INQUIRY"</text>        | <text>"ENQUIRY"</text>       | row 8 (inquiry), column kind: there is no kind "ENQUIRY"; known are INQUIRY
            <text>"walls-ceilings"</text> | <text>"walls"</text>         | column category: there is no category "walls"; known are lifts
            <text>"URGENT"</text>         | <text>"URGENT","SOON"</text> | column priority: there is no priority "SOON"
            camunda:historyTimeToLive="P3650D" | camunda:versionTag="1"      | historyTimeToLive
            </decision>                   | </decide>                    | this is not a DMN model
            """)
    void refused(String right, String wrong, String message) {
        assertThat(SHIPPED).contains(right);
        assertThatThrownBy(() -> table(SHIPPED.replace(right, wrong)))
                .isInstanceOf(WrongRules.class)
                .hasMessageStartingWith("service-level.dmn")
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("may say that its language is FEEL")
    void feel() {
        assertThat(table(SHIPPED.replace(
                                "id=\"definitions_service-level\"",
                                "id=\"d\" expressionLanguage=\"https://www.omg.org/spec/DMN/20191111/FEEL/\""))
                        .rows())
                .hasSize(12);
    }

    @Test
    @DisplayName("is told everything that is wrong with it at once")
    void everything() {
        String wrong = SHIPPED.replace("PT1H of service", "PT1H of surface").replace("P10D of office", "P10 of office");

        assertThatThrownBy(() -> table(wrong))
                .hasMessageContaining("(urgent-repair), column response")
                .hasMessageContaining("(normal-repair), column response")
                .hasMessageContaining("(suggestion), column resolution");
    }
}
