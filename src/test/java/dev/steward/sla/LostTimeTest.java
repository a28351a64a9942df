package dev.steward.sla;

import static dev.steward.sla.Hours.OFFICE;
import static dev.steward.sla.Hours.at;
import static dev.steward.sla.Hours.clock;
import static dev.steward.sla.Hours.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The time of a broken promise")
class LostTimeTest {

    private static Stretch stretch(String from, String to, String step, String actor) {
        return new Stretch(at(from), to == null ? null : at(to), step, actor, null);
    }

    @Test
    @DisplayName("is shared out among the steps in business time, most first, pauses left out")
    void sharedOut() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                .with(new Fact.Paused(at("03-02T14:00"), PauseReason.RESIDENT_ABSENT, at("03-04T14:00"), "li"))
                .with(new Fact.Resumed(at("03-02T16:00"), "li"))
                .with(new Fact.Met(at("03-03T11:30")));

        var lost = LostTime.of(
                clock,
                List.of(
                        stretch("03-02T09:00", "03-02T10:30", "userTask_takeOwnership", null),
                        stretch("03-02T10:30", "03-02T11:00", "userTask_assignTechnician", "chen"),
                        stretch("03-02T11:00", "03-02T17:00", "userTask_visitHome", "zhang"),
                        stretch("03-02T17:00", "03-03T09:00", "userTask_waitForParts", "zhang"),
                        stretch("03-02T18:00", "03-02T20:00", "userTask_acceptHandover", "wu"),
                        stretch("03-03T09:00", null, "userTask_visitHome", "zhang")),
                at("03-20T10:00"));

        // visits: 11-12, 13-14, 16-17 and 9:00-11:30 the next day; parts: 17:00-17:30 and 8:30-9:00
        assertThat(lost)
                .containsExactly(
                        new LostTime("userTask_visitHome", "zhang", Duration.parse("PT5H30M"), RootCause.ESTIMATE),
                        new LostTime("userTask_waitForParts", "zhang", Duration.ofHours(1), RootCause.PARTS),
                        new LostTime("userTask_takeOwnership", null, Duration.ofMinutes(30), RootCause.STAFFING),
                        new LostTime("userTask_assignTechnician", "chen", Duration.ofMinutes(30), RootCause.STAFFING));
        assertThat(lost.get(0).reason()).isEqualTo("Visit home (zhang): 5 h 30 min");
        assertThat(lost.get(2).reason()).isEqualTo("Take ownership: 0 h 30 min");
    }

    @Test
    @DisplayName("of an open clock runs until now, of a cancelled one until its end")
    void openAndCancelled() {
        var open = clock(terms("PT4H", OFFICE), "03-02T10:00");
        var steps = List.of(stretch("03-02T10:00", null, "userTask_investigate", "wu"));

        assertThat(LostTime.of(open, steps, at("03-02T15:00")).get(0).time()).isEqualTo(Duration.ofHours(4));
        assertThat(LostTime.of(open.with(new Fact.Cancelled(at("03-02T11:00"))), steps, at("03-02T15:00"))
                        .get(0)
                        .time())
                .isEqualTo(Duration.ofHours(1));
        assertThat(LostTime.of(open, List.of(), at("03-02T15:00"))).isEmpty();
        assertThat(LostTime.most(open, steps, at("03-02T15:00")).step()).isEqualTo("userTask_investigate");
        assertThat(LostTime.most(open, List.of(), at("03-02T15:00")))
                .isEqualTo(new LostTime("no step had the work", null, Duration.ofHours(4), RootCause.OTHER))
                .extracting(LostTime::reason)
                .isEqualTo("No step had the work: 4 h 0 min");
    }

    @ParameterizedTest
    @DisplayName("suggests a root cause by whose step it was")
    @CsvSource({
        "userTask_visitHome, DEVELOPER, DEVELOPER",
        "userTask_visitHome, CONTRACTOR, CONTRACTOR",
        "userTask_visitHome, OWN, ESTIMATE",
        "userTask_agreeAppointment, OWN, RESIDENT",
        "userTask_callBack, , STAFFING",
        "userTask_waitForParts, OWN, PARTS",
        "userTask_somethingElse, , OTHER"
    })
    void rootCause(String step, String provider, RootCause cause) {
        var clock = clock(terms("PT4H", OFFICE), "03-02T10:00");
        var stretch = new Stretch(at("03-02T10:00"), null, step, "li", provider);

        assertThat(LostTime.of(clock, List.of(stretch), at("03-02T11:00")))
                .singleElement()
                .extracting(LostTime::cause)
                .isEqualTo(cause);
    }
}
