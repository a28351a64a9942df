package dev.steward.sla.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.platform.CannotStart;
import dev.steward.sla.Rung;
import dev.steward.sla.Told;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;

@DisplayName("The file of ladders")
class LaddersTest {

    private static Ladders ladders(String yaml) {
        return new Ladders(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return "ladders.yaml";
            }
        });
    }

    private static Ladders standardWith(String rung) {
        return ladders("steward: {ladders: {standard: {hours: office, rungs: [" + rung + "]}}}");
    }

    @Test
    @DisplayName("as shipped has the ladders that the table names, with people and hours")
    void shipped() {
        var ladders = TestClocks.shippedLadders();

        assertThat(ladders.all())
                .extracting(ladder -> ladder.name())
                .containsExactly("emergency", "paging", "standard");
        assertThat(ladders.find("standard").orElseThrow().rungs())
                .extracting(Rung::key)
                .containsExactly("75%", "100%", "+P1D", "+P3D");
        assertThat(ladders.find("paging").orElseThrow().hours()).isEqualTo("emergency");
        assertThat(ladders.find("paging").orElseThrow().rungs().get(2).tells())
                .contains(new Told(Told.Whom.ON_CALL, 3));
        assertThat(ladders.inForce("gone")).isEqualTo(ladders.find("standard").orElseThrow());
    }

    @ParameterizedTest
    @DisplayName("is refused at the start, naming what is wrong")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {percent: 75}                              | standard.rungs[0]: a rung tells somebody
            {percent: 0, tell: [OWNER]}                | standard.rungs[0]: a rung is at 1 to 100 percent
            {percent: x, tell: [OWNER]}                | x
            {percent: 75, after: P1D, tell: [OWNER]}   | one of percent, since, before and after
            {tell: [OWNER]}                            | one of percent, since, before and after
            {after: P0D, tell: [OWNER]}                | P0D is not after the due
            {after: PT0S, tell: [OWNER]}               | PT0S is not after the due
            {after: P1M, tell: [OWNER]}                | never months
            {since: P1D, tell: [OWNER]}                | must be business time
            {before: -PT1H, tell: [OWNER]}             | must be business time
            {percent: 75, tell: [BOSS]}                | "BOSS" is nobody
            {percent: 75, tel: [OWNER]}                | tel
            {percent: 75, tell: [OWNER]}, {percent: 75, tell: [MANAGER]} | 75% twice
            """)
    void refused(String rung, String message) {
        assertThatThrownBy(() -> standardWith(rung))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("without a standard ladder, without hours or without YAML is refused")
    void incomplete() {
        assertThatThrownBy(() -> ladders("steward: {ladders: {other: {hours: office}}}"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("standard");
        assertThatThrownBy(() -> ladders("steward: {ladders: {standard: {rungs: []}}}"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("standard.hours");
        assertThatThrownBy(() -> ladders("steward: {ladders: ["))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("ladders.yaml");
        assertThat(ladders("steward: {ladders: {standard: {hours: office}}}").all())
                .hasSize(1);
    }
}
