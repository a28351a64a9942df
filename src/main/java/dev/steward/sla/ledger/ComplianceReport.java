package dev.steward.sla.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.steward.platform.Actor;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.sla.Compliance;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How well promises were kept in a period, grouped by anything that the clocks' rows carry. A clock counts on the day on
 * which it was met in time, or on which its due was missed; open past its due it counts already. Months that are over are
 * read from their sums where the grouping allows it.
 */
@Component
public class ComplianceReport {

    /** More rows than anybody reads, and few enough to answer at once. */
    private static final int MOST_ROWS = 50_000;

    private static final int MOST_YEARS = 10;

    /**
     * One group.
     *
     * @param key the values of the dimensions, in their order; null where a clock has none
     */
    public record Row(List<@Nullable String> key, Compliance compliance) {}

    /** A stretch of days, both included. */
    private record Days(LocalDate from, LocalDate to) {}

    private final JdbcClient database;
    private final Clocks clocks;
    private final Clock clock;

    ComplianceReport(JdbcClient database, Clocks clocks, Clock clock) {
        this.database = database;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** Who may see how well promises were kept: supervisors, managers, administrators. */
    public static void allow(Actor actor) {
        if (!actor.isAny(Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR)) {
            throw Refusal.forbidden("Only supervisors, managers and administrators");
        }
    }

    /**
     * The groups of a period, for the sites of the actor.
     *
     * @param from the first day, in each clock's own zone
     * @param to the last day
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Row> rows(Actor actor, LocalDate from, LocalDate to, List<Dimension> groupBy) {
        allow(actor);
        if (to.isBefore(from)) {
            throw Refusal.invalid("to", "the period ends before it begins");
        }
        if (from.plusYears(MOST_YEARS).isBefore(to)) {
            throw Refusal.invalid("from", "at most {0} years", MOST_YEARS);
        }
        Map<List<@Nullable String>, Compliance> groups = new TreeMap<>(ComplianceReport::compare);
        Set<String> sites = sites(actor);
        if (!sites.isEmpty()) {
            Map<String, Set<LocalDate>> months = summedUp(groupBy) ? monthsSummedUp(sites, from, to) : Map.of();
            if (!months.isEmpty()) {
                addMonths(groups, groupBy, months);
            }
            addEnded(groups, groupBy, rest(sites, from, to, months));
            addOpen(groups, groupBy, sites, from, to);
        }
        if (groups.size() > MOST_ROWS) {
            throw Refusal.invalid("groupBy", "more than {0} rows; ask for a shorter period or fewer groups", MOST_ROWS);
        }
        List<Row> rows = new ArrayList<>();
        groups.forEach((key, compliance) -> rows.add(new Row(key, compliance)));
        return rows;
    }

    /** Months are summed up by target, site and at most one other dimension. */
    private static boolean summedUp(List<Dimension> groupBy) {
        return groupBy.stream().allMatch(dimension -> dimension.inEverySum() || dimension.summed())
                && groupBy.stream().filter(Dimension::summed).count() <= 1;
    }

    /** The actor's sites; for an administrator all that have clocks, found by hops through the index. */
    private Set<String> sites(Actor actor) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            return actor.sites();
        }
        return new HashSet<>(database.sql(
                        """
                with recursive hop as (
                    (select site from steward.clock order by site limit 1)
                    union all
                    select (select site from steward.clock where site > hop.site order by site limit 1) from hop
                     where hop.site is not null)
                select site from hop where site is not null
                """)
                .query(String.class)
                .list());
    }

    /** A month is summed up unless one of its clocks changed since: then it is marked. */
    private Map<String, Set<LocalDate>> monthsSummedUp(Set<String> sites, LocalDate from, LocalDate to) {
        LocalDate first =
                from.getDayOfMonth() == 1 ? from : from.withDayOfMonth(1).plusMonths(1);
        LocalDate end = to.plusDays(1).withDayOfMonth(1);
        Map<String, Set<LocalDate>> months = new LinkedHashMap<>();
        for (String site : sites) {
            Set<LocalDate> all = new TreeSet<>();
            for (LocalDate month = first; month.isBefore(end); month = month.plusMonths(1)) {
                all.add(month);
            }
            months.put(site, all);
        }
        database.sql(
                        """
                select distinct site, month from steward.clock_month_changed
                 where site = any(:sites) and month >= :first and month < :end
                """)
                .param("sites", sites.toArray(String[]::new))
                .param("first", Date.valueOf(first))
                .param("end", Date.valueOf(end))
                .query(row -> {
                    months.getOrDefault(row.getString("site"), Set.of())
                            .remove(row.getDate("month").toLocalDate());
                });
        return months;
    }

    /** The days that are not in a month that is summed up, as few stretches as possible, and whose they are. */
    private static Map<Days, List<String>> rest(
            Set<String> sites, LocalDate from, LocalDate to, Map<String, Set<LocalDate>> summedUp) {
        Map<Days, List<String>> rest = new LinkedHashMap<>();
        for (String site : sites) {
            LocalDate start = from;
            for (LocalDate month : summedUp.getOrDefault(site, Set.of())) {
                if (start.isBefore(month)) {
                    rest.computeIfAbsent(new Days(start, month.minusDays(1)), any -> new ArrayList<>())
                            .add(site);
                }
                start = month.plusMonths(1);
            }
            if (!start.isAfter(to)) {
                rest.computeIfAbsent(new Days(start, to), any -> new ArrayList<>())
                        .add(site);
            }
        }
        return rest;
    }

    private void addMonths(
            Map<List<@Nullable String>, Compliance> groups,
            List<Dimension> groupBy,
            Map<String, Set<LocalDate>> months) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        months.forEach((site, of) ->
                of.forEach(month -> list.addObject().put("site", site).put("month", month.toString())));
        String keys = groupBy.stream().map(Dimension::monthColumn).collect(Collectors.joining(", "));
        String dimension = groupBy.stream()
                .filter(Dimension::summed)
                .map(Dimension::key)
                .findFirst()
                .orElse("");
        database.sql(
                        """
                select %s, sum(met) as met, sum(breached) as breached, sum(business_elapsed_s) as used,
                       sum(overrun_s) as overrun, sum(paused_s) as paused, string_agg(times, ' ') as times
                  from steward.clock_month
                  join jsonb_to_recordset(:months::jsonb) as wanted (site text, month date) using (site, month)
                 where dimension = :dimension
                 group by %s
                """
                                .formatted(keys, positions(groupBy.size())))
                .param("months", list.toString())
                .param("dimension", dimension)
                .query(row -> {
                    addEnded(groups, groupBy, row);
                });
    }

    private void addEnded(
            Map<List<@Nullable String>, Compliance> groups,
            List<Dimension> groupBy,
            Map<Days, List<String>> stretches) {
        if (stretches.isEmpty()) {
            return;
        }
        List<String> wanted = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        stretches.forEach((days, sites) -> {
            int n = wanted.size();
            wanted.add("(site = any(:sites%d) and judged_on between :from%d and :to%d)".formatted(n, n, n));
            parameters.put("sites" + n, sites.toArray(String[]::new));
            parameters.put("from" + n, Date.valueOf(days.from()));
            parameters.put("to" + n, Date.valueOf(days.to()));
        });
        // a group's classes are counted in memory, not in files
        database.sql("select set_config('work_mem', '64MB', true)")
                .query(String.class)
                .single();
        database.sql(
                        """
                select %s, sum(met) as met, sum(breached) as breached, sum(used) as used, sum(overrun) as overrun,
                       sum(paused) as paused, string_agg(time_class || ':' || met + breached, ' ') as times
                  from (select %s, time_class, count(*) filter (where state = 'MET') as met,
                               count(*) filter (where state = 'BREACHED') as breached,
                               sum(business_elapsed_s) as used, sum(overrun_s) as overrun, sum(paused_s) as paused
                          from steward.clock
                         where (%s) and not open
                         group by %s) classes
                 group by %s
                """
                                .formatted(
                                        names(groupBy.size()),
                                        aliased(keys(groupBy)),
                                        String.join(" or ", wanted),
                                        positions(groupBy.size() + 1),
                                        positions(groupBy.size())))
                .params(parameters)
                .query(row -> {
                    addEnded(groups, groupBy, row);
                });
    }

    /** Open past their due: few, and computed as of now, since their rows are as old as their last fact. */
    private void addOpen(
            Map<List<@Nullable String>, Compliance> groups,
            List<Dimension> groupBy,
            Set<String> sites,
            LocalDate from,
            LocalDate to) {
        record Key(String ticket, Target target, int round) {}
        Instant now = clock.instant();
        String keys = groupBy.stream().map(Dimension::column).collect(Collectors.joining(", "));
        Map<Key, List<@Nullable String>> overdue = new LinkedHashMap<>();
        database.sql(
                        """
                select %s, ticket, target, round from steward.clock
                 where open and site = any(:sites) and judged_on between :from and :to and judged_at <= :now
                """
                                .formatted(keys))
                .param("sites", sites.toArray(String[]::new))
                .param("from", Date.valueOf(from))
                .param("to", Date.valueOf(to))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    overdue.put(
                            new Key(
                                    row.getString("ticket"),
                                    Target.valueOf(row.getString("target")),
                                    row.getInt("round")),
                            key(row, groupBy));
                });
        Set<String> tickets =
                overdue.keySet().stream().map(Key::ticket).collect(Collectors.toCollection(LinkedHashSet::new));
        for (ServiceClock open : clocks(tickets)) {
            List<@Nullable String> key = overdue.get(new Key(open.ticket(), open.target(), open.round()));
            if (key != null) {
                groups.computeIfAbsent(key, any -> new Compliance())
                        .overdue(open.businessElapsed(now), open.overrun(now), open.paused(now));
            }
        }
    }

    private List<ServiceClock> clocks(Collection<String> tickets) {
        return clocks.of(tickets).values().stream().flatMap(List::stream).toList();
    }

    private static void addEnded(Map<List<@Nullable String>, Compliance> groups, List<Dimension> groupBy, ResultSet row)
            throws SQLException {
        Compliance compliance = groups.computeIfAbsent(key(row, groupBy), any -> new Compliance());
        compliance.ended(
                row.getLong("met"),
                row.getLong("breached"),
                Duration.ofSeconds(row.getLong("used")),
                Duration.ofSeconds(row.getLong("overrun")),
                Duration.ofSeconds(row.getLong("paused")));
        for (String counted : row.getString("times").split(" ")) {
            int colon = counted.indexOf(':');
            compliance.took(
                    Integer.parseInt(counted.substring(0, colon)), Long.parseLong(counted.substring(colon + 1)));
        }
    }

    private static List<@Nullable String> key(ResultSet row, List<Dimension> groupBy) throws SQLException {
        List<@Nullable String> key = new ArrayList<>();
        for (int column = 0; column < groupBy.size(); column++) {
            String value = row.getString(column + 1);
            key.add(value == null ? null : groupBy.get(column).shown(value));
        }
        return key;
    }

    private static List<String> keys(List<Dimension> groupBy) {
        return groupBy.stream().map(Dimension::column).toList();
    }

    private static String aliased(List<String> columns) {
        List<String> aliased = new ArrayList<>();
        for (String column : columns) {
            aliased.add(column + " as k" + (aliased.size() + 1));
        }
        return String.join(", ", aliased);
    }

    private static String names(int count) {
        List<String> names = new ArrayList<>();
        for (int name = 1; name <= count; name++) {
            names.add("k" + name);
        }
        return String.join(", ", names);
    }

    private static String positions(int count) {
        List<String> positions = new ArrayList<>();
        for (int position = 1; position <= count; position++) {
            positions.add(String.valueOf(position));
        }
        return String.join(", ", positions);
    }

    /** By the first value that differs; what has none comes last. */
    private static int compare(List<@Nullable String> one, List<@Nullable String> other) {
        for (int i = 0; i < one.size(); i++) {
            String a = one.get(i);
            String b = other.get(i);
            int order = a == null ? (b == null ? 0 : 1) : b == null ? -1 : a.compareTo(b);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
