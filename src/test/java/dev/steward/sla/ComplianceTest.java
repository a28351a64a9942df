package dev.steward.sla;

import static dev.steward.sla.Hours.OFFICE;
import static dev.steward.sla.Hours.at;
import static dev.steward.sla.Hours.clock;
import static dev.steward.sla.Hours.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Compliance")
class ComplianceTest {

    @Test
    @DisplayName("is met in time over met and breached; open past the due counts as breached, cancelled not at all")
    void share() {
        var compliance = new Compliance();
        assertThat(compliance.share()).isEqualTo(1);
        assertThat(compliance.pauseShare()).isZero();
        assertThat(compliance.median()).isZero();

        var now = at("03-20T10:00");
        compliance.ended(clock(terms("PT4H", OFFICE), "03-02T10:00").with(new Fact.Met(at("03-02T11:00"))), now);
        compliance.ended(clock(terms("PT4H", OFFICE), "03-02T10:00").with(new Fact.Met(at("03-02T17:00"))), now);
        compliance.ended(5, 0, Duration.ofHours(10), Duration.ZERO, Duration.ofHours(3));
        compliance.overdue(Duration.ofHours(6), Duration.ofHours(2), Duration.ofHours(1));

        assertThat(compliance.met()).isEqualTo(6);
        assertThat(compliance.breached()).isEqualTo(2);
        assertThat(compliance.open()).isEqualTo(1);
        assertThat(compliance.share()).isEqualTo(0.75);
        assertThat(compliance.overrun()).isEqualTo(Duration.ofHours(4));
        // 1 h, 6 h, 10 h, 6 h used; 4 h paused
        assertThat(compliance.pauseShare()).isEqualTo(4.0 / 27.0, within(1e-9));
        assertThat(compliance.businessTime()).isEqualTo(Duration.ofHours(23));
    }

    @Test
    @DisplayName("of clocks that ended knows how long half of them took, and nine tenths")
    void howLong() {
        var now = at("03-20T10:00");
        var compliance = new Compliance();
        for (int minutes = 30; minutes <= 300; minutes += 30) {
            var start = at("03-02T08:30");
            compliance.ended(
                    ServiceClock.start("n", "s", Target.RESPONSE, 1, terms("PT4H", Hours.SERVICE), start)
                            .with(new Fact.Met(start.plusSeconds(60L * minutes))),
                    now);
        }

        assertThat(compliance.met()).isEqualTo(8);
        assertThat(compliance.breached()).isEqualTo(2);
        assertThat(compliance.share()).isEqualTo(0.8);
        assertThat((double) compliance.median().toMinutes()).isCloseTo(150, withPercentage(7));
        assertThat((double) compliance.ninetieth().toMinutes()).isCloseTo(270, withPercentage(7));
    }

    @Test
    @DisplayName("knows medians and percentiles within a few percent, from minutes to years")
    void percentiles() {
        var times = new TimeClasses();
        for (int minutes = 1; minutes <= 1000; minutes++) {
            times.add(TimeClasses.of(Duration.ofMinutes(minutes)), 1);
        }

        assertThat(times.within(0.5).toMinutes()).isCloseTo(500, within(15L));
        assertThat(times.within(0.9).toMinutes()).isCloseTo(900, within(25L));
        assertThat(times.within(1).toMinutes()).isCloseTo(1000, within(60L));

        assertThat(TimeClasses.of(Duration.ZERO)).isZero();
        assertThat(TimeClasses.of(Duration.ofSeconds(59))).isZero();
        assertThat(TimeClasses.of(Duration.ofSeconds(60))).isEqualTo(1);
        assertThat(TimeClasses.of(Duration.ofSeconds(65))).isEqualTo(1);
        assertThat(TimeClasses.of(Duration.ofSeconds(67))).isEqualTo(2);
        assertThat(TimeClasses.of(Duration.ofDays(100_000_000))).isEqualTo(255);
    }

    @Test
    @DisplayName("of one clock has its time as the median, within a class")
    void single() {
        for (var time :
                new Duration[] {Duration.ofMinutes(1), Duration.ofMinutes(37), Duration.ofHours(5), Duration.ofDays(30)
                }) {
            var times = new TimeClasses();
            times.add(TimeClasses.of(time), 1);
            assertThat((double) times.within(0.5).toSeconds()).isCloseTo(time.toSeconds(), withPercentage(5.1));
        }
    }
}
