package dev.steward.sla.ledger;

import static dev.steward.sla.Hours.at;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.calendar.BusinessCalendar;
import dev.steward.calendar.CalendarDefinition;
import dev.steward.calendar.Span;
import dev.steward.platform.Actor;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.sla.Fact;
import dev.steward.sla.PauseReason;
import dev.steward.sla.Policies;
import dev.steward.sla.Policy;
import dev.steward.sla.Promise;
import dev.steward.sla.Target;
import dev.steward.sla.Terms.Counting;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;

@DisplayName("A change of calendars and promises")
class ReplayTest {

    private static final Actor MANAGER = new Actor("chen", Set.of(Role.MANAGER), Set.of("sunshine"));
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
    private static final Clock CLOCK = Clock.fixed(at("03-31T10:00"), ZoneOffset.UTC);

    /** The office from 10 to 12 and 13 to 15 only: four hours a day. */
    private static final Counting SHORT_OFFICE = new Counting(
            "office",
            2,
            BusinessCalendar.of(CalendarDefinition.in("Asia/Shanghai")
                    .open("10:00-12:00, 13:00-15:00", MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)));

    private final TestClocks world = new TestClocks();
    private final Clocks clocks = world.clocks;

    /** A table with one row for repairs, and one that is asked for by its name. */
    private record Table(Policy repair, Policy warranty) implements Policies {

        @Override
        public Policy policy(String kind, String category, String priority, String site) {
            return repair;
        }

        @Override
        public Policy row(String row, String site) {
            if (row.equals(warranty.row())) {
                return warranty;
            }
            if (row.equals(repair.row())) {
                return repair;
            }
            throw new NoSuchElementException(row);
        }
    }

    private static Table table(String response, String resolution) {
        return new Table(
                TestClocks.policy(
                        "normal-repair",
                        TestClocks.promise(Target.RESPONSE, response, "service"),
                        TestClocks.promise(Target.RESOLUTION, resolution, "office")),
                TestClocks.policy("developer-warranty", TestClocks.promise(Target.RESOLUTION, "P15D", "office")));
    }

    private static final Table IN_FORCE = table("PT1H", "P1D");

    private void start(String ticket, String site, Policy policy, String at) {
        world.run(() -> clocks.start(
                ticket,
                site,
                policy,
                List.of(Target.RESPONSE, Target.RESOLUTION),
                1,
                at(at),
                new Dimensions(null, null, null, null, null, null, "plumbing", "NORMAL", "PHONE", "REPAIR")));
    }

    private void met(String ticket, Target target, String at) {
        world.run(() -> clocks.met(ticket, target, at(at)));
    }

    @BeforeEach
    void tickets() {
        start("A", "sunshine", IN_FORCE.repair(), "03-02T10:00");
        met("A", Target.RESPONSE, "03-02T10:50");
        met("A", Target.RESOLUTION, "03-03T09:00");
        start("B", "sunshine", IN_FORCE.repair(), "03-02T10:00");
        met("B", Target.RESPONSE, "03-02T10:20");
        world.run(() -> clocks.pause("B", PauseReason.RESIDENT_ABSENT, null, "li", at("03-02T11:00")));
        world.run(() -> clocks.resume("B", "li", at("03-03T11:00")));
        met("B", Target.RESOLUTION, "03-04T09:30");
        start("W", "sunshine", IN_FORCE.warranty(), "03-02T10:00");
        met("W", Target.RESOLUTION, "03-20T10:00");
        start("X", "harbour", IN_FORCE.repair(), "03-02T10:00");
        met("X", Target.RESPONSE, "03-02T10:50");
        start("O", "sunshine", IN_FORCE.repair(), "03-31T09:30");
        start("C", "sunshine", IN_FORCE.repair(), "03-02T10:00");
        world.run(() -> clocks.cancelAll("C", at("03-02T10:30")));
    }

    @Nested
    @DisplayName("replayed on the past")
    class Replaying {

        private final Replay replay = new Replay(world.database, clocks, TestClocks.CALENDARS, CLOCK);

        private Replay.Result replay(Replay.Trial trial) {
            return world.inTransaction(() -> replay.run(MANAGER, FIRST, LAST, trial, IN_FORCE));
        }

        private static String figures(Replay.Outcome outcome) {
            return outcome.before().met() + "/" + outcome.before().breached() + " -> "
                    + outcome.after().met() + "/" + outcome.after().breached();
        }

        @Test
        @DisplayName("with a stricter promise shows which outcomes would have been others, and changes nothing")
        void stricterPromise() {
            String before = world.jdbc
                    .sql("select md5(string_agg(c::text, '' order by ticket, target)) from steward.clock c")
                    .query(String.class)
                    .single();

            var result = replay(new Replay.Trial(null, table("PT30M", "P1D")));

            assertThat(figures(result.targets().get(Target.RESPONSE))).isEqualTo("2/0 -> 1/1");
            assertThat(figures(result.targets().get(Target.RESOLUTION))).isEqualTo("3/0 -> 3/0");
            assertThat(figures(result.all())).isEqualTo("5/0 -> 4/1");
            assertThat(result.clocks()).isEqualTo(5);
            assertThat(result.notPromised()).isZero();
            assertThat(result.changed()).isEqualTo(1);
            assertThat(result.examples()).containsExactly(new Replay.Changed("A", Target.RESPONSE, 1, true, false));
            assertThat(world.jdbc
                            .sql("select md5(string_agg(c::text, '' order by ticket, target)) from steward.clock c")
                            .query(String.class)
                            .single())
                    .isEqualTo(before);
        }

        @Test
        @DisplayName("with another calendar counts pauses through it too")
        void anotherCalendar() {
            var result = replay(new Replay.Trial(SHORT_OFFICE, null));

            assertThat(figures(result.targets().get(Target.RESPONSE))).isEqualTo("2/0 -> 2/0");
            // A: the due is the close at 15:00 of the same day. B: 15:00, and four hours of pause make 15:00 of the
            // next
            assertThat(figures(result.targets().get(Target.RESOLUTION))).isEqualTo("3/0 -> 1/2");
        }

        @Test
        @DisplayName(
                "with a table and the new calendar that it names, and with a calendar that a site is to have of its own")
        void newCalendar() {
            var weekend = new Counting("weekend", 0, SHORT_OFFICE.calendar());
            var table = new Table(
                    TestClocks.policy(
                            "normal-repair",
                            TestClocks.promise(Target.RESPONSE, "PT1H", "service"),
                            TestClocks.promise(Target.RESOLUTION, "P1D", "weekend")),
                    IN_FORCE.warranty());
            var own = new Counting("sunshine-office", 0, SHORT_OFFICE.calendar());

            assertThat(figures(
                            replay(new Replay.Trial(weekend, table)).targets().get(Target.RESOLUTION)))
                    .isEqualTo("3/0 -> 1/2");
            assertThat(figures(replay(new Replay.Trial(own, null)).targets().get(Target.RESOLUTION)))
                    .isEqualTo(figures(replay(new Replay.Trial(SHORT_OFFICE, null))
                            .targets()
                            .get(Target.RESOLUTION)));
        }

        @Test
        @DisplayName("equals a recomputation ticket by ticket")
        void ticketByTicket() {
            var other = table("PT15M", "PT4H");
            var result = replay(new Replay.Trial(SHORT_OFFICE, other));

            int met = 0;
            int breached = 0;
            for (String ticket : List.of("A", "B", "W")) {
                for (var clock : clocks.of(ticket)) {
                    if (clock.isOpen()) {
                        continue;
                    }
                    var policy = ticket.equals("W") ? other.warranty() : other.repair();
                    var promise = policy.promise(clock.target()).orElseThrow();
                    var calendar = promise.calendar().equals("office")
                            ? SHORT_OFFICE
                            : TestClocks.CALENDARS.of("sunshine", promise.calendar());
                    var terms = new dev.steward.sla.Terms(
                            promise.span(),
                            calendar,
                            calendar,
                            policy.row(),
                            clock.terms().ladder(),
                            true);
                    var facts = new ArrayList<Fact>();
                    facts.add(new Fact.Started(clock.startedAt(), terms));
                    facts.addAll(clock.facts().subList(1, clock.facts().size()));
                    boolean late = dev.steward.sla.ServiceClock.of(
                                    ticket, "sunshine", clock.target(), clock.round(), facts)
                            .isBreached(CLOCK.instant());
                    breached += late ? 1 : 0;
                    met += late ? 0 : 1;
                }
            }
            assertThat(result.all().after().met()).isEqualTo(met);
            assertThat(result.all().after().breached()).isEqualTo(breached);
        }

        @Test
        @DisplayName("leaves out targets that it would not promise, and says how many")
        void notPromised() {
            var other = new Table(
                    TestClocks.policy("normal-repair", TestClocks.promise(Target.RESOLUTION, "P1D", "office")),
                    IN_FORCE.warranty());

            var result = replay(new Replay.Trial(null, other));

            assertThat(result.notPromised()).isEqualTo(2);
            assertThat(result.targets()).containsOnlyKeys(Target.RESOLUTION);
        }

        @Test
        @DisplayName("is for supervisors, managers and administrators, for at most four hundred days")
        void limits() {
            var trial = new Replay.Trial(null, IN_FORCE);
            assertThatThrownBy(() -> replay.run(
                            new Actor("x", Set.of(Role.DISPATCHER), Set.of("sunshine")), FIRST, LAST, trial, IN_FORCE))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> replay.run(MANAGER, LAST, FIRST, trial, IN_FORCE))
                    .hasMessageContaining("before it begins");
            assertThatThrownBy(() -> replay.run(MANAGER, FIRST.minusYears(2), LAST, trial, IN_FORCE))
                    .hasMessageContaining("400 days");
            assertThat(world.inTransaction(() -> replay.run(
                                    new Actor("admin", Set.of(Role.ADMINISTRATOR), Set.of()),
                                    FIRST,
                                    LAST,
                                    trial,
                                    IN_FORCE))
                            .clocks())
                    .isEqualTo(6);
        }
    }

    @Nested
    @DisplayName("recomputed on the open tickets")
    class Recomputing {

        private final List<Object> events = new ArrayList<>();
        private final Recomputation recomputation = new Recomputation(
                world.jdbc, clocks, world.transactions, (ApplicationEventPublisher) events::add, CLOCK);

        @Test
        @DisplayName("lists in a dry run what would move, and moves it only when told to")
        void dryRun() {
            var table = table("PT1H", "P3D");

            var planned = recomputation.run(MANAGER, table, true);

            assertThat(planned.dryRun()).isTrue();
            assertThat(planned.open()).isEqualTo(2);
            assertThat(planned.moves()).singleElement().satisfies(move -> {
                assertThat(move.ticket()).isEqualTo("O");
                assertThat(move.target()).isEqualTo(Target.RESOLUTION);
                assertThat(move.dueBefore()).isEqualTo(at("04-01T09:30"));
                assertThat(move.dueAfter()).isEqualTo(at("04-03T09:30"));
                assertThat(move.calendarBefore()).isEqualTo("office 1");
            });
            assertThat(clocks.dueOf("O", Target.RESOLUTION)).contains(at("04-01T09:30"));
            assertThat(events).isEmpty();

            var done = recomputation.run(MANAGER, table, false);

            assertThat(done.dryRun()).isFalse();
            assertThat(done.moves()).isEqualTo(planned.moves());
            assertThat(clocks.dueOf("O", Target.RESOLUTION)).contains(at("04-03T09:30"));
            assertThat(events).containsExactly(new ClocksRecomputed("O"));
            assertThat(recomputation.run(MANAGER, table, false).moves()).isEmpty();
            assertThat(clocks.of("O").stream()
                            .filter(clock -> clock.target() == Target.RESOLUTION)
                            .findFirst()
                            .orElseThrow()
                            .facts())
                    .last()
                    .isInstanceOfSatisfying(Fact.Retargeted.class, change -> {
                        assertThat(change.actor()).isEqualTo("chen");
                        assertThat(change.reason()).startsWith("recomputed");
                        assertThat(change.oldDue()).isEqualTo(at("04-01T09:30"));
                    });
        }

        @Test
        @DisplayName("counts what only has new terms by itself: it does not move, though its ladder does")
        void newTermsOnly() {
            var otherLadder = new Table(
                    TestClocks.policy(
                            "normal-repair",
                            new Promise(Target.RESPONSE, Span.parse("PT1H"), "service", "emergency", true),
                            TestClocks.promise(Target.RESOLUTION, "P1D", "office")),
                    IN_FORCE.warranty());

            var planned = recomputation.run(MANAGER, otherLadder, true);
            var done = recomputation.run(MANAGER, otherLadder, false);

            for (var result : List.of(planned, done)) {
                assertThat(result.moves()).isEmpty();
                assertThat(result.moved()).isZero();
                assertThat(result.newTermsOnly()).isEqualTo(1);
            }
            assertThat(events).containsExactly(new ClocksRecomputed("O"));
            assertThat(recomputation.run(MANAGER, otherLadder, true).newTermsOnly())
                    .isZero();
        }

        @Test
        @DisplayName("lists a paused clock where it will be due at another time")
        void paused() {
            world.run(() -> clocks.pause("O", PauseReason.RESIDENT_ABSENT, null, "li", at("03-31T09:40")));

            var planned = recomputation.run(MANAGER, table("PT1H", "P3D"), true);

            assertThat(planned.moves()).extracting(Recomputation.Move::target).containsExactly(Target.RESOLUTION);
        }

        @Test
        @DisplayName("looks at the others, also in a dry run, when the clocks of one ticket cannot be read")
        void unreadable() {
            start("V", "sunshine", IN_FORCE.warranty(), "03-31T09:40");
            world.jdbc
                    .sql(
                            """
                            insert into steward.clock_fact (ticket, target, round, seq, at, type, actor, detail)
                            values ('V', 'RESOLUTION', 1, 9, now(), 'CAUSE_STATED', 'li', '{"cause": "WEATHER"}')
                            """)
                    .update();

            for (boolean dryRun : List.of(true, false)) {
                var result = recomputation.run(MANAGER, table("PT1H", "P3D"), dryRun);

                assertThat(result.failures()).containsExactly("V");
                assertThat(result.moves())
                        .extracting(Recomputation.Move::ticket)
                        .containsExactly("O");
            }
        }

        @Test
        @DisplayName("keeps a date that somebody outside imposed, unless the rules in force ask for more than before")
        void imposed() {
            world.run(() -> clocks.agree(
                    "O", Target.RESOLUTION, at("04-20T10:00"), "li", "imposed from outside", at("03-31T09:45")));

            recomputation.run(MANAGER, table("PT1H", "P3D"), false);
            assertThat(clocks.dueOf("O", Target.RESOLUTION)).contains(at("04-20T10:00"));

            recomputation.run(MANAGER, table("PT1H", "P1D"), false);
            assertThat(clocks.dueOf("O", Target.RESOLUTION)).contains(at("04-01T09:30"));
        }

        @Test
        @DisplayName("moves the others when one ticket cannot be, and says which; it lists the first and counts all")
        void oneFails() {
            start("P", "sunshine", IN_FORCE.repair(), "03-31T09:40");
            start("V", "sunshine", IN_FORCE.warranty(), "03-31T09:40");
            var table = table("PT1H", "P3D");
            Policies broken = new Policies() {
                @Override
                public Policy policy(String kind, String category, String priority, String site) {
                    return table.policy(kind, category, priority, site);
                }

                @Override
                public Policy row(String row, String site) {
                    if (row.equals("developer-warranty")) {
                        throw new IllegalStateException("the row is broken");
                    }
                    return table.row(row, site);
                }
            };
            var listingOne = new Recomputation(
                    world.jdbc, clocks, world.transactions, (ApplicationEventPublisher) events::add, CLOCK, 1);

            for (boolean dryRun : List.of(true, false)) {
                var result = listingOne.run(MANAGER, broken, dryRun);

                assertThat(result.moved()).isEqualTo(2);
                assertThat(result.moves())
                        .extracting(Recomputation.Move::ticket)
                        .containsExactly("O");
                assertThat(result.failed()).isEqualTo(1);
                assertThat(result.failures()).containsExactly("V");
            }
            assertThat(clocks.dueOf("P", Target.RESOLUTION)).contains(at("04-03T09:40"));
            assertThat(clocks.dueOf("V", Target.RESOLUTION)).isPresent();
        }

        @Test
        @DisplayName(
                "leaves closed outcomes, other sites, rows that are gone and targets not promised any more as they are")
        void leaves() {
            Instant due = clocks.dueOf("O", Target.RESOLUTION).orElseThrow();
            var gone = new Table(
                    TestClocks.policy("other", TestClocks.promise(Target.RESPONSE, "PT2H", "service")),
                    IN_FORCE.warranty());

            assertThat(recomputation.run(MANAGER, gone, false).moves()).isEmpty();
            assertThat(clocks.dueOf("O", Target.RESOLUTION)).contains(due);
            var moved = recomputation.run(MANAGER, table("PT5M", "PT5M"), false);
            assertThat(moved.moves()).extracting(Recomputation.Move::ticket).containsOnly("O");
            assertThat(clocks.of(List.of("A")).get("A")).allMatch(clock -> !clock.isBreached(CLOCK.instant()));
            assertThatThrownBy(() -> recomputation.run(new Actor("x", Set.of(), Set.of("sunshine")), IN_FORCE, true))
                    .isInstanceOf(Refusal.class);
            assertThat(recomputation
                            .run(new Actor("a", Set.of(Role.ADMINISTRATOR), Set.of()), IN_FORCE, true)
                            .open())
                    .isGreaterThan(2);
        }
    }

    @Test
    @DisplayName("several promises can be kept at once")
    void metTogether() {
        world.run(() -> clocks.met("O", Set.of(Target.RESPONSE, Target.RESOLUTION), at("03-31T10:00")));

        assertThat(clocks.of("O")).noneMatch(clock -> clock.isOpen());
    }
}
