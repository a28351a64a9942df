package dev.steward.sla.ledger;

import static dev.steward.sla.Hours.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.platform.Actor;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.sla.PauseReason;
import dev.steward.sla.RootCause;
import dev.steward.sla.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The compliance report")
class ComplianceReportTest {

    private static final Actor SUPERVISOR = new Actor("chen", Set.of(Role.SUPERVISOR), Set.of("sunshine"));
    private static final Actor ADMINISTRATOR = new Actor("admin", Set.of(Role.ADMINISTRATOR), Set.of());

    private static final Instant[] now = {at("03-20T10:00")};
    private static final Clock CLOCK = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now[0];
        }
    };

    private static TestClocks world;
    private static Clocks clocks;
    private static ComplianceReport report;
    private static MonthSums sums;

    /** Four tickets of sunshine, one of harbour. */
    @BeforeAll
    static void tickets() {
        world = new TestClocks();
        clocks = world.clocks;
        report = new ComplianceReport(world.jdbc, clocks, CLOCK);
        sums = new MonthSums(world.jdbc, world.transactions, CLOCK);
        // February: one in time, one late by two hours
        register("A", "sunshine", "east", "02-02T10:00");
        met("A", Target.RESPONSE, "02-02T10:30");
        met("A", Target.RESOLUTION, "02-03T10:00");
        register("B", "sunshine", "west", "02-03T10:00");
        met("B", Target.RESPONSE, "02-03T13:00");
        met("B", Target.RESOLUTION, "02-04T10:00");
        // March: one cancelled, one open past its response, one paused
        register("C", "sunshine", "east", "03-02T10:00");
        world.run(() -> clocks.cancelAll("C", at("03-02T15:00")));
        register("D", "sunshine", "east", "03-20T08:00");
        world.run(() -> clocks.climb("D", at("03-20T09:00")));
        register("E", "sunshine", "east", "03-19T10:00");
        world.run(() -> clocks.pause("E", PauseReason.RESIDENT_ABSENT, null, "li", at("03-19T10:10")));
        register("F", "harbour", "port", "03-19T10:00");
        met("F", Target.RESPONSE, "03-19T10:30");
    }

    private static void register(String ticket, String site, String region, String at) {
        world.run(() -> clocks.start(
                ticket,
                site,
                TestClocks.normalRepair(),
                List.of(Target.RESPONSE, Target.RESOLUTION),
                1,
                at(at),
                new Dimensions(
                        region, "1", "engineering", "li", null, "OWN", "plumbing", "NORMAL", "PHONE", "REPAIR")));
    }

    private static void met(String ticket, Target target, String at) {
        world.run(() -> clocks.met(ticket, target, at(at)));
    }

    private static Map<String, String> figures(Actor actor, String from, String to, String groupBy) {
        return report
                .rows(actor, LocalDate.parse("2026-" + from), LocalDate.parse("2026-" + to), Dimension.parse(groupBy))
                .stream()
                .collect(Collectors.toMap(
                        row -> String.join(
                                " ", row.key().stream().map(String::valueOf).toList()),
                        row -> row.compliance().met() + "/" + row.compliance().breached() + " open "
                                + row.compliance().open() + " over "
                                + row.compliance().overrun().truncatedTo(java.time.temporal.ChronoUnit.MINUTES)));
    }

    @Test
    @DisplayName("counts met, breached and open past the due; not the cancelled, the paused and those not due yet")
    void counts() {
        assertThat(figures(SUPERVISOR, "01-01", "03-31", "month,target"))
                .containsOnly(
                        Map.entry("2026-02 RESPONSE", "1/1 open 0 over PT2H"),
                        Map.entry("2026-02 RESOLUTION", "2/0 open 0 over PT0S"),
                        Map.entry("2026-03 RESPONSE", "0/1 open 1 over PT1H"));
    }

    @Test
    @DisplayName("counts an open clock as breached from its due on, without anybody having touched it")
    void openPastItsDue() {
        register("G", "grove", "park", "03-20T09:00");
        var grove = new Actor("chen", Set.of(Role.MANAGER), Set.of("grove"));

        now[0] = at("03-20T09:59");
        assertThat(figures(grove, "03-01", "03-31", "target")).isEmpty();
        now[0] = at("03-20T10:00");
        assertThat(figures(grove, "03-01", "03-31", "target")).containsEntry("RESPONSE", "0/1 open 1 over PT0S");
        now[0] = at("03-20T12:00");
        assertThat(figures(grove, "03-01", "03-31", "target")).containsEntry("RESPONSE", "0/1 open 1 over PT2H");
        now[0] = at("03-20T10:00");
    }

    @Test
    @DisplayName("groups by everything that a clock carries, and by day, week and month")
    void dimensions() {
        for (Dimension dimension : Dimension.values()) {
            assertThat(figures(SUPERVISOR, "02-01", "02-28", dimension.key()))
                    .as(dimension.key())
                    .isNotEmpty();
        }
        assertThat(figures(SUPERVISOR, "02-01", "02-28", "region,owner"))
                .containsOnly(
                        Map.entry("east li", "2/0 open 0 over PT0S"), Map.entry("west li", "1/1 open 0 over PT2H"));
        assertThat(figures(SUPERVISOR, "02-01", "02-28", "week")).containsOnlyKeys("2026-02-02");
        assertThat(figures(SUPERVISOR, "02-03", "02-03", "day")).containsOnlyKeys("2026-02-03");
        assertThat(figures(SUPERVISOR, "02-01", "02-28", "technician")).containsOnlyKeys("null");
    }

    @Test
    @DisplayName("tells two clocks apart by every dimension, with the time used, the pauses and the overrun of each")
    void everyDimension() {
        var two = new Actor("chen", Set.of(Role.MANAGER), Set.of("maple", "cedar"));
        world.run(() -> clocks.start(
                "M",
                "maple",
                TestClocks.normalRepair(),
                List.of(Target.RESPONSE),
                1,
                at("02-02T10:00"),
                new Dimensions("r1", "b1", "d1", "o1", "t1", "OWN", "c1", "NORMAL", "PHONE", "REPAIR")));
        met("M", Target.RESPONSE, "02-02T10:30");
        world.run(() -> clocks.start(
                "N",
                "cedar",
                TestClocks.policy("other-row", TestClocks.promise(Target.RESOLUTION, "PT4H", "office")),
                List.of(Target.RESOLUTION),
                1,
                at("01-06T10:00"),
                new Dimensions("r2", "b2", "d2", "o2", "t2", "CONTRACTOR", "c2", "URGENT", "APP", "COMPLAINT")));
        world.run(() -> clocks.pause("N", PauseReason.RESIDENT_ABSENT, null, "li", at("01-06T11:00")));
        world.run(() -> clocks.resume("N", "li", at("01-06T14:00")));
        met("N", Target.RESOLUTION, "01-07T10:00");
        world.run(() ->
                clocks.stateCause("N", Target.RESOLUTION, 1, "no valve", RootCause.PARTS, "li", at("01-07T11:00")));
        Map<String, List<String>> expected = Map.ofEntries(
                Map.entry("target", List.of("RESPONSE", "RESOLUTION")),
                Map.entry("site", List.of("maple", "cedar")),
                Map.entry("region", List.of("r1", "r2")),
                Map.entry("building", List.of("b1", "b2")),
                Map.entry("department", List.of("d1", "d2")),
                Map.entry("owner", List.of("o1", "o2")),
                Map.entry("technician", List.of("t1", "t2")),
                Map.entry("provider", List.of("OWN", "CONTRACTOR")),
                Map.entry("category", List.of("c1", "c2")),
                Map.entry("priority", List.of("NORMAL", "URGENT")),
                Map.entry("channel", List.of("PHONE", "APP")),
                Map.entry("kind", List.of("REPAIR", "COMPLAINT")),
                Map.entry("policyRow", List.of("normal-repair", "other-row")),
                Map.entry("rootCause", List.of("null", "PARTS")),
                Map.entry("day", List.of("2026-02-02", "2026-01-06")),
                Map.entry("week", List.of("2026-02-02", "2026-01-05")),
                Map.entry("month", List.of("2026-02", "2026-01")));
        assertThat(expected.keySet())
                .containsExactlyInAnyOrderElementsOf(java.util.Arrays.stream(Dimension.values())
                        .map(Dimension::key)
                        .toList());

        expected.forEach((dimension, values) -> {
            Map<String, String> rows = report
                    .rows(two, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-02-28"), Dimension.parse(dimension))
                    .stream()
                    .collect(Collectors.toMap(
                            row -> String.valueOf(row.key().get(0)),
                            row -> row.compliance().met() + "/"
                                    + row.compliance().breached() + " used "
                                    + row.compliance().businessTime() + " over "
                                    + row.compliance().overrun() + " paused "
                                    + Math.round(row.compliance().pauseShare() * 100) + "%"));
            // M took half an hour; N 1 h before the pause and 3.5 h and 1.5 h after it, of four hours; paused for 2 h
            assertThat(rows)
                    .as(dimension)
                    .containsOnly(
                            Map.entry(values.get(0), "1/0 used PT30M over PT0S paused 0%"),
                            Map.entry(values.get(1), "0/1 used PT6H over PT2H paused 25%"));
        });
    }

    @Test
    @DisplayName("shows a person the sites they belong to, an administrator all of them, others nothing")
    void sites() {
        assertThat(figures(SUPERVISOR, "03-01", "03-31", "site")).containsOnlyKeys("sunshine");
        assertThat(figures(ADMINISTRATOR, "03-01", "03-31", "site")).containsKeys("sunshine", "harbour");
        assertThat(figures(new Actor("x", Set.of(Role.MANAGER), Set.of()), "03-01", "03-31", "site"))
                .isEmpty();
        assertThatThrownBy(() -> figures(
                        new Actor("x", Set.of(Role.TECHNICIAN, Role.FRONT_DESK), Set.of("sunshine")),
                        "03-01",
                        "03-31",
                        "site"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("supervisors");
    }

    @Test
    @DisplayName("refuses unknown groups, periods that end before they begin, and more than ten years")
    void refuses() {
        assertThatThrownBy(() -> Dimension.parse("target,colour")).hasMessageContaining("colour");
        assertThatThrownBy(() -> Dimension.parse("target,target")).hasMessageContaining("twice");
        assertThatThrownBy(() -> figures(SUPERVISOR, "03-02", "03-01", "site"))
                .hasMessageContaining("before it begins");
        assertThatThrownBy(() -> report.rows(
                        SUPERVISOR,
                        LocalDate.parse("2000-01-01"),
                        LocalDate.parse("2026-01-01"),
                        List.of(Dimension.SITE)))
                .hasMessageContaining("10 years");
    }

    @Test
    @DisplayName("says the same whether a month is summed up or not, also after one of its clocks changed")
    void sums() {
        Function<String, Map<String, String>> figures = groupBy -> figures(ADMINISTRATOR, "01-15", "03-31", groupBy);
        register("H", "hill", "top", "02-10T10:00");
        met("H", Target.RESPONSE, "02-10T10:20");
        met("H", Target.RESOLUTION, "02-10T11:20");
        var groupings = List.of("site,month,target,region", "department", "target", "month,category,kind");
        var before = groupings.stream().map(figures).toList();
        while (sums.work()) {
            // until every month is summed up
        }

        for (int i = 0; i < groupings.size(); i++) {
            world.statements.clear();
            assertThat(figures.apply(groupings.get(i))).isEqualTo(before.get(i));
            // by two dimensions beside target, site and month the clocks are read
            assertThat(world.statements.stream().anyMatch(sql -> sql.contains("from steward.clock_month\n")))
                    .isEqualTo(i < 3);
        }

        // objected to in March, solved again: February's verdict moves to March
        world.run(() -> clocks.reopen("H", Target.RESOLUTION, Dimensions.NONE, at("03-10T10:00")));
        assertThat(figures.apply("site,month,target")).doesNotContainKey("hill 2026-02 RESOLUTION");
        met("H", Target.RESOLUTION, "03-10T11:00");
        assertThat(figures.apply("site,month,target")).containsKey("hill 2026-03 RESOLUTION");
        world.run(() ->
                clocks.describe("A", new Dimensions("south", null, null, null, null, null, null, null, null, null)));
        var after = figures.apply("month,region");
        assertThat(after).containsKey("2026-02 south");
        assertThat(sums.work()).isTrue();
        while (sums.work()) {
            // until every month is summed up
        }
        assertThat(figures.apply("month,region")).isEqualTo(after);
        world.run(() ->
                clocks.describe("A", new Dimensions("east", null, null, null, null, null, null, null, null, null)));
    }

    @Test
    @DisplayName("leaves the present month to its clocks until it is over")
    void presentMonth() {
        while (sums.work()) {
            // until every month is summed up
        }
        assertThat(world.jdbc
                        .sql("select count(*) from steward.clock_month where month >= '2026-03-01'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
