package dev.steward.sla.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.platform.Actor;
import dev.steward.platform.Role;
import dev.steward.sla.Hours;
import dev.steward.sla.Policies;
import dev.steward.sla.Policy;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How long it takes to replay a month of fifty thousand tickets. Not in the normal build:
 * {@code mvn test -Dtest=ReplayBenchmark}.
 */
@DisplayName("Replaying a month of fifty thousand tickets")
class ReplayBenchmark {

    private static final int TICKETS = 50_000;
    private static final Actor MANAGER = new Actor("chen", Set.of(Role.MANAGER), Set.of("sunshine"));
    private static final Clock CLOCK = Clock.fixed(Hours.at("04-30T00:00"), ZoneOffset.UTC);

    private record OneRow(Policy policy) implements Policies {

        @Override
        public Policy policy(String kind, String category, String priority, String site) {
            return policy;
        }

        @Override
        public Policy row(String row, String site) {
            return policy;
        }
    }

    private static Policy policy(String response, String resolution, String callback) {
        return TestClocks.policy(
                "normal-repair",
                TestClocks.promise(Target.RESPONSE, response, "service"),
                TestClocks.promise(Target.RESOLUTION, resolution, "office"),
                TestClocks.promise(Target.CALLBACK, callback, "office"));
    }

    /** Three clocks a ticket, a fifth of them paused; the rows' own figures do not matter to a replay. */
    private static TestClocks world() {
        TestClocks world = new TestClocks();
        world.jdbc
                .sql(
                        """
                with drawn as materialized (
                    select 'ST-2026-' || lpad(n::text, 6, '0') as ticket,
                           timestamptz '2026-03-01 00:00Z' + n * interval '43 seconds' as at, random() as a
                      from generate_series(1, :tickets) n),
                clocks as materialized (
                    select ticket, target, at, at + used * (0.1 + 1.2 * a) as met, a
                      from drawn cross join (values ('RESPONSE', interval '1 hour'), ('RESOLUTION', interval '3 days'),
                           ('CALLBACK', interval '1 day')) promised (target, used)),
                rows as (
                    insert into steward.clock (ticket, target, round, site, category, priority, channel, kind, state, open,
                           started_at, met_at, breached, judged_at, judged_on, business_elapsed_s, overrun_s, paused_s,
                           calendar, calendar_version, hours, hours_version, policy_row, ladder)
                    select ticket, target, 1, 'sunshine', 'plumbing', 'NORMAL', 'PHONE', 'REPAIR', 'MET', false, at, met,
                           false, at, least(at::date, date '2026-03-31'), 0, 0, 0, 'office', 1, 'office', 1,
                           'normal-repair', 'standard' from clocks)
                insert into steward.clock_fact (ticket, target, round, seq, at, type, actor, detail)
                select ticket, target, 1, 1, at, 'STARTED', null, jsonb_build_object('span',
                       case target when 'RESPONSE' then 'PT1H' when 'RESOLUTION' then 'P3D' else 'P1D' end,
                       'calendar', case target when 'RESPONSE' then 'service' else 'office' end, 'calendarVersion', 1,
                       'hours', 'office', 'hoursVersion', 1, 'row', 'normal-repair', 'ladder', 'standard',
                       'pausable', target <> 'CALLBACK') from clocks
                union all
                select ticket, target, 1, 2, at + (met - at) * 0.3, 'PAUSED', 'li', jsonb_build_object(
                       'reason', 'RESIDENT_ABSENT', 'until', to_char(at + interval '5 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
                  from clocks where a < 0.2
                union all
                select ticket, target, 1, 3, at + (met - at) * 0.6, 'RESUMED', 'li', '{}' from clocks where a < 0.2
                union all
                select ticket, target, 1, 4, met, 'MET', null, '{}' from clocks
                """)
                .param("tickets", TICKETS)
                .update();
        world.jdbc.sql("vacuum analyze steward.clock").update();
        world.jdbc.sql("vacuum analyze steward.clock_fact").update();
        return world;
    }

    @Test
    @DisplayName("takes less than ten seconds and equals a recomputation ticket by ticket")
    void month() {
        TestClocks world = world();
        Replay replay = new Replay(world.database, world.clocks, TestClocks.CALENDARS, CLOCK);
        Policies inForce = new OneRow(policy("PT1H", "P3D", "P1D"));
        Policy stricter = policy("PT45M", "P2D", "PT6H");
        LocalDate first = LocalDate.of(2026, 3, 1);
        List<Long> times = new ArrayList<>();
        Replay.Result result = null;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            result = world.inTransaction(() -> replay.run(
                    MANAGER, first, LocalDate.of(2026, 3, 31), new Replay.Trial(null, new OneRow(stricter)), inForce));
            times.add((System.nanoTime() - start) / 1_000_000);
        }
        System.out.printf(
                "%,d clocks of %,d tickets: %s ms; met %,d before, %,d after%n",
                result.clocks(),
                TICKETS,
                times,
                result.all().before().met(),
                result.all().after().met());

        List<String> tickets = world.jdbc
                .sql("select distinct ticket from steward.clock order by ticket")
                .query(String.class)
                .list();
        long met = 0;
        for (int i = 0; i < tickets.size(); i += 1000) {
            for (List<ServiceClock> of : world.clocks
                    .of(tickets.subList(i, Math.min(i + 1000, tickets.size())))
                    .values()) {
                for (ServiceClock clock : of) {
                    var terms = world.clocks.terms(
                            "sunshine",
                            stricter,
                            stricter.promise(clock.target()).orElseThrow());
                    met += clock.judgedUnder(terms).isBreached(CLOCK.instant()) ? 0 : 1;
                }
            }
        }
        assertThat(result.clocks()).isEqualTo(3 * TICKETS);
        assertThat(result.all().after().met()).isEqualTo(met);
        assertThat(times).allMatch(time -> time < 10_000);
    }
}
