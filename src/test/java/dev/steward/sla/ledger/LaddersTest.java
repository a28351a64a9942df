package dev.steward.sla.ledger;

import static dev.steward.sla.Hours.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.platform.rules.WrongRules;
import dev.steward.sla.Ladder;
import dev.steward.sla.Rung;
import dev.steward.sla.Target;
import dev.steward.sla.Told;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The file of ladders")
class LaddersTest {

    private static SortedMap<String, Ladder> ladders(String yaml) {
        return LadderFile.read("ladders.yaml", yaml, new TreeSet<>(List.of("emergency", "office", "service")));
    }

    private static SortedMap<String, Ladder> standardWith(String rung) {
        return ladders("steward: {ladders: {standard: {hours: office, rungs: [" + rung + "]}}}");
    }

    @Test
    @DisplayName("as shipped has the ladders that the table names, with people and hours")
    void shipped() {
        var ladders = ShippedLadders.ladders();

        assertThat(ladders).containsOnlyKeys("emergency", "paging", "standard");
        assertThat(ladders.get("standard").rungs())
                .extracting(Rung::key)
                .containsExactly("75%", "100%", "+P1D", "+P3D");
        assertThat(ladders.get("paging").hours()).isEqualTo("emergency");
        assertThat(ladders.get("paging").rungs().get(2).tells()).contains(new Told(Told.Whom.ON_CALL, 3));
    }

    @Test
    @DisplayName("gives a ladder a new version when it changes; a clock climbs the one by which it was started")
    void versions() {
        var world = new TestClocks();
        world.run(() -> world.clocks.start(
                "ST-1",
                "sunshine",
                TestClocks.normalRepair(),
                List.of(Target.RESPONSE),
                1,
                at("03-02T10:00"),
                Dimensions.NONE));
        assertThat(world.ladders.inForce("standard").version()).isEqualTo(1);

        world.ladders(
                ladders("steward: {ladders: {standard: {hours: office, rungs: [{percent: 50, tell: [MANAGER]}]}}}"));

        assertThat(world.ladders.inForce("standard").version()).isEqualTo(2);
        assertThat(world.ladders.inForce("paging")).isEqualTo(world.ladders.inForce("standard"));
        assertThat(world.clocks.of("ST-1").get(0).nextRung(at("03-02T10:00"))).contains(at("03-02T10:45"));
        world.run(() -> world.clocks.start(
                "ST-2",
                "sunshine",
                TestClocks.normalRepair(),
                List.of(Target.RESPONSE),
                1,
                at("03-02T10:00"),
                Dimensions.NONE));
        assertThat(world.clocks.of("ST-2").get(0).nextRung(at("03-02T10:00"))).contains(at("03-02T10:30"));

        world.ladders(ShippedLadders.ladders());
        assertThat(world.ladders.inForce("standard").version()).isEqualTo(3);
        assertThat(world.ladders.inForce("paging").version()).isEqualTo(1);
        var restarted = new Ladders(new LadderVersions(world.jdbc));
        assertThat(restarted.version("standard", 2).rungs())
                .extracting(Rung::key)
                .containsExactly("50%");
        assertThat(restarted.version("standard", 1).rungs())
                .isEqualTo(TestClocks.standard().rungs());
        assertThatThrownBy(() -> restarted.version("standard", 4)).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @DisplayName("is refused, naming the line, the rung and what is wrong")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {percent: 75}                              | line 1: steward.ladders.standard.rungs.0: a rung tells somebody
            {percent: 0, tell: [OWNER]}                | standard.rungs.0: a rung is at 1 to 100 percent
            {percent: x, tell: [OWNER]}                | standard.rungs.0: percent: x is no whole number
            {percent: 75, tell: OWNER}                 | a rung tells somebody
            75                                         | standard.rungs.0: expected entries by name
            {percent: 75, after: P1D, tell: [OWNER]}   | one of percent, since, before and after
            {tell: [OWNER]}                            | one of percent, since, before and after
            {after: P0D, tell: [OWNER]}                | P0D is not after the due
            {after: PT0S, tell: [OWNER]}               | PT0S is not after the due
            {after: P1M, tell: [OWNER]}                | never months
            {since: P1D, tell: [OWNER]}                | must be business time
            {before: -PT1H, tell: [OWNER]}             | must be business time
            {percent: 75, tell: [BOSS]}                | "BOSS" is nobody
            {after: PT5M, every: PT5M, tell: [OWNER]}  | every and until come together
            {percent: 75, every: PT5M, until: PT4H, tell: [OWNER]} | only a rung with since or after in hours or minutes
            {after: P1D, every: PT5M, until: PT4H, tell: [OWNER]} | only a rung with since or after in hours or minutes
            {after: PT5M, every: PT0S, until: PT4H, tell: [OWNER]} | expected 1 to 100 times
            {after: PT5H, every: PT5M, until: PT4H, tell: [OWNER]} | the last not before the first
            {after: PT5M, every: PT1S, until: PT4H, tell: [OWNER]} | expected 1 to 100 times
            {percent: 75, tel: [OWNER]}                | standard.rungs.0.tel: unknown entry
            {percent: 75, tell: [OWNER]}, {percent: 75, tell: [MANAGER]} | 75% twice
            """)
    void refused(String rung, String message) {
        assertThatThrownBy(() -> standardWith(rung))
                .isInstanceOf(WrongRules.class)
                .hasMessageStartingWith("ladders.yaml, line 1: steward.ladders.standard")
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("without a standard ladder, without hours or without YAML is refused")
    void incomplete() {
        assertThatThrownBy(() -> ladders("steward: {ladders: {other: {hours: office}}}"))
                .isInstanceOf(WrongRules.class)
                .hasMessageContaining("standard");
        assertThatThrownBy(() -> ladders("steward: {ladders: {standard: {rungs: []}}}"))
                .isInstanceOf(WrongRules.class)
                .hasMessageContaining("standard.hours");
        assertThatThrownBy(() -> ladders("steward: {ladders: ["))
                .isInstanceOf(WrongRules.class)
                .hasMessageContaining("ladders.yaml");
        assertThatThrownBy(() -> ladders("steward: {ladders: {standard: {hours: office, rungs: 3}}}"))
                .hasMessageContaining("standard.rungs: expected a list");
        assertThatThrownBy(() -> ladders("ladders: {standard: {hours: office}}"))
                .hasMessageContaining("expected ladders by name under it");
        assertThatThrownBy(() -> ladders("steward:\n  ladders:\n    standard:\n      hour: office\n"))
                .hasMessageContaining("line 4: steward.ladders.standard.hour: unknown entry")
                .hasMessageContaining("standard.hours: which calendar");
        assertThat(ladders("steward: {ladders: {standard: {hours: office}}}")).hasSize(1);
    }
}
