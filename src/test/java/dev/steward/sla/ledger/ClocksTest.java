package dev.steward.sla.ledger;

import static dev.steward.sla.Hours.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.platform.Refusal;
import dev.steward.sla.Climbed;
import dev.steward.sla.ClockState;
import dev.steward.sla.Fact;
import dev.steward.sla.PauseReason;
import dev.steward.sla.Policy;
import dev.steward.sla.RootCause;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clocks of a ticket")
class ClocksTest {

    private static final AtomicInteger numbers = new AtomicInteger();
    private static TestClocks world;
    private static Clocks clocks;

    private final String ticket = "ST-2026-%06d".formatted(numbers.incrementAndGet());

    @BeforeAll
    static void start() {
        world = new TestClocks();
        clocks = world.clocks;
    }

    private void register(String at) {
        world.run(() -> clocks.start(
                ticket,
                "sunshine",
                TestClocks.normalRepair(),
                Clocks.fromTheOpening(),
                1,
                at(at),
                new Dimensions(
                        "east", "1", "engineering", null, null, "OWN", "plumbing", "NORMAL", "PHONE", "REPAIR")));
    }

    /** What a policy promises from the opening of a ticket, of which nothing else is said. */
    private static void opened(String number, Policy policy, String at) {
        world.run(() -> clocks.start(number, "sunshine", policy, Clocks.fromTheOpening(), 1, at(at), Dimensions.NONE));
    }

    private ServiceClock clock(Target target) {
        return clocks.of(ticket).stream()
                .filter(clock -> clock.target() == target)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private Map<String, Object> row(Target target) {
        return world.jdbc
                .sql(
                        "select * from steward.clock where ticket = :ticket and target = :target order by round desc limit 1")
                .param("ticket", ticket)
                .param("target", target.name())
                .query()
                .singleRow();
    }

    private List<Climbed> climb(String now) {
        return world.inTransaction(() -> clocks.climb(ticket, at(now)));
    }

    private static Instant instant(Object timestamp) {
        return ((java.sql.Timestamp) timestamp).toInstant();
    }

    @Test
    @DisplayName("start together, those that the policy promises, in two statements")
    void start_together() {
        int statements = world.statementsOf(() -> clocks.start(
                ticket,
                "sunshine",
                TestClocks.normalRepair(),
                Clocks.fromTheOpening(),
                1,
                at("03-02T10:00"),
                Dimensions.NONE));

        assertThat(statements).isEqualTo(2);
        assertThat(clocks.of(ticket))
                .extracting(ServiceClock::target)
                .containsExactly(Target.RESPONSE, Target.ATTENDANCE, Target.RESOLUTION, Target.PROGRESS);
        assertThat(clocks.dueOf(ticket, Target.RESPONSE)).contains(at("03-02T11:00"));
        assertThat(clocks.dueOf(ticket, Target.RESOLUTION)).contains(at("03-05T10:00"));
        assertThat(clocks.dueOf(ticket, Target.ATTENDANCE)).isEmpty();
        assertThat(clocks.dueOf(ticket, Target.MADE_SAFE)).isEmpty();
        assertThat(clocks.nextWakeUp(ticket)).contains(at("03-02T10:45"));
    }

    @Test
    @DisplayName("that nobody promised are not started, and cost nothing")
    void nothing_promised() {
        int statements = world.statementsOf(() -> clocks.start(
                ticket,
                "sunshine",
                TestClocks.normalRepair(),
                List.of(Target.MADE_SAFE),
                1,
                at("03-02T10:00"),
                Dimensions.NONE));

        assertThat(statements).isZero();
        assertThat(clocks.of(ticket)).isEmpty();
        assertThat(clocks.nextWakeUp(ticket)).isEmpty();
    }

    @Test
    @DisplayName("count by the calendars of their site, and keep the version they were started with")
    void calendars_of_the_site() {
        world.run(() -> clocks.start(
                ticket,
                "harbour",
                TestClocks.normalRepair(),
                List.of(Target.RESOLUTION),
                1,
                at("03-05T10:00"),
                Dimensions.NONE));

        var resolution = clock(Target.RESOLUTION);
        assertThat(resolution.terms().calendar().key()).isEqualTo("long-week");
        assertThat(resolution.terms().calendar().version()).isEqualTo(2);
        assertThat(row(Target.RESOLUTION))
                .containsEntry("calendar", "long-week")
                .containsEntry("calendar_version", 2)
                .containsEntry("policy_row", "normal-repair")
                .containsEntry("ladder", "standard");
        // Thursday, Friday, Saturday, Monday
        assertThat(clocks.dueOf(ticket, Target.RESOLUTION)).contains(at("03-09T10:00"));
    }

    @Test
    @DisplayName("carry what reports group by, later ones from the earlier")
    void dimensions() {
        register("03-02T10:00");
        world.run(() -> clocks.describe(ticket, Dimensions.NONE.withOwner("li").withTechnician("zhang")));
        world.run(() -> clocks.start(
                ticket,
                "sunshine",
                TestClocks.normalRepair(),
                List.of(Target.CALLBACK),
                2,
                at("03-03T10:00"),
                Dimensions.NONE));

        assertThat(row(Target.CALLBACK))
                .containsEntry("region", "east")
                .containsEntry("department", "engineering")
                .containsEntry("owner", "li")
                .containsEntry("technician", "zhang")
                .containsEntry("category", "plumbing")
                .containsEntry("channel", "PHONE")
                .containsEntry("round", 2);
    }

    @Test
    @DisplayName("that have ended or were broken stay with whoever had them then; new ones are for whoever has it now")
    void whose() {
        register("03-02T10:00");
        world.run(() -> clocks.describe(
                ticket, Dimensions.NONE.withOwner("li").withTechnician("zhang").withProvider("DEVELOPER")));
        world.run(() -> clocks.met(ticket, Target.RESPONSE, at("03-02T10:30")));
        startLater(Target.DISPATCH, 1, Dimensions.NONE);
        climb("03-02T12:30"); // two hours were promised
        world.run(() -> clocks.describe(
                ticket,
                Dimensions.NONE
                        .withOwner("wu")
                        .withTechnician("zhao")
                        .withProvider("OWN")
                        .withPriority("URGENT")));
        startLater(Target.CALLBACK, 1, Dimensions.NONE);
        startLater(Target.FOLLOW_UP, 1, Dimensions.NONE.withTechnician(Dimensions.NOBODY));

        for (Target before : List.of(Target.RESPONSE, Target.DISPATCH)) {
            assertThat(row(before))
                    .containsEntry("owner", "li")
                    .containsEntry("technician", "zhang")
                    .containsEntry("provider", "DEVELOPER")
                    .containsEntry("priority", "URGENT");
        }
        for (Target now : List.of(Target.RESOLUTION, Target.CALLBACK)) {
            assertThat(row(now))
                    .containsEntry("owner", "wu")
                    .containsEntry("technician", "zhao")
                    .containsEntry("provider", "OWN");
        }
        assertThat(row(Target.FOLLOW_UP)).containsEntry("owner", "wu").containsEntry("technician", null);
    }

    @Test
    @DisplayName("that were broken before anybody had them are whose who takes them")
    void nobodys() {
        register("03-02T10:00");
        climb("03-02T11:00");
        world.run(() -> clocks.describe(ticket, Dimensions.NONE.withOwner("li")));

        assertThat(row(Target.RESPONSE)).containsEntry("breached", true).containsEntry("owner", "li");
    }

    private void startLater(Target target, int round, Dimensions dimensions) {
        world.run(() -> clocks.start(
                ticket, "sunshine", TestClocks.normalRepair(), List.of(target), round, at("03-02T10:30"), dimensions));
    }

    @Test
    @DisplayName("on the way to the solution end with it: what was late is met late, the rest is cancelled")
    void solved() {
        register("03-02T10:00");
        startLater(Target.DISPATCH, 1, Dimensions.NONE);
        startLater(Target.CALLBACK, 1, Dimensions.NONE);
        world.run(() -> clocks.met(ticket, Target.RESOLUTION, at("03-02T15:00")));
        world.run(() -> clocks.solved(ticket, at("03-02T15:00")));

        Instant later = at("03-20T10:00");
        for (Target late : List.of(Target.RESPONSE, Target.DISPATCH)) {
            assertThat(clock(late).state(later)).isEqualTo(ClockState.BREACHED);
            assertThat(clock(late).metAt()).contains(at("03-02T15:00"));
        }
        assertThat(clock(Target.RESOLUTION).state(later)).isEqualTo(ClockState.MET);
        assertThat(clock(Target.ATTENDANCE).state(later)).isEqualTo(ClockState.CANCELLED);
        assertThat(clock(Target.PROGRESS).state(later)).isEqualTo(ClockState.CANCELLED);
        assertThat(clock(Target.CALLBACK).isOpen()).isTrue();
    }

    @Test
    @DisplayName("that start while the resident is waited for stand still with the others")
    void start_during_a_pause() {
        register("03-02T10:00");
        world.run(() -> clocks.pause(ticket, PauseReason.RESIDENT_ABSENT, at("03-04T11:00"), "li", at("03-02T11:00")));
        world.run(() -> clocks.start(
                ticket,
                "sunshine",
                TestClocks.normalRepair(),
                List.of(Target.FOLLOW_UP, Target.CALLBACK),
                1,
                at("03-02T15:00"),
                Dimensions.NONE));

        assertThat(row(Target.FOLLOW_UP)).containsEntry("state", "PAUSED").containsEntry("next_rung_at", null);
        assertThat(clock(Target.FOLLOW_UP).facts())
                .last()
                .isEqualTo(new Fact.Paused(at("03-02T15:00"), PauseReason.RESIDENT_ABSENT, at("03-04T11:00"), "li"));
        assertThat(clocks.dueOf(ticket, Target.CALLBACK)).contains(at("03-03T15:00"));
        world.run(() -> clocks.resume(ticket, "li", at("03-03T10:00")));
        assertThat(clocks.dueOf(ticket, Target.FOLLOW_UP)).contains(at("03-03T14:00"));
    }

    @Test
    @DisplayName("that other terms add stand still for as long as the others did")
    void added_during_a_pause() {
        opened(
                ticket,
                TestClocks.policy("short", TestClocks.promise(Target.RESOLUTION, "P3D", "office")),
                "03-02T10:00");
        world.run(() -> clocks.pause(ticket, PauseReason.RESIDENT_ABSENT, null, "li", at("03-02T11:00")));
        world.run(() -> clocks.retarget(ticket, TestClocks.normalRepair(), "wang", "a repair", at("03-02T14:00")));

        assertThat(row(Target.PROGRESS)).containsEntry("state", "PAUSED");
        world.run(() -> clocks.resume(ticket, "li", at("03-02T15:00")));
        // five working days, and the three hours of the pause
        assertThat(clocks.dueOf(ticket, Target.PROGRESS)).contains(at("03-09T14:00"));
    }

    @Test
    @DisplayName("are met, in four statements, and keep their row up to date")
    void met() {
        register("03-02T10:00");

        int statements = world.statementsOf(() -> clocks.met(ticket, Target.RESPONSE, at("03-02T11:30")));

        assertThat(statements).isLessThanOrEqualTo(4);
        assertThat(clock(Target.RESPONSE).state(at("03-09T10:00"))).isEqualTo(ClockState.BREACHED);
        var row = row(Target.RESPONSE);
        assertThat(row)
                .containsEntry("state", "BREACHED")
                .containsEntry("open", false)
                .containsEntry("breached", true)
                .containsEntry("business_elapsed_s", 5400L)
                .containsEntry("overrun_s", 1800L)
                .containsEntry("promised_s", 3600L)
                .containsEntry("paused_s", 0L);
        assertThat(instant(row.get("met_at"))).isEqualTo(at("03-02T11:30"));
        assertThat(instant(row.get("judged_at"))).isEqualTo(at("03-02T11:00"));
        assertThat(row.get("next_rung_at")).isNull();
    }

    @Test
    @DisplayName("that do not run are neither met nor cancelled")
    void nothing_runs() {
        register("03-02T10:00");
        world.run(() -> clocks.met(ticket, Target.CALLBACK, at("03-02T11:30")));
        world.run(() -> clocks.cancel(ticket, Target.MADE_SAFE, at("03-02T11:30")));
        world.run(() -> clocks.met("ST-2026-999999", Target.CALLBACK, at("03-02T11:30")));
        world.run(() -> clocks.met(ticket, Target.RESPONSE, at("03-02T10:30")));
        world.run(() -> clocks.met(ticket, Target.RESPONSE, at("03-02T15:30")));

        assertThat(clock(Target.RESPONSE).facts()).hasSize(2);
        assertThat(clock(Target.RESPONSE).state(at("03-09T10:00"))).isEqualTo(ClockState.MET);
    }

    @Test
    @DisplayName("stand still together while the resident is waited for, bounded, and go on by themselves")
    void pause() {
        register("03-02T10:00");
        world.run(() -> clocks.met(ticket, Target.RESPONSE, at("03-02T10:30")));

        var until = world.inTransaction(
                () -> clocks.pause(ticket, PauseReason.RESIDENT_ABSENT, null, "zhang", at("03-02T11:00")));

        assertThat(until).contains(at("03-09T11:00"));
        assertThat(clocks.paused(ticket)).isTrue();
        assertThat(clocks.dueOf(ticket, Target.RESOLUTION)).isEmpty();
        assertThat(clocks.nextWakeUp(ticket)).contains(at("03-09T11:00"));
        assertThat(row(Target.RESOLUTION)).containsEntry("state", "PAUSED");
        assertThat(climb("03-06T11:00")).isEmpty();

        assertThat(climb("03-09T11:30")).isEmpty();
        assertThat(clocks.paused(ticket)).isFalse();
        var resolution = clock(Target.RESOLUTION);
        assertThat(resolution.facts()).last().isEqualTo(new Fact.Resumed(at("03-09T11:00"), "steward"));
        assertThat(clocks.dueOf(ticket, Target.RESOLUTION)).contains(at("03-12T10:00"));
    }

    @Test
    @DisplayName("may not pause any more once the pauses of one of them are used up, though another began later")
    void pauses_used_up() {
        register("03-02T10:00");
        for (String from : List.of("03-02T11:00", "03-10T11:00", "03-18T11:00")) {
            world.run(() -> clocks.pause(ticket, PauseReason.RESIDENT_ABSENT, null, "li", at(from)));
            world.run(() -> clocks.resume(ticket, "li", at(from).plus(java.time.Duration.ofDays(7))));
        }
        world.run(() -> clocks.renew(
                ticket, "sunshine", TestClocks.normalRepair(), Target.PROGRESS, at("03-26T10:00"), Dimensions.NONE));
        Instant fourth = at("03-26T11:00");

        assertThat(clocks.pauseUntil(ticket, fourth)).isEmpty();
        assertThat(world.inTransaction(() -> clocks.pause(ticket, PauseReason.RESIDENT_ABSENT, null, "li", fourth)))
                .isEmpty();
        assertThat(clocks.paused(ticket)).isFalse();
    }

    @Test
    @DisplayName("that begin anew do so one after the other, also when two say so at once")
    void next_rounds() throws Exception {
        register("03-02T10:00");
        var barrier = new CyclicBarrier(4);
        var threads = Executors.newFixedThreadPool(4);
        List<java.util.concurrent.Future<Boolean>> told = new ArrayList<>();
        for (int clerk = 0; clerk < 4; clerk++) {
            told.add(threads.submit(() -> {
                barrier.await(10, TimeUnit.SECONDS);
                return world.inTransaction(() -> clocks.renew(
                        ticket,
                        "sunshine",
                        TestClocks.normalRepair(),
                        Target.PROGRESS,
                        at("03-02T11:00"),
                        Dimensions.NONE));
            }));
        }
        for (var each : told) {
            assertThat(each.get(20, TimeUnit.SECONDS)).isTrue();
        }
        threads.shutdown();

        assertThat(clock(Target.PROGRESS).round()).isEqualTo(5);
        assertThat(clocks.of(ticket).stream().filter(clock -> clock.target() == Target.PROGRESS && clock.isOpen()))
                .hasSize(1);
        assertThat(world.statementsOf(() -> clocks.startNext(
                        ticket,
                        "sunshine",
                        TestClocks.normalRepair(),
                        Target.CALLBACK,
                        at("03-02T11:00"),
                        Dimensions.NONE)))
                .isEqualTo(4);
        assertThat(clock(Target.CALLBACK).round()).isEqualTo(1);
        assertThat(world.inTransaction(() -> clocks.startNext(
                        ticket,
                        "sunshine",
                        TestClocks.normalRepair(),
                        Target.MADE_SAFE,
                        at("03-02T11:00"),
                        Dimensions.NONE)))
                .isFalse();
    }

    @Test
    @DisplayName("that may not pause run on: the reply, the return visit, emergencies")
    void cannot_pause() {
        opened(ticket, TestClocks.lifeSafety(), "03-02T10:00");
        world.run(() -> clocks.start(
                ticket,
                "sunshine",
                TestClocks.normalRepair(),
                List.of(Target.CALLBACK),
                1,
                at("03-02T10:00"),
                Dimensions.NONE));

        var until = world.inTransaction(
                () -> clocks.pause(ticket, PauseReason.RESIDENT_ABSENT, null, "zhang", at("03-02T10:01")));

        assertThat(until).isEmpty();
        assertThat(clocks.paused(ticket)).isFalse();
    }

    @Test
    @DisplayName("are not paused into the past")
    void pause_into_the_past() {
        register("03-02T10:00");

        assertThatThrownBy(() -> world.run(() -> clocks.pause(
                        ticket, PauseReason.RESIDENT_ABSENT, at("03-02T10:00"), "zhang", at("03-02T11:00"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("until");
    }

    @Test
    @DisplayName("resume when somebody says so; a second time changes nothing")
    void resume() {
        register("03-02T10:00");
        world.run(() -> clocks.pause(ticket, PauseReason.RESIDENT_DECIDES_QUOTE, null, "li", at("03-02T11:00")));
        world.run(() -> clocks.resume(ticket, "li", at("03-02T15:00")));
        world.run(() -> clocks.resume(ticket, "li", at("03-02T16:00")));

        assertThat(clocks.dueOf(ticket, Target.RESOLUTION)).contains(at("03-05T14:00"));
        assertThat(clock(Target.RESOLUTION).facts()).hasSize(3);
        assertThat(row(Target.RESOLUTION)).containsEntry("paused_s", 3 * 3600L);
    }

    @Test
    @DisplayName("resumed after their bound say that they had ended by themselves")
    void resume_too_late() {
        register("03-02T10:00");
        world.run(() -> clocks.pause(ticket, PauseReason.RESIDENT_ABSENT, at("03-02T14:00"), "li", at("03-02T11:00")));
        world.run(() -> clocks.resume(ticket, "li", at("03-03T09:00")));

        assertThat(clock(Target.RESOLUTION).facts()).last().isEqualTo(new Fact.Resumed(at("03-02T14:00"), "steward"));
        assertThat(clocks.paused(ticket)).isFalse();
    }

    @Test
    @DisplayName("run on after an objection without the time in between")
    void reopen() {
        register("03-02T10:00");
        world.run(() -> clocks.met(ticket, Target.RESOLUTION, at("03-03T10:00")));
        world.run(() -> clocks.reopen(ticket, Target.RESOLUTION, Dimensions.NONE.withOwner("wu"), at("03-06T10:00")));

        assertThat(clocks.dueOf(ticket, Target.RESOLUTION)).contains(at("03-10T10:00"));
        assertThat(row(Target.RESOLUTION))
                .containsEntry("open", true)
                .containsEntry("state", "RUNNING")
                .containsEntry("owner", "wu");
    }

    @Test
    @DisplayName("get the new promise when the priority changes; what it does not promise ends, what it adds starts")
    void retarget() {
        register("03-02T10:00");
        world.run(() -> clocks.met(ticket, Target.RESPONSE, at("03-02T10:30")));
        world.run(() -> clocks.start(
                ticket,
                "sunshine",
                TestClocks.normalRepair(),
                List.of(Target.DISPATCH),
                1,
                at("03-02T10:30"),
                Dimensions.NONE));
        world.run(() -> clocks.retarget(ticket, TestClocks.lifeSafety(), "wang", "gas smelled", at("03-02T11:00")));

        assertThat(clocks.dueOf(ticket, Target.RESOLUTION)).contains(at("03-03T10:00"));
        assertThat(clocks.dueOf(ticket, Target.ATTENDANCE)).contains(at("03-02T10:30"));
        assertThat(clocks.dueOf(ticket, Target.MADE_SAFE)).contains(at("03-02T12:00"));
        assertThat(clock(Target.DISPATCH).state(at("03-02T11:00"))).isEqualTo(ClockState.CANCELLED);
        assertThat(clock(Target.PROGRESS).state(at("03-02T11:00"))).isEqualTo(ClockState.CANCELLED);
        assertThat(clock(Target.RESPONSE).terms().policyRow()).isEqualTo("normal-repair");
        assertThat(clock(Target.RESOLUTION).facts()).last().isInstanceOfSatisfying(Fact.Retargeted.class, change -> {
            assertThat(change.actor()).isEqualTo("wang");
            assertThat(change.reason()).isEqualTo("gas smelled");
            assertThat(change.oldDue()).isEqualTo(at("03-05T10:00"));
        });
        assertThat(row(Target.MADE_SAFE)).containsEntry("category", "plumbing");
    }

    @Test
    @DisplayName("that another promise took away come back with it, from their start, and stood still with the others")
    void taken_away_and_back() {
        opened(ticket, TestClocks.lifeSafety(), "03-02T10:00");
        world.run(() -> clocks.retarget(ticket, TestClocks.normalRepair(), "wang", "no gas", at("03-02T10:20")));
        world.run(() -> clocks.retarget(ticket, TestClocks.lifeSafety(), "wang", "gas", at("03-02T10:40")));

        assertThat(clock(Target.MADE_SAFE).round()).isEqualTo(2);
        assertThat(clocks.dueOf(ticket, Target.MADE_SAFE)).contains(at("03-02T12:00"));

        world.run(() -> clocks.retarget(ticket, TestClocks.normalRepair(), "wang", "none", at("03-02T10:50")));
        world.run(() -> clocks.renew(
                ticket, "sunshine", TestClocks.normalRepair(), Target.PROGRESS, at("03-02T11:00"), Dimensions.NONE));
        world.run(() -> clocks.pause(ticket, PauseReason.RESIDENT_ABSENT, null, "li", at("03-02T14:00")));
        world.run(() -> clocks.resume(ticket, "li", at("03-02T15:00")));
        world.run(() -> clocks.retarget(ticket, TestClocks.lifeSafety(), "wang", "gas", at("03-02T15:10")));
        world.run(() -> clocks.retarget(ticket, TestClocks.normalRepair(), "wang", "none", at("03-02T15:20")));

        assertThat(clock(Target.PROGRESS).round()).isEqualTo(4);
        assertThat(clock(Target.PROGRESS).startedAt()).isEqualTo(at("03-02T11:00"));
        assertThat(clocks.dueOf(ticket, Target.PROGRESS)).contains(at("03-09T12:00"));
    }

    @Test
    @DisplayName(
            "that were broken when another promise took them away stay broken, and those that the solution ended ended")
    void broken_before_it_was_taken_away() {
        opened(ticket, TestClocks.lifeSafety(), "03-02T10:00");
        world.run(() -> clocks.retarget(ticket, TestClocks.normalRepair(), "wang", "no gas", at("03-02T12:30")));
        assertThat(row(Target.MADE_SAFE)).containsEntry("breached", true).containsEntry("open", false);
        world.run(() -> clocks.retarget(ticket, TestClocks.lifeSafety(), "wang", "gas", at("03-02T12:40")));
        assertThat(clock(Target.MADE_SAFE).round()).isEqualTo(1);

        String other = ticket + "x";
        opened(other, TestClocks.lifeSafety(), "03-02T10:00");
        world.run(() -> clocks.met(other, Target.RESOLUTION, at("03-02T10:30")));
        world.run(() -> clocks.solved(other, at("03-02T10:30")));
        world.run(() -> clocks.reopen(other, Target.RESOLUTION, Dimensions.NONE, at("03-02T11:00")));
        world.run(() -> clocks.retarget(other, TestClocks.lifeSafety(), "wang", "again", at("03-02T11:10")));
        assertThat(clocks.isOpen(other, Target.MADE_SAFE)).isFalse();
    }

    @Test
    @DisplayName("that are solved get no new ones when the priority changes")
    void retarget_after_the_solution() {
        register("03-02T10:00");
        world.run(() -> clocks.met(ticket, Target.RESOLUTION, at("03-02T10:30")));
        world.run(() -> clocks.retarget(ticket, TestClocks.lifeSafety(), "wang", "gas", at("03-02T11:00")));

        assertThat(clocks.of(ticket)).extracting(ServiceClock::target).doesNotContain(Target.MADE_SAFE);
    }

    @Test
    @DisplayName("are due by the slot that was agreed with the resident")
    void agree() {
        register("03-02T10:00");
        world.run(() ->
                clocks.agree(ticket, Target.ATTENDANCE, at("03-04T12:00"), "li", "slot agreed", at("03-02T10:20")));

        assertThat(clocks.dueOf(ticket, Target.ATTENDANCE)).contains(at("03-04T12:00"));
    }

    @Test
    @DisplayName("climb each rung once, at its instant, and say whom to tell")
    void climb_once() {
        register("03-02T10:00");

        assertThat(climb("03-02T10:44")).isEmpty();
        var reminded = climb("03-02T10:45");
        assertThat(reminded)
                .containsExactly(new Climbed(
                        ticket,
                        "sunshine",
                        Target.RESPONSE,
                        1,
                        "75%",
                        at("03-02T10:45"),
                        at("03-02T10:45"),
                        List.of(Told.of(Told.Whom.OWNER)),
                        false));
        assertThat(climb("03-02T10:45")).isEmpty();
        assertThat(clocks.nextWakeUp(ticket)).contains(at("03-02T11:00"));

        var broken = climb("03-02T11:00");
        assertThat(broken).extracting(Climbed::rung).containsExactly("100%");
        assertThat(broken.get(0).breach()).isTrue();
        assertThat(row(Target.RESPONSE)).containsEntry("breached", true).containsEntry("state", "BREACHED");
        assertThat(clock(Target.RESPONSE).climbed()).hasSize(2);
    }

    @Test
    @DisplayName("after an outage climb all rungs that were missed, earliest first, and people are told in their hours")
    void after_an_outage() {
        register("03-02T10:00");

        var missed = climb("03-06T19:00");

        assertThat(missed)
                .extracting(rung -> rung.target() + " " + rung.rung())
                .containsExactly(
                        "RESPONSE 75%",
                        "RESPONSE 100%",
                        "RESPONSE +P1D",
                        "RESOLUTION 75%",
                        "RESOLUTION 100%",
                        "RESPONSE +P3D",
                        "PROGRESS 75%",
                        "RESOLUTION +P1D");
        assertThat(missed).extracting(Climbed::at).isSorted();
        assertThat(missed).extracting(Climbed::tellAt).containsOnly(at("03-09T08:30"));
    }

    @Test
    @DisplayName("are climbed by one of two nodes that try at once, and by nobody twice")
    void two_nodes() throws Exception {
        register("03-02T10:00");
        var barrier = new CyclicBarrier(8);
        var threads = Executors.newFixedThreadPool(8);
        List<java.util.concurrent.Future<List<Climbed>>> answers = new ArrayList<>();
        for (int node = 0; node < 8; node++) {
            answers.add(threads.submit(() -> {
                barrier.await(10, TimeUnit.SECONDS);
                return climb("03-06T19:00");
            }));
        }
        List<Climbed> all = new ArrayList<>();
        for (var answer : answers) {
            all.addAll(answer.get(20, TimeUnit.SECONDS));
        }
        threads.shutdown();

        assertThat(all).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("paged in an emergency reach the next person on call every five minutes until somebody claims")
    void paging() {
        world.run(() -> clocks.start(
                ticket,
                "sunshine",
                TestClocks.lifeSafety(),
                List.of(Target.ACCEPT),
                1,
                at("04-05T03:00"),
                Dimensions.NONE));

        assertThat(climb("04-05T03:00")).singleElement().satisfies(page -> assertThat(page.whom())
                .containsExactly(new Told(Told.Whom.ON_CALL, 1)));
        assertThat(clocks.nextWakeUp(ticket)).contains(at("04-05T03:05"));
        assertThat(climb("04-05T03:05")).singleElement().satisfies(page -> {
            assertThat(page.whom()).contains(new Told(Told.Whom.ON_CALL, 2));
            assertThat(page.tellAt()).isEqualTo(at("04-05T03:05"));
        });
        world.run(() -> clocks.met(ticket, Target.ACCEPT, at("04-05T03:07")));
        assertThat(climb("04-05T03:30")).isEmpty();
        assertThat(clocks.nextWakeUp(ticket)).isEmpty();
    }

    @Test
    @DisplayName("that are open are found by ticket, past all those that ended")
    void open_ones() {
        var many = new TestClocks();
        many.jdbc
                .sql(
                        """
                        insert into steward.clock (ticket, target, round, site, state, open, started_at, breached,
                               business_elapsed_s, overrun_s, paused_s, calendar, calendar_version, hours, hours_version,
                               policy_row, ladder)
                        select 'ST-2026-' || lpad(n::text, 6, '0'), 'RESOLUTION', 1, 'sunshine',
                               case when n % 50 = 0 then 'RUNNING' else 'MET' end, n % 50 = 0, now(), false, 0, 0, 0,
                               'office', 1, 'office', 1, 'normal-repair', 'standard'
                          from generate_series(1, 20000) n
                        """)
                .update();
        many.jdbc.sql("analyze steward.clock").update();

        assertThat(many.jdbc
                        .sql(
                                """
                                explain select distinct ticket from steward.clock
                                 where open and ticket > 'ST-2026-000900' and (false or site = any('{sunshine}'))
                                 order by ticket limit 200
                                """)
                        .query(String.class)
                        .list())
                .anyMatch(line -> line.contains("using clock_open_ticket"));
    }

    @Test
    @DisplayName("of a withdrawn ticket escalate nothing")
    void withdrawn() {
        register("03-02T10:00");
        world.run(() -> clocks.pause(ticket, PauseReason.RESIDENT_ABSENT, null, "li", at("03-02T10:10")));
        world.run(() -> clocks.cancelAll(ticket, at("03-02T10:20")));

        assertThat(climb("03-20T10:45")).isEmpty();
        assertThat(clocks.nextWakeUp(ticket)).isEmpty();
        assertThat(clocks.paused(ticket)).isFalse();
        assertThat(clocks.of(ticket))
                .extracting(clock -> clock.state(at("03-20T10:45")))
                .containsOnly(ClockState.CANCELLED);
    }

    @Test
    @DisplayName("say why a promise was broken")
    void cause() {
        register("03-02T10:00");
        world.run(() -> clocks.met(ticket, Target.RESPONSE, at("03-02T15:00")));
        assertThat(clock(Target.RESPONSE).needsStatedCause(at("03-02T15:00"))).isTrue();
        world.run(() -> clocks.stateCause(
                ticket, Target.RESPONSE, 1, "two people ill", RootCause.STAFFING, "li", at("03-03T09:00")));

        assertThat(row(Target.RESPONSE))
                .containsEntry("breach_reason", "two people ill")
                .containsEntry("root_cause", "STAFFING");
        assertThat(clock(Target.RESPONSE).needsStatedCause(at("03-03T15:00"))).isFalse();
    }

    @Test
    @DisplayName("keep their facts: nobody changes, deletes or empties them; only an erasure takes the words out")
    void append_only() {
        register("03-02T10:00");
        world.run(() -> clocks.stateCause(
                ticket, Target.RESPONSE, 1, "Mrs Wu was rude", RootCause.OTHER, "li", at("03-03T09:00")));

        for (String attempt : List.of(
                "update steward.clock_fact set at = at where ticket = '%s'",
                "delete from steward.clock_fact where ticket = '%s'",
                "truncate steward.clock_fact",
                "truncate steward.clock_rung")) {
            assertThatThrownBy(() -> world.jdbc.sql(attempt.formatted(ticket)).update())
                    .hasStackTraceContaining("append-only");
        }
        world.run(() -> clocks.forgetWords(ticket));
        assertThat(clock(Target.RESPONSE).cause()).hasValueSatisfying(cause -> {
            assertThat(cause.reason()).isEmpty();
            assertThat(cause.cause()).isEqualTo(RootCause.OTHER);
        });
        assertThat(row(Target.RESPONSE).get("breach_reason")).isNull();
        assertThatThrownBy(() -> world.jdbc
                        .sql("delete from steward.clock_fact where ticket = :ticket")
                        .param("ticket", ticket)
                        .update())
                .hasStackTraceContaining("append-only");
    }

    @Test
    @DisplayName("read back are the clocks that were written, for many tickets in one statement")
    void read_back() {
        register("03-02T10:00");
        world.run(() -> clocks.pause(ticket, PauseReason.FORCE_MAJEURE, null, "li", at("03-02T10:10")));
        world.run(() -> clocks.retarget(ticket, TestClocks.normalRepair(), "wang", "again", at("03-02T10:20")));
        world.run(() -> clocks.resume(ticket, "li", at("03-02T10:30")));
        climb("03-02T11:10");
        var other = ticket + "x";
        world.run(() -> clocks.start(
                other,
                "harbour",
                TestClocks.normalRepair(),
                List.of(Target.RESPONSE),
                1,
                at("03-02T10:00"),
                Dimensions.NONE));

        world.statements.clear();
        var both = clocks.of(Set.of(ticket, other));
        assertThat(world.statements).hasSize(1);
        assertThat(both.get(other)).singleElement().satisfies(clock -> assertThat(clock.site())
                .isEqualTo("harbour"));
        var resolution = both.get(ticket).stream()
                .filter(clock -> clock.target() == Target.RESOLUTION)
                .findFirst()
                .orElseThrow();
        assertThat(resolution.facts())
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("Started", "Paused", "Retargeted", "Resumed");
        assertThat(resolution.terms().ladder()).isEqualTo(world.ladders.inForce("standard"));
        assertThat(clocks.of(List.<String>of())).isEmpty();
    }
}
