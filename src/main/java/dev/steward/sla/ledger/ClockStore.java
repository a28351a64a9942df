package dev.steward.sla.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.sla.Climbed;
import dev.steward.sla.Fact;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.Terms;
import dev.steward.sla.TimeClasses;
import dev.steward.sla.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the clocks. Many rows travel in one statement, as JSON that the database unfolds. */
final class ClockStore {

    private static final String COLUMNS =
            """
            state text, open boolean, due_at timestamptz, met_at timestamptz, breached boolean, judged_at timestamptz,
            promised_s bigint, business_elapsed_s bigint, overrun_s bigint, paused_s bigint, paused_until timestamptz,
            next_rung_at timestamptz, judged_on date, time_class smallint, calendar text, calendar_version integer,
            hours text, hours_version integer, policy_row text, ladder text, breach_reason text, root_cause text
            """;

    private static final String FACTS =
            """
            insert into steward.clock_fact (ticket, target, round, seq, at, type, actor, detail)
            select ticket, target, round, seq, at, type, actor, detail
              from jsonb_to_recordset(:facts::jsonb) as fact (ticket text, target text, round integer, seq integer,
                   at timestamptz, type text, actor text, detail jsonb)
            """;

    private final JdbcClient database;
    private final FactText text;

    ClockStore(JdbcClient database, FactText text) {
        this.database = database;
        this.text = text;
    }

    /**
     * New clocks: one statement for the rows, one for the facts. What is not said of them they have from the clock of
     * the ticket that was described last.
     *
     * @return whether another clock of the ticket stands still
     */
    boolean insert(List<ServiceClock> clocks, Dimensions dimensions, Instant now) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        ArrayNode facts = JsonNodeFactory.instance.arrayNode();
        for (ServiceClock clock : clocks) {
            ObjectNode row = row(clock, now);
            row.put("site", clock.site()).put("started_at", clock.startedAt().toString());
            rows.add(row);
            facts(clock, 0, facts);
        }
        boolean paused = database.sql(
                        """
                insert into steward.clock as started (ticket, target, round, site, region, building, department, owner,
                       technician, provider, category, priority, channel, kind, started_at, state, open, due_at, met_at,
                       breached, judged_at, promised_s, business_elapsed_s, overrun_s, paused_s, paused_until, next_rung_at,
                       judged_on, time_class, calendar, calendar_version, hours, hours_version, policy_row, ladder,
                       breach_reason, root_cause)
                select new.ticket, new.target, new.round, new.site,
                       coalesce(:region, known.region), coalesce(:building, known.building),
                       coalesce(:department, known.department), coalesce(:owner, known.owner),
                       nullif(coalesce(:technician, known.technician), ''), coalesce(:provider, known.provider),
                       coalesce(:category, known.category), coalesce(:priority, known.priority),
                       coalesce(:channel, known.channel), coalesce(:kind, known.kind),
                       new.started_at, new.state, new.open, new.due_at, new.met_at, new.breached,
                       new.judged_at, new.promised_s, new.business_elapsed_s, new.overrun_s, new.paused_s,
                       new.paused_until, new.next_rung_at, new.judged_on, new.time_class,
                       new.calendar, new.calendar_version, new.hours, new.hours_version, new.policy_row, new.ladder,
                       new.breach_reason, new.root_cause
                  from jsonb_to_recordset(:rows::jsonb) as new (ticket text, target text, round integer, site text,
                       started_at timestamptz, %s)
                  left join lateral (select * from steward.clock where ticket = new.ticket
                                      order by open desc, breached, coalesce(met_at, started_at) desc, target, round
                                      limit 1) known on true
                returning exists (select from steward.clock other
                                   where other.ticket = started.ticket and other.open and other.state = 'PAUSED')
                """
                                .formatted(COLUMNS))
                .param("rows", rows.toString())
                .param("region", dimensions.region())
                .param("building", dimensions.building())
                .param("department", dimensions.department())
                .param("owner", dimensions.owner())
                .param("technician", dimensions.technician())
                .param("provider", dimensions.provider())
                .param("category", dimensions.category())
                .param("priority", dimensions.priority())
                .param("channel", dimensions.channel())
                .param("kind", dimensions.kind())
                .query(Boolean.class)
                .list()
                .contains(true);
        database.sql(FACTS).param("facts", facts.toString()).update();
        return paused;
    }

    /** Clocks with more facts than they had: facts and rows in one statement. */
    void append(List<Appended> appended, Instant now) {
        if (appended.isEmpty()) {
            return;
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        ArrayNode facts = JsonNodeFactory.instance.arrayNode();
        for (Appended change : appended) {
            rows.add(row(change.clock(), now));
            facts(change.clock(), change.known(), facts);
        }
        database.sql(
                        """
                with fact as (%s)
                update steward.clock
                   set state = new.state, open = new.open, due_at = new.due_at, met_at = new.met_at,
                       breached = new.breached, judged_at = new.judged_at, promised_s = new.promised_s,
                       business_elapsed_s = new.business_elapsed_s, overrun_s = new.overrun_s,
                       paused_s = new.paused_s, paused_until = new.paused_until, next_rung_at = new.next_rung_at,
                       judged_on = new.judged_on, time_class = new.time_class,
                       calendar = new.calendar, calendar_version = new.calendar_version, hours = new.hours,
                       hours_version = new.hours_version, policy_row = new.policy_row, ladder = new.ladder,
                       breach_reason = new.breach_reason, root_cause = new.root_cause
                  from jsonb_to_recordset(:rows::jsonb) as new (ticket text, target text, round integer, %s)
                 where clock.ticket = new.ticket and clock.target = new.target and clock.round = new.round
                """
                                .formatted(FACTS, COLUMNS))
                .param("facts", facts.toString())
                .param("rows", rows.toString())
                .update();
    }

    /** Locks the clocks of a ticket until the end of the transaction, then reads them. */
    List<ServiceClock> lock(String ticket) {
        List<Integer> locked = database.sql(
                        """
                select 1 from steward.clock where ticket = :ticket order by target, round for update
                """)
                .param("ticket", ticket)
                .query(Integer.class)
                .list();
        // read in a second statement: the first one's snapshot may be older than the lock
        return locked.isEmpty() ? List.of() : read(List.of(ticket)).getOrDefault(ticket, List.of());
    }

    /** The clocks of tickets, by target and round; a ticket without any is missing. */
    Map<String, List<ServiceClock>> read(Collection<String> tickets) {
        record Key(String ticket, Target target, int round) {}
        Map<Key, List<Fact>> facts = new LinkedHashMap<>();
        Map<Key, String> sites = new LinkedHashMap<>();
        database.sql(
                        """
                select fact.ticket, fact.target, fact.round, fact.seq, clock.site, fact.at, fact.type, fact.actor,
                       fact.detail::text as detail
                  from steward.clock_fact fact
                  join steward.clock using (ticket, target, round)
                 where fact.ticket = any(:tickets)
                union all
                select rung.ticket, rung.target, rung.round, 2000000000, clock.site, rung.climbed_at, 'CLIMBED', null,
                       jsonb_build_object('rung', rung.rung, 'due', rung.due_at, 'told', rung.told)::text
                  from steward.clock_rung rung
                  join steward.clock using (ticket, target, round)
                 where rung.ticket = any(:tickets)
                 order by 1, 2, 3, 4, 6
                """)
                .param("tickets", tickets.toArray(String[]::new))
                .query(row -> {
                    var key = new Key(
                            row.getString("ticket"), Target.valueOf(row.getString("target")), row.getInt("round"));
                    sites.put(key, row.getString("site"));
                    facts.computeIfAbsent(key, any -> new ArrayList<>())
                            .add(text.read(
                                    row.getString("type"),
                                    instant(row, "at"),
                                    row.getString("actor"),
                                    row.getString("detail")));
                });
        Map<String, List<ServiceClock>> clocks = new LinkedHashMap<>();
        facts.forEach((key, of) -> clocks.computeIfAbsent(key.ticket(), any -> new ArrayList<>())
                .add(ServiceClock.of(key.ticket(), sites.getOrDefault(key, ""), key.target(), key.round(), of)));
        clocks.values()
                .forEach(of ->
                        of.sort(Comparator.comparing(ServiceClock::target).thenComparingInt(ServiceClock::round)));
        return clocks;
    }

    /** Records rungs as climbed; the answer are those that nobody had climbed before. */
    Set<RungKey> climb(List<Climbed> rungs, Instant now) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Climbed rung : rungs) {
            ObjectNode row = rows.addObject();
            row.put("ticket", rung.ticket())
                    .put("target", rung.target().name())
                    .put("round", rung.round())
                    .put("rung", rung.rung())
                    .put("due_at", rung.at().toString())
                    .put("climbed_at", now.toString());
            ArrayNode told = row.putArray("told");
            rung.whom().stream().map(Told::toString).forEach(told::add);
        }
        return new HashSet<>(database.sql(
                        """
                insert into steward.clock_rung (ticket, target, round, rung, due_at, climbed_at, told)
                select ticket, target, round, rung, due_at, climbed_at, told
                  from jsonb_to_recordset(:rows::jsonb) as new (ticket text, target text, round integer, rung text,
                       due_at timestamptz, climbed_at timestamptz, told text[])
                    on conflict do nothing
                returning target, round, rung
                """)
                .param("rows", rows.toString())
                .query((row, n) -> new RungKey(
                        Target.valueOf(row.getString("target")), row.getInt("round"), row.getString("rung")))
                .list());
    }

    /** What a ticket is, it is as a whole; people and provider stand for what they have now, not for what others broke. */
    void describe(String ticket, Dimensions dimensions) {
        database.sql(
                        """
                update steward.clock
                   set region = coalesce(:region, region), building = coalesce(:building, building),
                       department = coalesce(:department, department),
                       owner = case when open and (not breached or owner is null)
                                    then coalesce(:owner, owner) else owner end,
                       technician = case when open and (not breached or technician is null)
                                         then nullif(coalesce(:technician, technician), '') else technician end,
                       provider = case when open and (not breached or provider is null)
                                       then coalesce(:provider, provider) else provider end,
                       category = coalesce(:category, category), priority = coalesce(:priority, priority),
                       channel = coalesce(:channel, channel), kind = coalesce(:kind, kind)
                 where ticket = :ticket
                """)
                .param("ticket", ticket)
                .param("region", dimensions.region())
                .param("building", dimensions.building())
                .param("department", dimensions.department())
                .param("owner", dimensions.owner())
                .param("technician", dimensions.technician())
                .param("provider", dimensions.provider())
                .param("category", dimensions.category())
                .param("priority", dimensions.priority())
                .param("channel", dimensions.channel())
                .param("kind", dimensions.kind())
                .update();
    }

    Optional<Instant> pausedUntil(String ticket) {
        return database.sql("select min(paused_until) from steward.clock where ticket = :ticket and open")
                .param("ticket", ticket)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    boolean paused(String ticket) {
        return database.sql("select exists (select from steward.clock where ticket = :ticket and state = 'PAUSED')")
                .param("ticket", ticket)
                .query(Boolean.class)
                .single();
    }

    Optional<Instant> nextWakeUp(String ticket) {
        return database.sql(
                        """
                select min(coalesce(paused_until, next_rung_at)) as at from steward.clock
                 where ticket = :ticket and open
                """)
                .param("ticket", ticket)
                .query((row, n) -> Optional.ofNullable(instantOrNull(row, "at")))
                .single();
    }

    boolean isOpen(String ticket, Target target) {
        return database.sql(
                        "select exists (select from steward.clock where ticket = :ticket and target = :target and open)")
                .param("ticket", ticket)
                .param("target", target.name())
                .query(Boolean.class)
                .single();
    }

    Optional<Instant> due(String ticket, Target target) {
        return database.sql(
                        """
                select due_at from steward.clock
                 where ticket = :ticket and target = :target and open
                 order by round desc limit 1
                """)
                .param("ticket", ticket)
                .param("target", target.name())
                .query((row, n) -> Optional.ofNullable(instantOrNull(row, "due_at")))
                .optional()
                .flatMap(due -> due);
    }

    /** Takes the words that people wrote out of the facts; what happened when stays. */
    void forgetWords(String ticket) {
        database.sql("select set_config('steward.erasing', 'on', true)")
                .query(String.class)
                .single();
        database.sql(
                        """
                with fact as (update steward.clock_fact set detail = jsonb_set(detail, '{reason}', '""')
                               where ticket = :ticket and type in ('RETARGETED', 'DUE_SET', 'CAUSE_STATED'))
                update steward.clock set breach_reason = null where ticket = :ticket
                """)
                .param("ticket", ticket)
                .update();
        database.sql("select set_config('steward.erasing', '', true)")
                .query(String.class)
                .single();
    }

    private void facts(ServiceClock clock, int known, ArrayNode rows) {
        List<Fact> facts = clock.facts().stream()
                .filter(fact -> !(fact instanceof Fact.RungClimbed))
                .toList();
        for (int seq = known; seq < facts.size(); seq++) {
            ObjectNode row = rows.addObject();
            row.put("ticket", clock.ticket())
                    .put("target", clock.target().name())
                    .put("round", clock.round())
                    .put("seq", seq + 1);
            text.write(facts.get(seq), row);
        }
    }

    private static ObjectNode row(ServiceClock clock, Instant now) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        Terms terms = clock.terms();
        Optional<Instant> due = clock.due(now);
        boolean breached = clock.isBreached(now);
        Optional<Instant> judged = clock.cancelledAt().isPresent()
                ? Optional.empty()
                : clock.breachedAt(now).or(clock::metAt).or(() -> due);
        row.put("ticket", clock.ticket())
                .put("target", clock.target().name())
                .put("round", clock.round())
                .put("state", clock.state(now).name())
                .put("open", clock.isOpen())
                .put("due_at", text(due))
                .put("met_at", text(clock.metAt()))
                .put("breached", breached)
                .put(
                        "judged_on",
                        judged.map(at -> at.atZone(terms.calendar().calendar().zone())
                                        .toLocalDate()
                                        .toString())
                                .orElse(null))
                .put("judged_at", text(judged))
                .put("time_class", TimeClasses.of(clock.businessElapsed(now)))
                .put("promised_s", clock.promised().map(Duration::toSeconds).orElse(null))
                .put("business_elapsed_s", clock.businessElapsed(now).toSeconds())
                .put("overrun_s", clock.overrun(now).toSeconds())
                .put("paused_s", clock.paused(now).toSeconds())
                .put("paused_until", text(clock.currentPause(now).map(ServiceClock.Pause::until)))
                .put("next_rung_at", text(clock.nextRung(now)))
                .put("calendar", terms.calendar().key())
                .put("calendar_version", terms.calendar().version())
                .put("hours", terms.hours().key())
                .put("hours_version", terms.hours().version())
                .put("policy_row", terms.policyRow())
                .put("ladder", terms.ladder().name())
                .put(
                        "breach_reason",
                        clock.cause().map(Fact.CauseStated::reason).orElse(null))
                .put(
                        "root_cause",
                        clock.cause().map(stated -> stated.cause().name()).orElse(null));
        return row;
    }

    private static @Nullable String text(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /**
     * A clock and how many of its facts are recorded already.
     *
     * @param known facts recorded, rungs left out
     */
    record Appended(ServiceClock clock, int known) {

        static Appended to(ServiceClock before, Fact... facts) {
            ServiceClock after = before;
            for (Fact fact : facts) {
                after = after.with(fact);
            }
            int known = (int) before.facts().stream()
                    .filter(fact -> !(fact instanceof Fact.RungClimbed))
                    .count();
            return new Appended(after, known);
        }
    }

    /** A rung of a ticket's clock. */
    record RungKey(Target target, int round, String rung) {}
}
