package dev.steward.sla;

import static dev.steward.sla.Hours.OFFICE;
import static dev.steward.sla.Hours.SERVICE;
import static dev.steward.sla.Hours.STANDARD;
import static dev.steward.sla.Hours.at;
import static dev.steward.sla.Hours.clock;
import static dev.steward.sla.Hours.emergency;
import static dev.steward.sla.Hours.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.calendar.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ladder")
class LadderTest {

    private static Map<String, Instant> instants(ServiceClock clock, String now) {
        var instants = new TreeMap<String, Instant>();
        clock.steps(at(now)).forEach(step -> {
            if (step.at() != null) {
                instants.put(step.rung().key(), step.at());
            }
        });
        return instants;
    }

    private static ServiceClock climb(ServiceClock clock, String now) {
        ServiceClock climbed = clock;
        for (var step : clock.dueSteps(at(now))) {
            climbed = climbed.with(new Fact.RungClimbed(
                    at(now), step.rung().key(), step.at(), step.rung().tells()));
        }
        return climbed;
    }

    private static Fact.Paused pause(String from, String until) {
        return new Fact.Paused(at(from), PauseReason.RESIDENT_ABSENT, at(until), "li");
    }

    private static Fact.Resumed resume(String when) {
        return new Fact.Resumed(at(when), "li");
    }

    private static ServiceClock withRungs(String span, String start, Rung.Point... points) {
        var rungs = java.util.Arrays.stream(points)
                .map(point -> new Rung(point, List.of(Told.of(Told.Whom.OWNER))))
                .toList();
        return clock(
                new Terms(Span.parse(span), OFFICE, OFFICE, "test", new Ladder("own", "office", rungs), true), start);
    }

    @Test
    @DisplayName(
            "has its rungs at three quarters and the whole of the business time, then one and three working days later")
    void standard() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T10:00");

        assertThat(instants(clock, "03-02T10:00"))
                .containsEntry("75%", at("03-02T14:00"))
                .containsEntry("100%", at("03-02T15:00"))
                .containsEntry("+P1D", at("03-03T15:00"))
                .containsEntry("+P3D", at("03-05T15:00"))
                .hasSize(4);
    }

    @Test
    @DisplayName("counts three quarters of a target that began outside hours from the opening")
    void beganOutsideHours() {
        var clock = clock(terms("PT4H", OFFICE), "03-06T22:00");

        assertThat(instants(clock, "03-06T22:00"))
                .containsEntry("75%", at("03-09T11:30"))
                .containsEntry("100%", at("03-09T13:30"));
    }

    @Test
    @DisplayName("of working days counts three quarters in business time")
    void workingDays() {
        assertThat(instants(clock(terms("P1D", OFFICE), "03-02T10:00"), "03-02T10:00"))
                .containsEntry("75%", at("03-02T17:00"))
                .containsEntry("100%", at("03-03T10:00"));
    }

    @Test
    @DisplayName("counts working days after a breach in the office's calendar, whatever counts the target")
    void officeDaysAfterABreach() {
        assertThat(instants(clock(terms("PT1H", SERVICE), "03-07T10:00"), "03-07T10:00"))
                .containsEntry("100%", at("03-07T11:00"))
                .containsEntry("+P1D", at("03-09T17:30"));
    }

    @Test
    @DisplayName("warns one business hour before a due at 10:00 at 9:00, and before one at 9:00 the evening before")
    void warnsBeforeTheDue() {
        var hour = new Rung.Before(Duration.ofHours(1));

        assertThat(instants(withRungs("P1D", "03-02T10:00", hour), "03-02T10:00"))
                .containsEntry("-PT1H", at("03-03T09:00"));
        assertThat(instants(withRungs("P1D", "03-02T09:00", hour), "03-02T09:00"))
                .containsEntry("-PT1H", at("03-02T17:00"));
        assertThat(instants(withRungs("PT30M", "03-02T09:00", hour), "03-02T09:00"))
                .containsEntry("-PT1H", at("03-02T09:00"));
        assertThat(instants(withRungs("PT4H", "03-02T11:00", hour), "03-02T11:00"))
                .containsEntry("-PT1H", at("03-02T15:00"));
    }

    @Test
    @DisplayName("pages the people on call every five minutes, day and night")
    void paging() {
        var clock = clock(emergency("PT15M"), "04-05T03:00");

        assertThat(instants(clock, "04-05T03:00"))
                .containsEntry("PT0S", at("04-05T03:00"))
                .containsEntry("PT5M", at("04-05T03:05"))
                .containsEntry("PT10M", at("04-05T03:10"))
                .containsEntry("100%", at("04-05T03:15"))
                .containsEntry("+PT5M", at("04-05T03:20"));
        assertThat(clock.tellAt(at("04-05T03:05"))).isEqualTo(at("04-05T03:05"));
        assertThat(clock.dueSteps(at("04-05T03:05")))
                .flatExtracting(step -> step.rung().tells())
                .containsExactly(new Told(Told.Whom.ON_CALL, 1), new Told(Told.Whom.ON_CALL, 2));
    }

    @Test
    @DisplayName("leaves people in peace at midnight and on holidays")
    void quietHours() {
        var clock = clock(terms("PT1H", SERVICE), "04-05T19:00");

        assertThat(clock.tellAt(at("04-05T20:00"))).isEqualTo(at("04-07T08:30"));
        assertThat(clock.tellAt(at("03-03T00:00"))).isEqualTo(at("03-03T08:30"));
        assertThat(clock.tellAt(at("03-03T10:00"))).isEqualTo(at("03-03T10:00"));
    }

    @Test
    @DisplayName("stands while the clock is paused, and wakes at the end of the pause")
    void standsWhilePaused() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T10:00").with(pause("03-02T11:00", "03-03T11:00"));

        assertThat(instants(clock, "03-02T16:00")).isEmpty();
        assertThat(clock.dueSteps(at("03-02T16:00"))).isEmpty();
        assertThat(clock.nextRung(at("03-02T16:00"))).isEmpty();
        assertThat(clock.nextWakeUp(at("03-02T16:00"))).contains(at("03-03T11:00"));
        assertThat(clock.nextWakeUp(at("03-03T11:30"))).contains(at("03-03T11:00"));
        assertThat(clock(terms("PT4H", OFFICE), "03-02T10:00").nextWakeUp(at("03-02T10:00")))
                .contains(at("03-02T14:00"));
        assertThat(clock.nextRung(at("03-03T11:30"))).contains(at("03-03T14:00"));
    }

    @Test
    @DisplayName("goes on where it was after a pause: what was climbed stays climbed, the rest moves")
    void goesOnAfterAPause() {
        var clock = climb(clock(terms("PT4H", OFFICE), "03-02T10:00"), "03-02T14:00")
                .with(pause("03-02T14:30", "03-09T11:00"))
                .with(resume("03-03T14:30"));

        assertThat(clock.dueSteps(at("03-03T14:30"))).isEmpty();
        assertThat(instants(clock, "03-03T14:30"))
                .containsEntry("75%", at("03-02T14:00"))
                .containsEntry("100%", at("03-03T15:00"))
                .containsEntry("+P1D", at("03-04T15:00"));
        assertThat(clock.nextRung(at("03-03T14:30"))).contains(at("03-03T15:00"));
        assertThat(clock.steps(at("03-03T14:30")).get(0).climbedAt()).isEqualTo(at("03-02T14:00"));
    }

    @Test
    @DisplayName("moves a rung that lies behind a pause by the pause")
    void movesBehindThePause() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                .with(pause("03-02T11:00", "03-09T11:00"))
                .with(resume("03-03T11:00"));

        assertThat(instants(clock, "03-03T11:00"))
                .containsEntry("75%", at("03-03T14:00"))
                .containsEntry("100%", at("03-03T15:00"))
                .containsEntry("+P1D", at("03-04T15:00"));
    }

    @Test
    @DisplayName("leaves a breach where it happened when the clock is paused later, and puts off what follows")
    void pausedAfterTheBreach() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                .with(pause("03-02T16:00", "03-09T11:00"))
                .with(resume("03-03T16:00"));

        assertThat(instants(clock, "03-03T16:00"))
                .containsEntry("75%", at("03-02T14:00"))
                .containsEntry("100%", at("03-02T15:00"))
                .containsEntry("+P1D", at("03-04T15:00"));
    }

    @Test
    @DisplayName("climbs every rung of an outage once each, earliest first")
    void afterAnOutage() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T10:00");

        assertThat(clock.dueSteps(at("03-03T16:00")))
                .extracting(step -> step.rung().key())
                .containsExactly("75%", "100%", "+P1D");
        var climbed = climb(clock, "03-03T16:00");
        assertThat(climbed.dueSteps(at("03-03T16:00"))).isEmpty();
        assertThat(climbed.nextRung(at("03-03T16:00"))).contains(at("03-05T15:00"));
        assertThat(climb(climbed, "03-20T16:00").nextWakeUp(at("03-20T16:00"))).isEmpty();
    }

    @Test
    @DisplayName("does not start again when the priority changes")
    void notAgainAfterARetarget() {
        var clock = climb(clock(terms("PT4H", OFFICE), "03-02T10:00"), "03-02T14:00")
                .with(new Fact.Retargeted(at("03-02T14:10"), terms("P1D", OFFICE), "wang", "not urgent", null));

        assertThat(clock.dueSteps(at("03-02T17:10"))).isEmpty();
        assertThat(clock.nextRung(at("03-02T17:10"))).contains(at("03-03T10:00"));
        assertThat(clock.climbed()).extracting(Fact.RungClimbed::rung).containsExactly("75%");
    }

    @Test
    @DisplayName("escalates nothing that ended: met, withdrawn, duplicate")
    void nothingAfterTheEnd() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T10:00");

        for (Fact end : List.of(new Fact.Met(at("03-02T11:00")), new Fact.Cancelled(at("03-02T11:00")))) {
            assertThat(clock.with(end).dueSteps(at("03-20T10:00"))).isEmpty();
            assertThat(clock.with(end).nextWakeUp(at("03-20T10:00"))).isEmpty();
        }
    }

    @Test
    @DisplayName("goes on after an objection where it was before the solution")
    void afterAnObjection() {
        var clock = climb(clock(terms("PT8H", OFFICE), "03-02T10:00"), "03-02T10:00")
                .with(new Fact.Met(at("03-02T15:00")))
                .with(new Fact.Reopened(at("03-04T10:00")));

        assertThat(instants(clock, "03-04T10:00"))
                .containsEntry("75%", at("03-04T12:00"))
                .containsEntry("100%", at("03-04T15:00"));
    }

    @Test
    @DisplayName("of a due set by hand stays with that due through pauses")
    void dueSetByHand() {
        var clock = clock(terms("P3D", OFFICE), "03-02T08:30")
                .with(new Fact.DueSet(at("03-02T09:00"), at("03-03T17:30"), "wang", "agreed"))
                .with(pause("03-02T11:00", "03-09T11:00"))
                .with(resume("03-02T15:00"));

        assertThat(instants(clock, "03-02T15:00"))
                .containsEntry("75%", at("03-03T13:30"))
                .containsEntry("100%", at("03-03T17:30"))
                .containsEntry("+P1D", at("03-04T17:30"));
    }

    @Test
    @DisplayName("has each rung once, and rungs within its target")
    void refusesNonsense() {
        assertThatThrownBy(() -> new Ladder(
                        "x",
                        "office",
                        List.of(STANDARD.rungs().get(0), STANDARD.rungs().get(0))))
                .hasMessageContaining("75% twice");
        assertThatThrownBy(() -> new Rung.Percent(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rung.Percent(101)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Rung.Percent(1).percent()).isEqualTo(1);
    }

    @Test
    @DisplayName("records the breach at its due and at no other rung")
    void breachAtTheDue() {
        assertThat(STANDARD.rungs()).extracting(Rung::breach).containsExactly(false, true, false, false);
    }

    @Test
    @DisplayName("tells people by their part in the ticket")
    void tells() {
        assertThat(Told.parse("OWNER")).isEqualTo(Told.of(Told.Whom.OWNER)).hasToString("OWNER");
        assertThat(Told.parse(" ON_CALL 2 "))
                .isEqualTo(new Told(Told.Whom.ON_CALL, 2))
                .hasToString("ON_CALL 2");
        for (String wrong : List.of("BOSS", "ON_CALL", "ON_CALL 0", "ON_CALL x", "OWNER 1", "ON_CALL 1 2")) {
            assertThatThrownBy(() -> Told.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong);
        }
    }
}
