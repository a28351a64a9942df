package dev.steward.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A span of a promise")
class SpanTest {

    @Test
    @DisplayName("is business time in hours, minutes and seconds")
    void time() {
        assertThat(Span.parse("PT4H")).isEqualTo(Span.of(Duration.ofHours(4)));
        assertThat(Span.parse("PT1H30M")).isEqualTo(Span.of(Duration.ofMinutes(90)));
        assertThat(Span.parse(" PT0.5S ")).isEqualTo(Span.of(Duration.ofMillis(500)));
        assertThat(Span.parse("-PT4H")).isEqualTo(Span.of(Duration.ofHours(-4)));
        assertThat(Span.parse("PT-4H")).isEqualTo(Span.of(Duration.ofHours(-4)));
        assertThat(Span.parse("PT0S").inDays()).isFalse();
    }

    @Test
    @DisplayName("or working days")
    void days() {
        assertThat(Span.parse("P1D")).isEqualTo(Span.ofDays(1));
        assertThat(Span.parse("-P2D")).isEqualTo(Span.ofDays(-2));
        assertThat(Span.parse("P-2D")).isEqualTo(Span.ofDays(-2));
        assertThat(Span.parse("-P-2D")).isEqualTo(Span.ofDays(2));
        assertThat(Span.parse("P3D").inDays()).isTrue();
    }

    @Test
    @DisplayName("working days may be due by close of business")
    void closeOfBusiness() {
        assertThat(Span.parse("P2D by close-of-business"))
                .isEqualTo(Span.ofDays(2).byCloseOfBusiness())
                .extracting(Span::closeOfBusiness)
                .isEqualTo(true);
        assertThat(Span.parse("P2D").closeOfBusiness()).isFalse();
        assertThatThrownBy(() -> Span.parse("PT2H by close-of-business")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Span.parse("-P2D by close-of-business")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(Duration.ZERO, 1, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @DisplayName("is never months, years, weeks, a mixture or something else")
    @ValueSource(
            strings = {
                "P1M",
                "P1Y",
                "P1W",
                "P1DT2H",
                "PT",
                "P",
                "",
                "4H",
                "PT4",
                "pt4h",
                "P1d",
                "PT1.5H",
                "P1.5D",
                "PTH",
                "P1DT",
                "PT2H by noon",
                "P1D by close-of-business by close-of-business",
                "P1Dby close-of-business",
                "--P1D",
                "PT1D"
            })
    void refused(String text) {
        assertThatThrownBy(() -> Span.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT4H");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @DisplayName("has no absurd size")
    @ValueSource(
            strings = {
                "PT100001H",
                "PT999999999999H",
                "-PT100001H",
                "P10001D",
                "-P10001D",
                "P999999999D",
                "PT99999999999999M",
                "PT999999999999999S",
                "PT360000000.000000001S"
            })
    void absurd(String text) {
        assertThatThrownBy(() -> Span.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("more than");
    }

    @Test
    @DisplayName("may be as long as eleven years round the clock or ten thousand working days")
    void longest() {
        assertThat(Span.parse("PT100000H").time()).isEqualTo(Duration.ofHours(100_000));
        assertThat(Span.parse("P10000D").days()).isEqualTo(10_000);
        assertThat(Span.parse("-P10000D").days()).isEqualTo(-10_000);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @DisplayName("is written as it is read")
    @ValueSource(strings = {"PT4H", "P3D", "P3D by close-of-business", "P-3D"})
    void written(String text) {
        assertThat(Span.parse(text)).hasToString(text);
    }
}
