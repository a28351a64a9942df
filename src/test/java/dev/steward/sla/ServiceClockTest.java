package dev.steward.sla;

import static dev.steward.sla.ClockState.BREACHED;
import static dev.steward.sla.ClockState.CANCELLED;
import static dev.steward.sla.ClockState.MET;
import static dev.steward.sla.ClockState.PAUSED;
import static dev.steward.sla.ClockState.RUNNING;
import static dev.steward.sla.Hours.EMERGENCY;
import static dev.steward.sla.Hours.LONG_WEEK;
import static dev.steward.sla.Hours.OFFICE;
import static dev.steward.sla.Hours.SERVICE;
import static dev.steward.sla.Hours.at;
import static dev.steward.sla.Hours.bySlot;
import static dev.steward.sla.Hours.clock;
import static dev.steward.sla.Hours.emergency;
import static dev.steward.sla.Hours.neverPausing;
import static dev.steward.sla.Hours.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A clock")
class ServiceClockTest {

    private static Fact.Paused pause(String from, String until) {
        return new Fact.Paused(at(from), PauseReason.RESIDENT_ABSENT, at(until), "li");
    }

    private static Fact.Resumed resume(String when) {
        return new Fact.Resumed(at(when), "li");
    }

    private static Fact.Met met(String when) {
        return new Fact.Met(at(when));
    }

    private static Fact.Reopened reopened(String when) {
        return new Fact.Reopened(at(when));
    }

    private static Fact.Retargeted retarget(String when, Terms terms) {
        return new Fact.Retargeted(at(when), terms, "wang", "priority changed", null);
    }

    private static Fact.DueSet due(String when, String due) {
        return new Fact.DueSet(at(when), at(due), "wang", "agreed with the resident");
    }

    private static Duration hours(long hours) {
        return Duration.ofHours(hours);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Nested
    @DisplayName("that nobody pauses")
    class Plain {

        @Test
        @DisplayName("is due after the target's business time and runs until then")
        void dueAfterTheTarget() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00");

            assertThat(clock.due(at("03-02T10:00"))).contains(at("03-02T15:00"));
            assertThat(clock.state(at("03-02T14:59"))).isEqualTo(RUNNING);
            assertThat(clock.businessElapsed(at("03-02T14:00"))).isEqualTo(hours(3));
            assertThat(clock.overrun(at("03-02T14:00"))).isZero();
            assertThat(clock.promised()).contains(hours(4));
            assertThat(clock.isOpen()).isTrue();
            assertThat(clock.reopened()).isZero();
        }

        @Test
        @DisplayName("is breached from its due on, and the overrun grows in business time")
        void openPastItsDue() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00");

            assertThat(clock.state(at("03-02T15:00"))).isEqualTo(BREACHED);
            assertThat(clock.breachedAt(at("03-03T09:30"))).contains(at("03-02T15:00"));
            assertThat(clock.overrun(at("03-03T09:30"))).isEqualTo(hours(3).plus(minutes(30)));
            assertThat(clock.isOpen()).isTrue();
        }

        @Test
        @DisplayName("met at its due is met in time; a second later it is breached with the instant kept")
        void metAtItsDue() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00");

            assertThat(clock.with(met("03-02T15:00")).state(at("03-05T10:00"))).isEqualTo(MET);
            var late = clock.with(met("03-02T15:00:01"));
            assertThat(late.state(at("03-05T10:00"))).isEqualTo(BREACHED);
            assertThat(late.metAt()).contains(at("03-02T15:00:01"));
            assertThat(late.isOpen()).isFalse();
        }

        @Test
        @DisplayName("stops growing its overrun at the solution")
        void overrunStopsAtTheSolution() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00").with(met("03-02T16:00"));

            assertThat(clock.overrun(at("03-02T16:00"))).isEqualTo(hours(1));
            assertThat(clock.overrun(at("05-29T16:00"))).isEqualTo(hours(1));
            assertThat(clock.businessElapsed(at("05-29T16:00"))).isEqualTo(hours(5));
        }

        @Test
        @DisplayName("opened outside hours begins to count at the next opening")
        void openedOutsideHours() {
            var clock = clock(terms("PT1H", OFFICE), "03-06T22:00");

            assertThat(clock.due(at("03-06T22:00"))).contains(at("03-09T09:30"));
            assertThat(clock.businessElapsed(at("03-08T12:00"))).isZero();
        }

        @Test
        @DisplayName("opened on a holiday begins to count after it")
        void openedOnAHoliday() {
            assertThat(clock(terms("PT1H", OFFICE), "04-05T10:00").due(at("04-05T10:00")))
                    .contains(at("04-07T09:30"));
        }

        @Test
        @DisplayName("of working days keeps the time of day; by close of business it has until the close")
        void workingDays() {
            assertThat(clock(terms("P1D", OFFICE), "03-06T10:00").due(at("03-06T10:00")))
                    .contains(at("03-09T10:00"));
            assertThat(clock(terms("P1D by close-of-business", OFFICE), "03-06T10:00")
                            .due(at("03-06T10:00")))
                    .contains(at("03-09T17:30"));
            assertThat(clock(terms("P0D by close-of-business", OFFICE), "03-06T10:00")
                            .due(at("03-06T10:00")))
                    .contains(at("03-06T17:30"));
        }

        @Test
        @DisplayName("met a second time keeps the first")
        void metTwice() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(met("03-02T11:00"))
                    .with(met("03-02T16:00"));

            assertThat(clock.metAt()).contains(at("03-02T11:00"));
            assertThat(clock.state(at("03-02T17:00"))).isEqualTo(MET);
        }

        @Test
        @DisplayName("starts with its start, and starts once")
        void startsOnce() {
            assertThatThrownBy(() -> ServiceClock.of("n", "s", Target.RESPONSE, 1, List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ServiceClock.of("n", "s", Target.RESPONSE, 1, List.of(met("03-02T10:00"))))
                    .isInstanceOf(IllegalArgumentException.class);
            var started = new Fact.Started(at("03-02T10:00"), terms("PT4H", OFFICE));
            assertThatThrownBy(() -> ServiceClock.of("n", "s", Target.RESPONSE, 1, List.of(started, started)))
                    .isInstanceOf(IllegalArgumentException.class);
            var read = ServiceClock.of("n", "s", Target.RESPONSE, 2, List.of(started, met("03-02T10:30")));
            assertThat(List.of(read.ticket(), read.site(), read.target(), read.round()))
                    .containsExactly("n", "s", Target.RESPONSE, 2);
            assertThat(read.metAt()).contains(at("03-02T10:30"));
        }

        @Test
        @DisplayName("says when its due lies in a year whose holidays are not known")
        void provisional() {
            var clock = clock(terms("P1D", OFFICE), "12-31T10:00");

            assertThat(clock.isProvisional(at("12-31T10:00"))).isTrue();
            assertThat(clock(terms("P1D", OFFICE), "12-30T10:00").isProvisional(at("12-30T10:00")))
                    .isFalse();
        }
    }

    @Nested
    @DisplayName("that is paused")
    class Pauses {

        @Test
        @DisplayName("has no due and is not breached, however long its old due has passed")
        void noDueWhilePaused() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00").with(pause("03-02T11:00", "03-09T11:00"));

            assertThat(clock.state(at("03-04T10:00"))).isEqualTo(PAUSED);
            assertThat(clock.due(at("03-04T10:00"))).isEmpty();
            assertThat(clock.isBreached(at("03-04T10:00"))).isFalse();
            assertThat(clock.overrun(at("03-04T10:00"))).isZero();
            assertThat(clock.businessElapsed(at("03-04T10:00"))).isEqualTo(hours(1));
            assertThat(clock.currentPause(at("03-04T10:00")))
                    .contains(new ServiceClock.Pause(
                            at("03-02T11:00"), null, at("03-09T11:00"), PauseReason.RESIDENT_ABSENT));
        }

        @Test
        @DisplayName("is due later by the business time of the pause")
        void dueMovesByThePause() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(resume("03-03T11:00"));

            assertThat(clock.due(at("03-03T11:00"))).contains(at("03-03T15:00"));
            assertThat(clock.paused(at("03-03T11:00"))).isEqualTo(hours(8));
            assertThat(clock.businessElapsed(at("03-03T11:30"))).isEqualTo(hours(1).plus(minutes(30)));
            assertThat(clock.pauses(at("03-03T11:00")))
                    .containsExactly(new ServiceClock.Pause(
                            at("03-02T11:00"), at("03-03T11:00"), at("03-09T11:00"), PauseReason.RESIDENT_ABSENT));
        }

        @Test
        @DisplayName("does not move its due by a pause without business time")
        void pausedOverTheNight() {
            var clock = clock(terms("P1D by close-of-business", OFFICE), "03-02T10:00")
                    .with(pause("03-02T18:00", "03-09T11:00"))
                    .with(resume("03-03T08:00"));

            assertThat(clock.due(at("03-03T08:00"))).contains(at("03-03T17:30"));
        }

        @Test
        @DisplayName("of day units over a weekend moves by the working time of the pause only")
        void dayUnitsOverAWeekend() {
            var clock = clock(terms("P2D", OFFICE), "03-06T10:00")
                    .with(pause("03-06T15:00", "03-13T15:00"))
                    .with(resume("03-09T10:00"));

            // Friday 15:00 to 17:30 and Monday 08:30 to 10:00 are four hours
            assertThat(clock.due(at("03-09T10:00"))).contains(at("03-10T15:00"));
        }

        @Test
        @DisplayName("may be pushed past the closing into the next day")
        void pushedPastClosing() {
            var clock = clock(terms("PT1H", OFFICE), "03-02T15:30")
                    .with(pause("03-02T16:00", "03-09T11:00"))
                    .with(resume("03-02T17:15"));

            assertThat(clock.due(at("03-02T17:15"))).contains(at("03-03T08:45"));
        }

        @Test
        @DisplayName("created on a holiday and then paused counts nothing before the first working day")
        void createdOnAHolidayThenPaused() {
            var clock = clock(terms("PT4H", OFFICE), "04-05T10:00")
                    .with(pause("04-06T09:00", "04-09T09:00"))
                    .with(resume("04-07T10:30"));

            assertThat(clock.businessElapsed(at("04-07T10:30"))).isZero();
            assertThat(clock.due(at("04-07T10:30"))).contains(at("04-07T15:30"));
        }

        @Test
        @DisplayName("ends by itself at its bound, without anybody doing anything")
        void endsByItself() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00").with(pause("03-02T11:00", "03-03T11:00"));

            assertThat(clock.state(at("03-03T10:59"))).isEqualTo(PAUSED);
            assertThat(clock.ranOut(at("03-03T10:59"))).isEmpty();
            assertThat(clock.state(at("03-03T11:00"))).isEqualTo(RUNNING);
            assertThat(clock.ranOut(at("03-03T12:00"))).contains(at("03-03T11:00"));
            assertThat(clock.due(at("03-03T12:00"))).contains(at("03-03T15:00"));
            var said = clock.with(new Fact.Resumed(at("03-03T11:00"), "steward"));
            assertThat(said.ranOut(at("03-03T12:00"))).isEmpty();
            assertThat(said.due(at("03-03T12:00"))).contains(at("03-03T15:00"));
        }

        @Test
        @DisplayName("resumed after its bound counts the pause up to the bound")
        void resumedTooLate() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(pause("03-02T11:00", "03-03T11:00"))
                    .with(resume("03-03T14:00"));

            assertThat(clock.paused(at("03-04T10:00"))).isEqualTo(hours(8));
            assertThat(clock.due(at("03-03T14:00"))).contains(at("03-03T15:00"));
        }

        @Test
        @DisplayName("and solved in the same instant is met, with no time lost to the pause")
        void pausedAndSolvedAtOnce() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(pause("03-02T12:00", "03-09T11:00"))
                    .with(met("03-02T12:00"));

            assertThat(clock.state(at("03-20T12:00"))).isEqualTo(MET);
            assertThat(clock.paused(at("03-20T12:00"))).isZero();
            assertThat(clock.pauses(at("03-20T12:00"))).isEmpty();
            assertThat(clock.due(at("03-20T12:00"))).contains(at("03-02T15:00"));
        }

        @Test
        @DisplayName("and solved during the pause is met in time, whatever the old due was")
        void solvedDuringThePause() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(pause("03-02T12:00", "03-09T11:00"))
                    .with(met("03-04T09:30"));

            assertThat(clock.state(at("03-20T12:00"))).isEqualTo(MET);
            assertThat(clock.businessElapsed(at("03-20T12:00"))).isEqualTo(hours(2));
            assertThat(clock.overrun(at("03-20T12:00"))).isZero();
        }

        @Test
        @DisplayName("at the closing that is its due and solved in the evening is met in time")
        void pausedAtTheDue() {
            var clock = clock(terms("P0D by close-of-business", OFFICE), "03-02T10:00")
                    .with(pause("03-02T17:30", "03-09T11:00"))
                    .with(met("03-02T20:00"));

            assertThat(clock.state(at("03-20T12:00"))).isEqualTo(MET);
        }

        @Test
        @DisplayName("after its breach stays breached, and the overrun stands still meanwhile")
        void pausedAfterTheBreach() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00").with(pause("03-02T16:00", "03-09T16:00"));

            assertThat(clock.state(at("03-03T10:00"))).isEqualTo(PAUSED);
            assertThat(clock.isBreached(at("03-03T10:00"))).isTrue();
            assertThat(clock.breachedAt(at("03-03T10:00"))).contains(at("03-02T15:00"));
            assertThat(clock.overrun(at("03-03T10:00"))).isEqualTo(hours(1));
            var resumed = clock.with(resume("03-03T16:00"));
            assertThat(resumed.state(at("03-03T16:00"))).isEqualTo(BREACHED);
            assertThat(resumed.overrun(at("03-03T16:30"))).isEqualTo(hours(1).plus(minutes(30)));
            assertThat(resumed.with(met("03-03T17:00")).overrun(at("03-09T17:00")))
                    .isEqualTo(hours(2));
        }

        @Test
        @DisplayName("after a closing that was its due stays breached though no business time had passed")
        void pausedJustAfterClosing() {
            var clock = clock(terms("P0D by close-of-business", OFFICE), "03-02T10:00")
                    .with(pause("03-02T18:00", "03-09T11:00"))
                    .with(resume("03-03T10:00"))
                    .with(met("03-03T10:00"));

            assertThat(clock.state(at("03-20T12:00"))).isEqualTo(BREACHED);
            assertThat(clock.overrun(at("03-20T12:00"))).isZero();
        }

        @Test
        @DisplayName("twice adds both pauses")
        void pausedTwice() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(resume("03-02T15:00"))
                    .with(pause("03-03T09:00", "03-09T11:00"))
                    .with(resume("03-03T10:00"));

            assertThat(clock.due(at("03-03T10:00"))).contains(at("03-05T15:00"));
            assertThat(clock.paused(at("03-03T10:00"))).isEqualTo(hours(4));
            assertThat(clock.pauses(at("03-03T10:00"))).hasSize(2);
        }

        @Test
        @DisplayName("for another reason while it is paused begins a new pause where the first one ends")
        void pausedWhilePaused() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(pause("03-02T11:00", "03-04T11:00"))
                    .with(new Fact.Paused(at("03-02T15:00"), PauseReason.FORCE_MAJEURE, at("03-03T11:00"), "li"))
                    .with(resume("03-03T11:00"));

            assertThat(clock.paused(at("03-03T11:00"))).isEqualTo(hours(8));
            assertThat(clock.due(at("03-03T11:00"))).contains(at("03-03T15:00"));
            assertThat(clock.pauses(at("03-03T11:00")))
                    .extracting(ServiceClock.Pause::reason)
                    .containsExactly(PauseReason.RESIDENT_ABSENT, PauseReason.FORCE_MAJEURE);
        }

        @Test
        @DisplayName("does not stand still where the promise does not pause")
        void notPausable() {
            var clock = clock(neverPausing("PT4H", OFFICE), "03-02T10:00").with(pause("03-02T11:00", "03-09T11:00"));

            assertThat(clock.state(at("03-02T14:00"))).isEqualTo(RUNNING);
            assertThat(clock.due(at("03-02T14:00"))).contains(at("03-02T15:00"));
            assertThat(clock.pauses(at("03-02T14:00"))).isEmpty();
        }

        @Test
        @DisplayName("after it ended changes nothing")
        void pausedAfterItsEnd() {
            var done = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(met("03-02T11:00"))
                    .with(pause("03-02T12:00", "03-09T11:00"))
                    .with(resume("03-02T13:00"));

            assertThat(done.state(at("03-02T12:30"))).isEqualTo(MET);
            assertThat(done.pauses(at("03-02T12:30"))).isEmpty();
        }
    }

    @Nested
    @DisplayName("and the bounds of its pauses")
    class Bounds {

        private final PauseBounds bounds = PauseBounds.DEFAULT;

        @Test
        @DisplayName("a pause lasts five working days unless less was asked for")
        void fiveWorkingDays() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00");

            assertThat(clock.pauseUntil(at("03-02T11:00"), null, bounds)).contains(at("03-09T11:00"));
            assertThat(clock.pauseUntil(at("03-02T11:00"), at("03-04T09:00"), bounds))
                    .contains(at("03-04T09:00"));
            assertThat(clock.pauseUntil(at("03-02T11:00"), at("03-20T09:00"), bounds))
                    .contains(at("03-09T11:00"));
        }

        @Test
        @DisplayName("all pauses together last fifteen working days; then it pauses no more")
        void fifteenInTotal() {
            var clock = clock(terms("P10D", OFFICE), "03-02T10:00")
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(pause("03-10T11:00", "03-17T11:00"))
                    .with(pause("03-18T11:00", "03-24T11:00"));

            assertThat(clock.pauseUntil(at("03-26T11:00"), null, bounds)).contains(at("03-27T11:00"));
            var used = clock.with(pause("03-26T11:00", "03-27T11:00"));
            assertThat(used.pauseUntil(at("03-30T11:00"), null, bounds)).isEmpty();
        }

        @Test
        @DisplayName("every pause so far counts against the fifteen working days, a holiday in it does not")
        void holidaysAreNotUsedUp() {
            var clock = clock(terms("P10D", OFFICE), "03-23T10:00").with(pause("03-23T11:00", "03-30T11:00"));

            // 15 working days from 23 March 11:00, less five used, leaves ten; one pause is five at most
            assertThat(clock.pauseUntil(at("03-31T11:00"), null, bounds)).contains(at("04-08T11:00"));
            var twice = clock.with(pause("03-31T11:00", "04-08T11:00")).with(pause("04-09T11:00", "04-15T11:00"));
            assertThat(twice.pauseUntil(at("04-16T11:00"), null, bounds)).contains(at("04-17T11:00"));
            assertThat(twice.pauseUntil(at("04-16T11:00"), at("04-16T15:00"), bounds))
                    .contains(at("04-16T15:00"));
        }

        @Test
        @DisplayName("nothing that ended, or that does not pause, can be paused")
        void cannotPause() {
            assertThat(clock(neverPausing("P3D", OFFICE), "03-02T10:00").pauseUntil(at("03-02T11:00"), null, bounds))
                    .isEmpty();
            assertThat(clock(terms("P3D", OFFICE), "03-02T10:00")
                            .with(met("03-02T10:30"))
                            .pauseUntil(at("03-02T11:00"), null, bounds))
                    .isEmpty();
        }

        @Test
        @DisplayName("the callback never waits for anybody")
        void callbackNeverPauses() {
            assertThat(new Promise(Target.CALLBACK, null, "office", "standard", true).pausable())
                    .isFalse();
            assertThat(new Promise(Target.RESOLUTION, null, "office", "standard", true).pausable())
                    .isTrue();
        }

        @Test
        @DisplayName("bounds that contradict each other are refused")
        void contradiction() {
            assertThatThrownBy(() -> new PauseBounds(0, 15)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new PauseBounds(5, 4)).isInstanceOf(IllegalArgumentException.class);
            assertThat(new PauseBounds(5, 5).total()).isEqualTo(5);
        }
    }

    @Nested
    @DisplayName("that is retargeted")
    class Retargeting {

        @Test
        @DisplayName("is judged from its original start with all pauses kept")
        void fromTheOriginalStart() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(resume("03-02T15:00"))
                    .with(retarget("03-03T09:00", terms("P1D", OFFICE)));

            // one working day from Monday 10:00, and three hours of pause
            assertThat(clock.due(at("03-03T09:00"))).contains(at("03-03T14:00"));
        }

        @Test
        @DisplayName("while paused stays paused, and resumes under the new target with the whole pause")
        void whilePaused() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(retarget("03-02T13:00", terms("PT4H", OFFICE)));

            assertThat(clock.state(at("03-02T14:00"))).isEqualTo(PAUSED);
            assertThat(clock.with(resume("03-02T16:00")).due(at("03-02T16:00"))).contains(at("03-03T10:00"));
        }

        @Test
        @DisplayName("to an emergency while paused runs again at once")
        void emergencyEndsThePause() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(retarget("03-02T13:00", emergency("PT24H")));

            assertThat(clock.state(at("03-02T14:00"))).isEqualTo(RUNNING);
            assertThat(clock.due(at("03-02T14:00"))).contains(at("03-03T12:00"));
        }

        @Test
        @DisplayName("to another calendar counts its pauses through the new one")
        void anotherCalendar() {
            var clock = clock(terms("PT16H", OFFICE), "03-06T10:00")
                    .with(pause("03-06T17:30", "03-13T17:30"))
                    .with(resume("03-09T08:30"));

            assertThat(clock.paused(at("03-09T09:00"))).isZero();
            var longer = clock.with(retarget("03-09T09:00", terms("PT16H", LONG_WEEK)));
            assertThat(longer.paused(at("03-09T09:00"))).isEqualTo(hours(3).plus(minutes(30)));
            assertThat(longer.due(at("03-09T09:00"))).contains(at("03-10T10:00"));
            assertThat(longer.terms().calendar().version()).isEqualTo(2);
        }

        @Test
        @DisplayName("to less than it used already is breached at the due it should have had")
        void breachedByTheNewTarget() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00").with(retarget("03-03T10:00", terms("PT1H", OFFICE)));

            assertThat(clock.state(at("03-03T10:00"))).isEqualTo(BREACHED);
            assertThat(clock.breachedAt(at("03-03T10:00"))).contains(at("03-02T11:00"));
        }

        @Test
        @DisplayName("after it was met is judged by the new promise")
        void afterItWasMet() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(met("03-03T10:00"))
                    .with(retarget("03-03T11:00", terms("PT1H", OFFICE)));

            assertThat(clock.state(at("03-04T10:00"))).isEqualTo(BREACHED);
        }

        @Test
        @DisplayName("after it was cancelled stays as it was")
        void afterItWasCancelled() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(new Fact.Cancelled(at("03-02T11:00")))
                    .with(retarget("03-03T11:00", terms("PT1H", OFFICE)));

            assertThat(clock.terms().span()).isEqualTo(terms("P3D", OFFICE).span());
            assertThat(clock.state(at("03-04T10:00"))).isEqualTo(CANCELLED);
        }

        @Test
        @DisplayName("keeps the change, its author and the old due in its facts")
        void keptInTheFacts() {
            var fact = new Fact.Retargeted(
                    at("03-03T10:00"), terms("PT1H", OFFICE), "wang", "water comes through", at("03-05T10:00"));
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00").with(fact);

            assertThat(clock.facts()).hasSize(2).last().isEqualTo(fact);
        }

        @Test
        @DisplayName("in thought only, for a replay, is judged by other terms with the same pauses")
        void judgedUnder() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(retarget("03-02T11:00", terms("P2D", OFFICE)))
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(resume("03-02T15:00"))
                    .with(met("03-02T17:30"));

            assertThat(clock.judgedUnder(terms("PT4H", OFFICE)).state(at("03-20T10:00")))
                    .isEqualTo(MET);
            assertThat(clock.judgedUnder(terms("PT3H", OFFICE)).state(at("03-20T10:00")))
                    .isEqualTo(BREACHED);
            assertThat(clock.judgedUnder(terms("PT3H", OFFICE)).overrun(at("03-20T10:00")))
                    .isEqualTo(minutes(30));
        }
    }

    @Nested
    @DisplayName("judged again by the terms that it ended with")
    class JudgedAgain {

        private void comesOutAsItDid(ServiceClock clock) {
            var again = clock.judgedUnder(clock.terms());
            assertThat(again.due(at("03-20T10:00"))).isEqualTo(clock.due(at("03-20T10:00")));
            assertThat(again.state(at("03-20T10:00"))).isEqualTo(clock.state(at("03-20T10:00")));
            assertThat(again.overrun(at("03-20T10:00"))).isEqualTo(clock.overrun(at("03-20T10:00")));
        }

        @Test
        @DisplayName("keeps a pause that the terms of then allowed, though those of now do not")
        void pausedBeforeTheEmergency() {
            var clock = clock(terms("P3D", OFFICE), "03-02T11:00")
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(resume("03-03T11:00"))
                    .with(retarget("03-03T12:00", emergency("PT24H")))
                    .with(met("03-04T09:00"));

            assertThat(clock.state(at("03-20T10:00"))).isEqualTo(MET);
            comesOutAsItDid(clock);
        }

        @Test
        @DisplayName("does not bring back a due set by hand that gave way to stricter terms")
        void dueThatGaveWay() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(due("03-02T10:30", "03-05T10:00"))
                    .with(retarget("03-02T11:00", emergency("PT30M")))
                    .with(met("03-04T09:00"));

            assertThat(clock.state(at("03-20T10:00"))).isEqualTo(BREACHED);
            comesOutAsItDid(clock);
        }
    }

    @Nested
    @DisplayName("that is solved and objected to")
    class Objections {

        @Test
        @DisplayName("runs on without the time between solution and objection")
        void runsOnWithoutTheGap() {
            var clock = clock(terms("PT8H", OFFICE), "03-02T10:00")
                    .with(met("03-02T15:00"))
                    .with(reopened("03-04T10:00"));

            assertThat(clock.state(at("03-04T10:00"))).isEqualTo(RUNNING);
            assertThat(clock.businessElapsed(at("03-04T10:00"))).isEqualTo(hours(4));
            assertThat(clock.due(at("03-04T10:00"))).contains(at("03-04T15:00"));
            assertThat(clock.paused(at("03-04T10:00"))).isZero();
            assertThat(clock.pauses(at("03-04T10:00"))).isEmpty();
            assertThat(clock.reopened()).isEqualTo(1);
        }

        @Test
        @DisplayName("and solved again is judged by the time worked in both rounds")
        void solvedAgain() {
            var clock = clock(terms("PT8H", OFFICE), "03-02T10:00")
                    .with(met("03-02T15:00"))
                    .with(reopened("03-04T10:00"));

            assertThat(clock.with(met("03-04T15:00")).state(at("03-20T10:00"))).isEqualTo(MET);
            var late = clock.with(met("03-04T15:30"));
            assertThat(late.state(at("03-20T10:00"))).isEqualTo(BREACHED);
            assertThat(late.overrun(at("03-20T10:00"))).isEqualTo(minutes(30));
        }

        @Test
        @DisplayName("three times leaves out each gap")
        void threeTimes() {
            var clock = clock(terms("PT8H", OFFICE), "03-02T10:00")
                    .with(met("03-02T11:00"))
                    .with(reopened("03-03T11:00"))
                    .with(met("03-03T12:00"))
                    .with(reopened("03-05T12:00"))
                    .with(met("03-05T14:00"));

            assertThat(clock.businessElapsed(at("03-20T10:00"))).isEqualTo(hours(3));
            assertThat(clock.reopened()).isEqualTo(2);
        }

        @Test
        @DisplayName("after a late solution stays breached")
        void staysBreached() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(met("03-02T16:00"))
                    .with(reopened("03-04T10:00"));

            assertThat(clock.state(at("03-04T10:00"))).isEqualTo(BREACHED);
            assertThat(clock.overrun(at("03-04T11:00"))).isEqualTo(hours(2));
        }

        @Test
        @DisplayName("is not reopened when it was never met, or was cancelled")
        void nothingToReopen() {
            var running = clock(terms("PT4H", OFFICE), "03-02T10:00").with(reopened("03-02T11:00"));
            assertThat(running.reopened()).isZero();
            assertThat(running.state(at("03-02T11:00"))).isEqualTo(RUNNING);

            var cancelled = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(new Fact.Cancelled(at("03-02T10:30")))
                    .with(reopened("03-02T11:00"));
            assertThat(cancelled.state(at("03-02T11:00"))).isEqualTo(CANCELLED);
        }

        @Test
        @DisplayName("in the instant of the solution loses nothing")
        void objectedAtOnce() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(met("03-02T11:00"))
                    .with(reopened("03-02T11:00"));

            assertThat(clock.due(at("03-02T11:00"))).contains(at("03-02T15:00"));
        }

        @Test
        @DisplayName("solved during a pause does not stand still after the objection")
        void solvedDuringAPause() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(met("03-02T14:00"))
                    .with(reopened("03-03T09:00"));

            assertThat(clock.state(at("03-03T09:00"))).isEqualTo(RUNNING);
            assertThat(clock.paused(at("03-03T09:00"))).isEqualTo(hours(2));
            // an hour used, three left
            assertThat(clock.due(at("03-03T09:00"))).contains(at("03-03T12:00"));
        }
    }

    @Nested
    @DisplayName("that is cancelled")
    class Cancelling {

        @Test
        @DisplayName("before the first reply was neither met nor broken")
        void beforeTheFirstReply() {
            var clock = clock(terms("PT1H", SERVICE), "03-02T10:00").with(new Fact.Cancelled(at("03-02T10:30")));

            assertThat(clock.state(at("03-20T10:00"))).isEqualTo(CANCELLED);
            assertThat(clock.isBreached(at("03-20T10:00"))).isFalse();
            assertThat(clock.overrun(at("03-20T10:00"))).isZero();
            assertThat(clock.businessElapsed(at("03-20T10:00"))).isEqualTo(minutes(30));
            assertThat(clock.cancelledAt()).contains(at("03-02T10:30"));
            assertThat(clock.isOpen()).isFalse();
        }

        @Test
        @DisplayName("while paused ends the pause with it")
        void whilePaused() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(new Fact.Cancelled(at("03-02T14:00")));

            assertThat(clock.state(at("03-03T10:00"))).isEqualTo(CANCELLED);
            assertThat(clock.paused(at("03-20T10:00"))).isEqualTo(hours(2));
            assertThat(clock.nextWakeUp(at("03-03T10:00"))).isEmpty();
        }

        @Test
        @DisplayName("after it was met stays met")
        void afterItWasMet() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00")
                    .with(met("03-02T11:00"))
                    .with(new Fact.Cancelled(at("03-02T14:00")));

            assertThat(clock.state(at("03-03T10:00"))).isEqualTo(MET);
        }
    }

    @Nested
    @DisplayName("whose due was set by hand")
    class SetByHand {

        @Test
        @DisplayName("is due then, and a pause does not move it silently")
        void notMovedByAPause() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(due("03-02T10:30", "03-04T12:00"))
                    .with(pause("03-02T11:00", "03-09T11:00"))
                    .with(resume("03-03T11:00"));

            assertThat(clock.due(at("03-03T11:00"))).contains(at("03-04T12:00"));
            assertThat(clock.isFixed()).isTrue();
            assertThat(clock.promised()).contains(hours(18));
        }

        @Test
        @DisplayName(
                "and objected to after its solution is due later by the time in between, and then late for what ran")
        void movedByAnObjection() {
            var clock = clock(bySlot(), "03-02T10:00")
                    .with(due("03-02T10:30", "03-03T12:00"))
                    .with(met("03-03T11:00"))
                    .with(reopened("03-05T11:00"));

            assertThat(clock.state(at("03-05T11:30"))).isEqualTo(RUNNING);
            assertThat(clock.due(at("03-05T11:30"))).contains(at("03-05T12:00"));
            assertThat(clock.steps(at("03-05T11:30")))
                    .filteredOn(step -> step.rung().key().equals("100%"))
                    .extracting(ServiceClock.Step::at)
                    .containsExactly(at("03-05T12:00"));
            assertThat(clock.with(met("03-05T12:00")).state(at("03-20T10:00"))).isEqualTo(MET);
            assertThat(clock.with(met("03-05T14:00")).overrun(at("03-20T10:00")))
                    .isEqualTo(hours(1));
            var imposed = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(due("03-02T10:30", "03-03T12:00"))
                    .with(met("03-03T11:00"))
                    .with(reopened("03-05T11:00"));
            assertThat(imposed.due(at("03-05T11:30"))).contains(at("03-05T12:00"));
        }

        @Test
        @DisplayName("and passed before the solution stays missed after the objection; one set after it stays as it is")
        void objectedAfterALateSolution() {
            var late = clock(bySlot(), "03-02T10:00")
                    .with(due("03-02T10:30", "03-03T10:00"))
                    .with(met("03-03T11:00"))
                    .with(reopened("03-05T11:00"));

            assertThat(late.breachedAt(at("03-05T11:30"))).contains(at("03-03T10:00"));
            assertThat(late.overrun(at("03-05T11:30"))).isEqualTo(minutes(90));
            assertThat(late.with(due("03-05T11:10", "03-06T12:00")).due(at("03-05T11:30")))
                    .contains(at("03-06T12:00"));
        }

        @Test
        @DisplayName("that passed during a pause is missed only once the clock runs again")
        void passedDuringThePause() {
            var paused = clock(terms("P3D", OFFICE), "03-02T10:00")
                    .with(due("03-02T10:30", "03-03T10:00"))
                    .with(pause("03-02T11:00", "03-09T11:00"));

            assertThat(paused.state(at("03-04T10:00"))).isEqualTo(PAUSED);
            assertThat(paused.isBreached(at("03-04T10:00"))).isFalse();
            assertThat(paused.with(met("03-04T10:00")).state(at("03-20T10:00"))).isEqualTo(MET);
            var resumed = paused.with(resume("03-04T10:00"));
            assertThat(resumed.state(at("03-04T10:30"))).isEqualTo(BREACHED);
            assertThat(resumed.overrun(at("03-04T10:30"))).isEqualTo(minutes(30));
            assertThat(paused.with(due("03-04T09:00", "03-06T10:00"))
                            .with(resume("03-04T10:00"))
                            .state(at("03-04T10:30")))
                    .isEqualTo(RUNNING);
        }

        @Test
        @DisplayName("can be set again, openly, before it has passed; afterwards the breach stays")
        void setAgain() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00").with(due("03-02T10:30", "03-03T10:00"));

            var inTime = clock.with(due("03-03T09:00", "03-05T10:00"));
            assertThat(inTime.state(at("03-04T10:00"))).isEqualTo(RUNNING);
            var tooLate = clock.with(due("03-03T11:00", "03-05T10:00"));
            assertThat(tooLate.state(at("03-04T10:00"))).isEqualTo(BREACHED);
            assertThat(tooLate.breachedAt(at("03-04T10:00"))).contains(at("03-03T10:00"));
            assertThat(tooLate.due(at("03-04T10:00"))).contains(at("03-05T10:00"));
        }

        @Test
        @DisplayName("later than the promise does not heal a promise that was already broken")
        void doesNotHealABreach() {
            var clock = clock(terms("PT4H", OFFICE), "03-02T10:00").with(due("03-02T16:00", "03-05T10:00"));

            assertThat(clock.state(at("03-03T10:00"))).isEqualTo(BREACHED);
            assertThat(clock.breachedAt(at("03-03T10:00"))).contains(at("03-02T15:00"));
            var inTime = clock(terms("PT4H", OFFICE), "03-02T10:00").with(due("03-02T14:00", "03-05T10:00"));
            assertThat(inTime.state(at("03-03T10:00"))).isEqualTo(RUNNING);
            assertThat(inTime.state(at("03-05T10:00"))).isEqualTo(BREACHED);
        }

        @Test
        @DisplayName("gives way when new terms ask for more, and stays when they ask for less")
        void retargeted() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00").with(due("03-02T10:30", "03-04T12:00"));

            assertThat(clock.with(retarget("03-02T11:00", terms("PT4H", OFFICE)))
                            .due(at("03-02T11:00")))
                    .contains(at("03-02T15:00"));
            assertThat(clock.with(retarget("03-02T11:00", terms("P10D", OFFICE)))
                            .due(at("03-02T11:00")))
                    .contains(at("03-04T12:00"));
        }

        @Test
        @DisplayName("later than the promise stays under the same or laxer terms, and gives way to stricter ones only")
        void laterThanThePromise() {
            var clock = clock(terms("P3D", OFFICE), "03-02T10:00").with(due("03-02T10:30", "03-16T10:00"));

            assertThat(clock.with(retarget("03-02T11:00", terms("P3D", OFFICE))).due(at("03-02T11:00")))
                    .contains(at("03-16T10:00"));
            assertThat(clock.with(retarget("03-02T11:00", terms("P5D", OFFICE))).due(at("03-02T11:00")))
                    .contains(at("03-16T10:00"));
            assertThat(clock.with(retarget("03-02T11:00", terms("P1D", OFFICE))).due(at("03-02T11:00")))
                    .contains(at("03-03T10:00"));
        }

        @Test
        @DisplayName("where the slot was the promise, gives way to terms with an earlier one")
        void slotGivesWay() {
            var clock = clock(bySlot(), "03-02T10:00").with(due("03-02T10:30", "03-04T12:00"));

            assertThat(clock.with(retarget("03-02T11:00", terms("P1D", OFFICE))).due(at("03-02T11:00")))
                    .contains(at("03-03T10:00"));
            assertThat(clock.with(retarget("03-02T11:00", terms("P3D", OFFICE))).due(at("03-02T11:00")))
                    .contains(at("03-04T12:00"));
        }

        @Test
        @DisplayName("where the agreed slot is the promise, there is none before it is agreed")
        void bySlotOnly() {
            var clock = clock(bySlot(), "03-02T10:00");

            assertThat(clock.due(at("03-20T10:00"))).isEmpty();
            assertThat(clock.state(at("03-20T10:00"))).isEqualTo(RUNNING);
            assertThat(clock.nextRung(at("03-20T10:00"))).isEmpty();
            assertThat(clock.promised()).isEmpty();
            var agreed = clock.with(due("03-02T11:00", "03-04T12:00"));
            assertThat(agreed.state(at("03-04T11:00"))).isEqualTo(RUNNING);
            assertThat(agreed.state(at("03-04T12:00"))).isEqualTo(BREACHED);
            assertThat(agreed.with(met("03-04T11:00")).state(at("03-20T10:00"))).isEqualTo(MET);
            assertThat(clock.with(retarget("03-02T11:00", bySlot())).due(at("03-02T12:00")))
                    .isEmpty();
        }

        @Test
        @DisplayName("the overrun past it leaves out pauses and what was before")
        void overrunLeavesOutPauses() {
            var clock = clock(bySlot(), "03-02T10:00")
                    .with(due("03-02T10:00", "03-03T10:00"))
                    .with(pause("03-03T09:00", "03-09T11:00"))
                    .with(resume("03-03T11:00"))
                    .with(pause("03-03T14:00", "03-09T11:00"))
                    .with(resume("03-03T15:00"));

            // 11:00 to 12:00, 13:00 to 14:00, 15:00 to 16:00
            assertThat(clock.overrun(at("03-03T16:00"))).isEqualTo(hours(3));
        }
    }

    @Nested
    @DisplayName("that was broken")
    class Causes {

        @Test
        @DisplayName("by more than a tenth needs a person to say why; less does not")
        void aTenth() {
            var clock = clock(terms("PT10H", SERVICE), "03-02T08:00");

            assertThat(clock.needsStatedCause(at("03-02T17:00"))).isFalse();
            assertThat(clock.with(met("03-02T19:00")).needsStatedCause(at("03-20T10:00")))
                    .isFalse();
            assertThat(clock.with(met("03-02T19:00:01")).needsStatedCause(at("03-20T10:00")))
                    .isTrue();
        }

        @Test
        @DisplayName("and explained by a person needs no more; a computed cause does not count as one")
        void stated() {
            var late = clock(terms("PT4H", SERVICE), "03-02T08:00").with(met("03-02T19:00"));
            var computed = new Fact.CauseStated(at("03-02T19:00"), "visits", RootCause.ESTIMATE, "steward");
            var stated = new Fact.CauseStated(at("03-03T09:00"), "part on order", RootCause.PARTS, "li");

            assertThat(late.with(computed).needsStatedCause(at("03-20T10:00"))).isTrue();
            assertThat(late.with(stated).needsStatedCause(at("03-20T10:00"))).isFalse();
            assertThat(late.with(computed).with(stated).cause()).contains(stated);
        }

        @Test
        @DisplayName("and cancelled afterwards is not judged")
        void cancelled() {
            var clock = clock(terms("PT1H", SERVICE), "03-02T08:00").with(new Fact.Cancelled(at("03-02T19:00")));

            assertThat(clock.needsStatedCause(at("03-20T10:00"))).isFalse();
            assertThat(clock.state(at("03-20T10:00"))).isEqualTo(CANCELLED);
        }
    }

    @Test
    @DisplayName("round the clock counts nights and holidays")
    void roundTheClock() {
        var clock = clock(emergency("PT24H"), "04-05T03:00");

        assertThat(clock.due(at("04-05T03:00"))).contains(at("04-06T03:00"));
        assertThat(clock.terms().calendar()).isEqualTo(EMERGENCY);
    }
}
