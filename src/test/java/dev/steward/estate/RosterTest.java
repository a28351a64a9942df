package dev.steward.estate;

import static dev.steward.estate.TestEstate.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.steward.TestDatabase;
import dev.steward.estate.Duty.Kind;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The roster")
class RosterTest {

    static final String SHANGHAI = "Asia/Shanghai";
    static TestEstate world;
    static RosterPlan shipped;

    @BeforeAll
    static void load() {
        world = new TestEstate();
        shipped = world.roster.plan("sunshine");
    }

    @BeforeEach
    void reset() {
        world.jdbc.sql("delete from steward.absence").update();
        world.roster.replace("sunshine", shipped);
        world.events.clear();
        world.clock.now = at("2026-03-02T09:00", SHANGHAI);
    }

    @Test
    @DisplayName(
            "tells of everybody in a role when they are planned and away in a time, single duties and nights included")
    void attendance() {
        world.jdbc
                .sql(
                        """
                        insert into steward.duty (site, user_id, role, kind, rank, from_at, to_at)
                        values ('sunshine', 'technician2', 'TECHNICIAN', 'ON_DUTY', 1, '2026-03-02T20:00:00+08', '2026-03-02T23:00:00+08')
                        """)
                .update();
        world.jdbc
                .sql(
                        """
                        insert into steward.absence (site, user_id, from_at, reason, recorded_by, recorded_at)
                        values ('sunshine', 'technician', '2026-03-02T12:00:00+08', 'ill', 'supervisor', now())
                        """)
                .update();
        var monday = world.roster.attendance(
                "sunshine", Role.TECHNICIAN, at("2026-03-02T09:00", SHANGHAI), at("2026-03-02T21:00", SHANGHAI));

        assertThat(monday).containsOnlyKeys("technician", "technician2");
        assertThat(monday.get("technician").duties())
                .extracting(Duty::kind, Duty::from)
                .contains(tuple(Kind.ON_DUTY, at("2026-03-02T08:30", SHANGHAI)));
        assertThat(monday.get("technician").isAway(at("2026-03-02T09:00", SHANGHAI), at("2026-03-02T12:00", SHANGHAI)))
                .isFalse();
        assertThat(monday.get("technician").isAway(at("2026-03-02T11:00", SHANGHAI), at("2026-03-02T13:00", SHANGHAI)))
                .isTrue();
        assertThat(monday.get("technician2").duties())
                .extracting(Duty::kind, Duty::from)
                .contains(tuple(Kind.ON_DUTY, at("2026-03-02T20:00", SHANGHAI)))
                .doesNotContain(tuple(Kind.ON_DUTY, at("2026-03-02T08:30", SHANGHAI)));
        assertThat(world.roster.attendance("nowhere", Role.TECHNICIAN, world.clock.now, world.clock.now.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    @DisplayName("calls the technicians in the order of their ranks at 03:00 on a holiday")
    void holidayNight() {
        Instant night = at("2026-10-01T03:00", SHANGHAI);
        assertThat(world.roster.onCall("sunshine", Role.TECHNICIAN, night))
                .extracting(Duty::user, Duty::rank)
                .containsExactly(tuple("technician", 1), tuple("technician2", 2));
        assertThat(world.roster.onDuty("sunshine", Role.DISPATCHER, night)).isEmpty();
        assertThat(world.roster.onDuty("sunshine", Role.MONITORING_CENTER, night))
                .extracting(Duty::user)
                .containsExactly("monitoring");
    }

    @Test
    @DisplayName("gives a night shift to the day on which it began, up to its last second")
    void nightShift() {
        Duty duty = world.roster
                .onDuty("sunshine", Role.MONITORING_CENTER, at("2026-03-02T23:30", SHANGHAI))
                .get(0);
        assertThat(duty.from()).isEqualTo(at("2026-03-02T18:00", SHANGHAI));
        assertThat(duty.to()).isEqualTo(at("2026-03-03T08:30", SHANGHAI));
        assertThat(world.roster.onDuty(
                        "sunshine", Role.MONITORING_CENTER, duty.to().minusNanos(1)))
                .containsExactly(duty);
        assertThat(world.roster.onDuty("sunshine", Role.MONITORING_CENTER, duty.to()))
                .isEmpty();
    }

    @Test
    @DisplayName("counts hours in the site's zone: 08:30 in Shanghai is not 08:30 in Berlin")
    void zones() {
        Instant morning = at("2026-03-03T09:00", SHANGHAI);
        assertThat(world.roster.onDuty("sunshine", Role.DISPATCHER, morning)).hasSize(1);
        assertThat(world.roster.onDuty("harbour", Role.DISPATCHER, morning)).isEmpty();
    }

    @Test
    @DisplayName("asks whoever is at work before whoever is on call, and each person once")
    void onDutyFirst() {
        assertThat(world.roster.onDuty("sunshine", Role.TECHNICIAN, at("2026-03-03T10:00", SHANGHAI)))
                .extracting(Duty::user, Duty::kind)
                .containsExactly(tuple("technician", Kind.ON_DUTY), tuple("technician2", Kind.ON_DUTY));
    }

    @Test
    @DisplayName("puts the deputy in the place of whoever is absent")
    void deputyOnDuty() {
        leave("housekeeper", "2026-03-02T00:00", "2026-03-09T00:00", null);
        Instant during = at("2026-03-03T10:00", SHANGHAI);
        assertThat(world.roster.onDuty("sunshine", Role.HOUSEKEEPER, during))
                .extracting(Duty::user, Duty::insteadOf)
                .containsExactly(tuple("frontdesk", "housekeeper"));
        assertThat(world.roster.absent("sunshine", "housekeeper", during)).isTrue();
        assertThat(world.roster.absent("sunshine", "housekeeper", at("2026-03-09T00:00", SHANGHAI)))
                .isFalse();
    }

    @Test
    @DisplayName("follows the deputies when the deputy is absent too")
    void chain() {
        leave("housekeeper", "2026-03-02T00:00", "2026-03-09T00:00", "callback");
        leave("callback", "2026-03-03T00:00", "2026-03-05T00:00", null);
        assertThat(world.roster.deputyOf("sunshine", "housekeeper", at("2026-03-02T10:00", SHANGHAI)))
                .contains("callback");
        assertThat(world.roster.deputyOf("sunshine", "housekeeper", at("2026-03-04T10:00", SHANGHAI)))
                .contains("frontdesk");
    }

    @Test
    @DisplayName("finds nobody when all the deputies are absent and name each other")
    void loop() {
        leave("technician", "2026-03-02T00:00", "2026-03-09T00:00", null);
        leave("technician2", "2026-03-02T00:00", "2026-03-09T00:00", null);
        Instant during = at("2026-03-03T10:00", SHANGHAI);
        assertThat(world.roster.deputyOf("sunshine", "technician", during)).isEmpty();
        assertThat(world.roster.onDuty("sunshine", Role.TECHNICIAN, during)).isEmpty();
    }

    @Test
    @DisplayName("tells that somebody is absent at once when the leave has begun, and then never again")
    void beginsNow() {
        leave("housekeeper", "2026-03-02T00:00", "2026-03-09T00:00", null);
        assertThat(world.events).singleElement().isInstanceOfSatisfying(StaffAbsent.class, absent -> {
            assertThat(absent.user()).isEqualTo("housekeeper");
            assertThat(absent.deputy()).isEqualTo("frontdesk");
        });
        world.leave.announceBegun(world.clock.now.plus(Duration.ofDays(1)));
        assertThat(world.events).hasSize(1);
    }

    @Test
    @DisplayName("tells that somebody is absent when a planned leave begins, not when it is planned")
    void beginsLater() {
        leave("housekeeper", "2026-03-04T00:00", "2026-03-09T00:00", null);
        assertThat(world.events).isEmpty();
        world.leave.announceBegun(at("2026-03-03T23:59", SHANGHAI));
        assertThat(world.events).isEmpty();
        world.leave.announceBegun(at("2026-03-04T00:00", SHANGHAI));
        world.leave.announceBegun(at("2026-03-04T00:01", SHANGHAI));
        assertThat(world.events).hasSize(1);
    }

    @Test
    @DisplayName("is kept by supervisors and managers of the site only")
    void whoMay() {
        var absence = absence("housekeeper", "2026-03-02T00:00", "2026-03-09T00:00", null);
        assertThatThrownBy(() -> world.leave.record(TestEstate.FRONT_DESK, absence))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        assertThatThrownBy(() -> world.leave.record(TestEstate.HARBOUR_SUPERVISOR, absence))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    @DisplayName("refuses leave of strangers, with themselves as deputy, backwards, without a reason, or twice")
    void badLeave() {
        var wrong = new Absence(
                "sunshine",
                "technician-h",
                at("2026-03-09T00:00", SHANGHAI),
                at("2026-03-02T00:00", SHANGHAI),
                "technician-h",
                " ");
        assertThatThrownBy(() -> world.leave.record(TestEstate.SUPERVISOR, wrong))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.faults())
                        .extracting(Refusal.Fault::field)
                        .containsExactly("user", "deputy", "deputy", "to", "reason"));
        leave("housekeeper", "2026-03-02T00:00", "2026-03-09T00:00", null);
        assertThatThrownBy(() -> leave("housekeeper", "2026-03-08T00:00", "2026-03-12T00:00", null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
        leave("housekeeper", "2026-03-09T00:00", "2026-03-12T00:00", null);
    }

    @Test
    @DisplayName("ends a leave early when somebody is back, and forgets one that had not begun")
    void back() {
        long begun = leave("housekeeper", "2026-03-01T00:00", null, null);
        long planned = leave("technician", "2026-04-01T00:00", "2026-04-09T00:00", null);
        world.leave.end(TestEstate.SUPERVISOR, "sunshine", begun);
        world.leave.end(TestEstate.SUPERVISOR, "sunshine", planned);
        assertThat(world.roster.absent("sunshine", "housekeeper", world.clock.now))
                .isFalse();
        assertThat(world.roster.absent("sunshine", "technician", at("2026-04-02T00:00", SHANGHAI)))
                .isFalse();
        assertThatThrownBy(() -> world.leave.end(TestEstate.SUPERVISOR, "sunshine", begun))
                .isInstanceOf(Refusal.class);
    }

    @Test
    @DisplayName("knows single duties besides the weekly ones, and gives back what was put in")
    void single() {
        var extra = new Duty(
                "callback",
                Role.CALLBACK_AGENT,
                Kind.ON_DUTY,
                1,
                at("2026-03-08T09:00", SHANGHAI),
                at("2026-03-08T12:00", SHANGHAI),
                null);
        var rule = new DutyRule(
                "callback",
                Role.CALLBACK_AGENT,
                Kind.ON_DUTY,
                1,
                EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(9, 0),
                LocalTime.of(18, 0),
                null,
                null);
        var plan = new RosterPlan(List.of(rule), List.of(extra), shipped.deputies());
        world.roster.replace("sunshine", plan);
        assertThat(world.roster.plan("sunshine")).isEqualTo(plan);
        assertThat(world.roster.onDuty("sunshine", Role.CALLBACK_AGENT, at("2026-03-08T10:00", SHANGHAI)))
                .containsExactly(extra);
        assertThat(world.roster.planned(
                        world.sites.find("sunshine").orElseThrow(),
                        plan,
                        at("2026-03-02T00:00", SHANGHAI),
                        at("2026-03-09T00:00", SHANGHAI)))
                .extracting(Duty::from)
                .containsExactly(
                        at("2026-03-02T09:00", SHANGHAI),
                        at("2026-03-06T09:00", SHANGHAI),
                        at("2026-03-08T09:00", SHANGHAI));
    }

    @Test
    @DisplayName("is not mixed of what two people save at once: whoever comes second reads it again")
    void twoKeepers() throws Exception {
        String read = world.roster.plan("sunshine").version();
        var mine = new RosterPlan(shipped.rules(), List.of(), List.of());
        var theirs = new RosterPlan(List.of(), List.of(), shipped.deputies());

        assertThat(atOnce(
                        () -> world.roster.replace("sunshine", mine, read),
                        () -> world.roster.replace("sunshine", theirs, read)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("changed meanwhile");

        assertThat(world.roster.plan("sunshine")).isEqualTo(mine);
    }

    @Test
    @DisplayName("has one absence of a person at a time, also when two record it at once")
    void twoAbsences() throws Exception {
        assertThat(atOnce(
                        () -> leave("technician", "2026-03-10T00:00", "2026-03-12T00:00", null),
                        () -> leave("technician", "2026-03-11T00:00", "2026-03-13T00:00", null)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("already");
    }

    /** Begins the second while the first is not committed yet; what the second ended with. */
    private static Throwable atOnce(Runnable first, Runnable second) throws Exception {
        var other = new AtomicReference<CompletableFuture<Void>>();
        world.transactions.executeWithoutResult(status -> {
            first.run();
            other.set(CompletableFuture.runAsync(() -> world.transactions.executeWithoutResult(inner -> second.run())));
            TestDatabase.awaitWaiting(world.jdbc, other.get());
        });
        return other.get()
                .handle((done, failure) -> failure == null ? null : failure.getCause())
                .get();
    }

    private long leave(String user, String from, String to, String deputy) {
        return world.leave.record(TestEstate.SUPERVISOR, absence(user, from, to, deputy));
    }

    private static Absence absence(String user, String from, String to, String deputy) {
        return new Absence(
                "sunshine", user, at(from, SHANGHAI), to == null ? null : at(to, SHANGHAI), deputy, "annual leave");
    }
}
