package dev.steward.sla.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.platform.Actor;
import dev.steward.platform.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How long compliance over a year takes, with a hundred thousand clocks and with a million. Not in the normal build:
 * {@code mvn test -Dtest=ComplianceBenchmark}.
 */
@DisplayName("Compliance over a year of generated clocks")
class ComplianceBenchmark {

    private static final Actor MANAGER = new Actor("chen", Set.of(Role.MANAGER), Set.of("sunshine", "harbour"));
    private static final LocalDate FROM = LocalDate.of(2025, 1, 1);
    private static final LocalDate TO = LocalDate.of(2025, 12, 31);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-10T00:00:00Z"), ZoneOffset.UTC);

    private static TestClocks world(int clocks) {
        TestClocks world = new TestClocks();
        world.jdbc
                .sql(
                        """
                with parameters as (select setseed(0.42)), drawn as materialized (
                    select n, random() as a, random() as b, random() as c, random() as d, random() as e, random() as f
                      from generate_series(1, :clocks) n, parameters)
                insert into steward.clock (ticket, target, round, site, region, building, department, owner, technician,
                       provider, category, priority, channel, kind, state, open, started_at, due_at, met_at, breached,
                       judged_at, judged_on, time_class, promised_s, business_elapsed_s, overrun_s, paused_s, calendar,
                       calendar_version, hours, hours_version, policy_row, ladder)
                select 'ST-2025-' || lpad((n / 4)::text, 6, '0'),
                       (array['RESPONSE', 'RESOLUTION', 'CALLBACK', 'DISPATCH'])[1 + n % 4], 1,
                       (array['sunshine', 'harbour'])[1 + floor(f * 2)::int], 'region-' || floor(e * 4)::int,
                       'building-' || (b * 40)::int, 'department-' || (c * 6)::int, 'owner-' || (d * 60)::int,
                       'technician-' || (a * 80)::int, (array['OWN', 'CONTRACTOR', 'DEVELOPER'])[1 + (e * 3)::int % 3],
                       'category-' || (e * 28)::int, (array['NORMAL', 'URGENT', 'LOW'])[1 + (d * 3)::int % 3],
                       'channel-' || (c * 9)::int, (array['REPAIR', 'COMPLAINT', 'INQUIRY'])[1 + (b * 3)::int % 3],
                       case when used <= 28800 then 'MET' else 'BREACHED' end, false, at - interval '1 day', at,
                       at, used > 28800, at, at::date,
                       case when used < 60 then 0 else 1 + floor(ln(used / 60.0) / ln(1.1)) end,
                       28800, used, greatest(0, used - 28800), (d * 3600)::int, 'office', 1, 'office', 1,
                       'normal-repair', 'standard'
                  from (select *, timestamptz '2025-01-01 00:00Z' + a * interval '365 days' as at,
                               (600 * exp(4.5 * b))::bigint as used
                          from drawn) generated
                """)
                .param("clocks", clocks)
                .update();
        world.jdbc.sql("vacuum analyze steward.clock").update();
        MonthSums sums = new MonthSums(world.jdbc, world.transactions, CLOCK);
        long start = System.nanoTime();
        int months = 0;
        while (sums.work()) {
            months++;
        }
        System.out.printf("%,d clocks: %d months summed up in %,d ms%n", clocks, months, millis(start));
        world.jdbc.sql("vacuum analyze steward.clock_month").update();
        return world;
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static double median(TestClocks world, String groupBy) {
        ComplianceReport report = new ComplianceReport(world.jdbc, world.clocks, CLOCK);
        List<Dimension> dimensions = Dimension.parse(groupBy);
        List<Double> times = new ArrayList<>();
        int rows = 0;
        for (int i = 0; i < 25; i++) {
            long start = System.nanoTime();
            rows = world.inTransaction(() -> report.rows(MANAGER, FROM, TO, dimensions))
                    .size();
            if (i >= 4) {
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        assertThat(rows).isPositive();
        times.sort(null);
        return times.get(times.size() / 2);
    }

    @Test
    @DisplayName("answers month × department × target in 300 ms, and grows with groups rather than with clocks")
    void year() {
        TestClocks small = world(100_000);
        TestClocks large = world(1_000_000);
        System.out.printf("%-40s %12s %12s %6s%n", "grouped by (median of 21, ms)", "100,000", "1,000,000", "ratio");
        double promised = 0;
        double ratio = 0;
        for (String groupBy : List.of(
                "month,department,target",
                "target",
                "site,region,target",
                "owner,target",
                "month,category,priority,target",
                "technician")) {
            double few = median(small, groupBy);
            double many = median(large, groupBy);
            System.out.printf("%-40s %12.1f %12.1f %6.2f%n", groupBy, few, many, many / few);
            if (promised == 0) {
                promised = many;
                ratio = many / few;
            }
        }
        assertThat(promised).isLessThan(300);
        assertThat(ratio).isLessThan(2.5);
    }
}
