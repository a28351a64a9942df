package dev.steward.sla.ledger;

import static dev.steward.sla.Hours.OFFICE;
import static dev.steward.sla.Hours.at;
import static dev.steward.sla.Hours.clock;
import static dev.steward.sla.Hours.emergency;
import static dev.steward.sla.Hours.terms;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.steward.sla.Fact;
import dev.steward.sla.PauseReason;
import dev.steward.sla.RootCause;
import dev.steward.sla.ServiceClock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A clock in JSON")
class ClockViewTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(
                    SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    private static JsonNode json(ServiceClock clock, String now, boolean explain) {
        return JSON.valueToTree(ClockView.of(clock, at(now), explain, Locale.ENGLISH));
    }

    @Test
    @DisplayName("has the fields of the contract")
    void contract() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                .with(new Fact.Paused(at("03-02T11:00"), PauseReason.RESIDENT_ABSENT, at("03-09T11:00"), "li"))
                .with(new Fact.Resumed(at("03-02T14:00"), "li"))
                .with(new Fact.RungClimbed(at("03-02T16:00"), "75%", at("03-02T16:00"), List.of()))
                .with(new Fact.Met(at("03-03T09:00")))
                .with(new Fact.CauseStated(at("03-03T09:10"), "pipe too old", RootCause.DESIGN, "li"));

        var view = json(clock, "03-04T10:00", true);

        assertThat(view.path("target").asText()).isEqualTo("RESOLUTION");
        assertThat(view.path("round").asInt()).isEqualTo(1);
        assertThat(view.path("state").asText()).isEqualTo("BREACHED");
        assertThat(view.path("startedAt").asText()).isEqualTo("2026-03-02T02:00:00Z");
        assertThat(view.path("dueAt").asText()).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(view.path("metAt").asText()).isEqualTo("2026-03-03T01:00:00Z");
        assertThat(view.path("businessElapsed").asText()).isEqualTo("PT5H");
        assertThat(view.path("overrun").asText()).isEqualTo("PT1H");
        assertThat(view.path("calendar").asText()).isEqualTo("office");
        assertThat(view.path("calendarVersion").asInt()).isEqualTo(1);
        assertThat(view.path("policyRow").asText()).isEqualTo("test");
        assertThat(view.path("pauses"))
                .singleElement()
                .hasToString("{\"from\":\"2026-03-02T03:00:00Z\",\"to\":\"2026-03-02T06:00:00Z\","
                        + "\"until\":\"2026-03-09T03:00:00Z\",\"reason\":\"RESIDENT_ABSENT\"}");
        assertThat(view.path("breachReason").asText()).isEqualTo("pipe too old");
        assertThat(view.path("rootCause").asText()).isEqualTo("DESIGN");
        assertThat(view.path("explain").get(0).fieldNames())
                .toIterable()
                .containsExactly("from", "to", "counted", "why");
        assertThat(view.path("rungs").get(0))
                .hasToString("{\"at\":\"2026-03-02T08:00:00Z\",\"percent\":75,"
                        + "\"climbedAt\":\"2026-03-02T08:00:00Z\",\"told\":[]}");
        assertThat(view.path("rungs").get(2))
                .hasToString("{\"at\":null,\"after\":\"P1D\",\"climbedAt\":null,\"told\":[\"MANAGER\"]}");
    }

    @Test
    @DisplayName("is not explained unless asked for, and has no due while paused")
    void paused() {
        var view = json(
                clock(terms("PT4H", OFFICE), "03-02T10:00")
                        .with(new Fact.Paused(at("03-02T11:00"), PauseReason.RESIDENT_ABSENT, at("03-09T11:00"), "li")),
                "03-02T14:00",
                false);

        assertThat(view.has("explain")).isFalse();
        assertThat(view.path("dueAt").isNull()).isTrue();
        assertThat(view.path("state").asText()).isEqualTo("PAUSED");
        assertThat(view.path("pauses").get(0).path("to").isNull()).isTrue();
    }

    @Test
    @DisplayName("shows rungs that were climbed before the priority changed")
    void rungsOfBefore() {
        var view = json(
                clock(terms("PT4H", OFFICE), "03-02T10:00")
                        .with(new Fact.RungClimbed(at("03-03T15:00"), "+P1D", at("03-03T15:00"), List.of()))
                        .with(new Fact.RungClimbed(at("03-03T15:00"), "-PT1H", at("03-03T15:00"), List.of()))
                        .with(new Fact.Retargeted(at("03-04T10:00"), emergency("PT24H"), "wang", "worse", null)),
                "03-04T10:00",
                false);

        assertThat(view.path("rungs"))
                .extracting(rung -> rung.path("percent").asText()
                        + rung.path("after").asText()
                        + rung.path("since").asText()
                        + rung.path("before").asText())
                .containsExactly("P1D", "PT1H", "PT0S", "PT5M", "PT10M", "100", "PT5M");
    }
}
