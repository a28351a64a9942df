package dev.steward.estate;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;

import dev.steward.estate.Duty.Kind;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is on duty or on call at a site, who is away, and who stands in. Instants; days and times in the site's zone. */
@Component
public class Roster {

    private final JdbcClient jdbc;
    private final Sites sites;

    Roster(JdbcClient jdbc, Sites sites) {
        this.jdbc = jdbc;
        this.sites = sites;
    }

    /**
     * Who has the role and is at work or on call at an instant, the first to be asked first. Whoever is absent is
     * replaced by the deputy, or left out when there is none.
     */
    public List<Duty> onDuty(String site, Role role, Instant at) {
        return present(site, role, at, EnumSet.allOf(Kind.class));
    }

    /** Only those on call. */
    public List<Duty> onCall(String site, Role role, Instant at) {
        return present(site, role, at, EnumSet.of(Kind.ON_CALL));
    }

    private List<Duty> present(String site, Role role, Instant at, Set<Kind> kinds) {
        Optional<Site> known = sites.find(site);
        if (known.isEmpty()) {
            return List.of();
        }
        Away away = away(site, at);
        Map<String, Duty> byUser = new LinkedHashMap<>();
        planned(site, role, at, known.get().zone()).stream()
                .filter(duty -> kinds.contains(duty.kind()))
                .sorted(comparingInt(Duty::rank).thenComparing(Duty::kind).thenComparing(Duty::user))
                .flatMap(duty -> present(duty, away).stream())
                .forEach(duty -> byUser.putIfAbsent(duty.user(), duty));
        return List.copyOf(byUser.values());
    }

    /** Whether somebody is away at an instant. */
    public boolean absent(String site, String user, Instant at) {
        return away(site, at).isAbsent(user);
    }

    /**
     * Who stands in for somebody at an instant: the deputy named with the absence, else the one of the roster, and where
     * that one is absent too, theirs. Empty when there is none or the deputies only name each other.
     */
    public Optional<String> deputyOf(String site, String user, Instant at) {
        return away(site, at).presentDeputyOf(user);
    }

    /**
     * Everybody's planned duties in a role and everybody's absences that touch the time from {@code from} to {@code to}, by
     * user, with one statement; whoever is neither planned nor away is left out.
     */
    public Map<String, Attendance> attendance(String site, Role role, Instant from, Instant to) {
        Optional<Site> known = sites.find(site);
        if (known.isEmpty()) {
            return Map.of();
        }
        List<DutyRule> rules = new ArrayList<>();
        List<Duty> duties = new ArrayList<>();
        List<Absence> absences = new ArrayList<>();
        jdbc.sql(
                        """
                        select 'RULE' what, user_id, role, kind, rank, weekdays, starts, ends, valid_from, valid_to,
                               null::timestamptz from_at, null::timestamptz to_at
                          from steward.duty_rule
                         where site = :site and role = :role
                        union all
                        select 'DUTY', user_id, role, kind, rank, null, null, null, null, null, from_at, to_at
                          from steward.duty
                         where site = :site and role = :role and from_at < :to and to_at > :from
                        union all
                        select 'AWAY', user_id, null, null, null, null, null, null, null, null, from_at, to_at
                          from steward.absence
                         where site = :site and from_at < :to and (to_at is null or to_at > :from)
                        """)
                .param("site", site)
                .param("role", role.name())
                .param("from", Rows.utc(from))
                .param("to", Rows.utc(to))
                .query((ResultSet row) -> {
                    switch (row.getString("what")) {
                        case "RULE" -> rules.add(rule(row));
                        case "DUTY" -> duties.add(single(row));
                        default ->
                            absences.add(new Absence(
                                    site,
                                    row.getString("user_id"),
                                    Rows.instant(row, "from_at"),
                                    Rows.instantOrNull(row, "to_at"),
                                    null,
                                    ""));
                    }
                });
        List<Duty> all = planned(known.get(), new RosterPlan(rules, duties, List.of()), from, to);
        Map<String, Attendance> byUser = new HashMap<>();
        Set<String> users = new HashSet<>();
        all.forEach(duty -> users.add(duty.user()));
        absences.forEach(absence -> users.add(absence.user()));
        for (String user : users) {
            byUser.put(
                    user,
                    new Attendance(
                            all.stream()
                                    .filter(duty -> duty.user().equals(user))
                                    .toList(),
                            absences.stream()
                                    .filter(absence -> absence.user().equals(user))
                                    .toList()));
        }
        return byUser;
    }

    private static Optional<Duty> present(Duty duty, Away away) {
        if (!away.isAbsent(duty.user())) {
            return Optional.of(duty);
        }
        return away.presentDeputyOf(duty.user())
                .map(deputy ->
                        new Duty(deputy, duty.role(), duty.kind(), duty.rank(), duty.from(), duty.to(), duty.user()));
    }

    private List<Duty> planned(String site, Role role, Instant at, ZoneId zone) {
        List<Duty> duties = new ArrayList<>();
        jdbc.sql(
                        """
                        select user_id, role, kind, rank, weekdays, starts, ends, valid_from, valid_to,
                               null::timestamptz from_at, null::timestamptz to_at
                          from steward.duty_rule
                         where site = :site and role = :role
                        union all
                        select user_id, role, kind, rank, null, null, null, null, null, from_at, to_at
                          from steward.duty
                         where site = :site and role = :role and from_at <= :at and to_at > :at
                        """)
                .param("site", site)
                .param("role", role.name())
                .param("at", Rows.utc(at))
                .query((ResultSet row) -> {
                    if (row.getArray("weekdays") == null) {
                        duties.add(single(row));
                    } else {
                        rule(row).at(at, zone).ifPresent(duties::add);
                    }
                });
        return duties;
    }

    /** The roster as it is planned. */
    RosterPlan plan(String site) {
        List<DutyRule> rules = jdbc.sql(
                        """
                        select user_id, role, kind, rank, weekdays, starts, ends, valid_from, valid_to
                          from steward.duty_rule
                         where site = :site
                         order by role, kind, rank, id
                        """)
                .param("site", site)
                .query((row, n) -> rule(row))
                .list();
        List<Duty> duties = jdbc.sql(
                        """
                        select user_id, role, kind, rank, from_at, to_at
                          from steward.duty
                         where site = :site
                         order by from_at, role, rank, id
                        """)
                .param("site", site)
                .query((row, n) -> single(row))
                .list();
        List<Deputy> deputies = jdbc.sql(
                        """
                        select user_id, deputy, from_at, to_at, reason
                          from steward.deputy
                         where site = :site
                         order by user_id, id
                        """)
                .param("site", site)
                .query((row, n) -> new Deputy(
                        row.getString("user_id"),
                        row.getString("deputy"),
                        Rows.instantOrNull(row, "from_at"),
                        Rows.instantOrNull(row, "to_at"),
                        row.getString("reason")))
                .list();
        return new RosterPlan(rules, duties, deputies);
    }

    /** Every planned duty that touches the time from {@code from} to {@code to}, by its start. */
    List<Duty> planned(Site site, RosterPlan plan, Instant from, Instant to) {
        List<Duty> duties = new ArrayList<>(plan.duties());
        LocalDate last = LocalDate.ofInstant(to, site.zone());
        for (LocalDate day = LocalDate.ofInstant(from, site.zone()).minusDays(1);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            for (DutyRule rule : plan.rules()) {
                rule.on(day, site.zone()).ifPresent(duties::add);
            }
        }
        return duties.stream()
                .filter(duty -> duty.from().isBefore(to) && duty.to().isAfter(from))
                .sorted(comparing(Duty::from)
                        .thenComparing(Duty::role)
                        .thenComparing(Duty::rank)
                        .thenComparing(Duty::user))
                .toList();
    }

    /** Puts a plan in the place of the one before, whatever that is. */
    @Transactional
    void replace(String site, RosterPlan plan) {
        replace(site, plan, null);
    }

    /**
     * Puts a plan in the place of the one before.
     *
     * @param read the version of the plan that it is made of; null for whatever there is
     * @throws Refusal stale when somebody else has replaced that one meanwhile
     */
    @Transactional
    void replace(String site, RosterPlan plan, @Nullable String read) {
        sites.lock(site);
        if (read != null && !read.equals(plan(site).version())) {
            throw Refusal.of(Refusal.Kind.STALE, "The roster was changed meanwhile; read it again.");
        }
        for (String table : List.of("duty_rule", "duty", "deputy")) {
            jdbc.sql("delete from steward." + table + " where site = :site")
                    .param("site", site)
                    .update();
        }
        for (DutyRule rule : plan.rules()) {
            jdbc.sql(
                            """
                            insert into steward.duty_rule
                                (site, user_id, role, kind, rank, weekdays, starts, ends, valid_from, valid_to)
                            values (:site, :user, :role, :kind, :rank, string_to_array(:weekdays, ',')::smallint[],
                                    :starts, :ends, :from, :to)
                            """)
                    .param("site", site)
                    .param("user", rule.user())
                    .param("role", rule.role().name())
                    .param("kind", rule.kind().name())
                    .param("rank", rule.rank())
                    .param(
                            "weekdays",
                            rule.weekdays().stream()
                                    .map(day -> String.valueOf(day.getValue()))
                                    .collect(joining(",")))
                    .param("starts", rule.starts())
                    .param("ends", rule.ends())
                    .param("from", rule.validFrom())
                    .param("to", rule.validTo())
                    .update();
        }
        for (Duty duty : plan.duties()) {
            jdbc.sql(
                            """
                            insert into steward.duty (site, user_id, role, kind, rank, from_at, to_at)
                            values (:site, :user, :role, :kind, :rank, :from, :to)
                            """)
                    .param("site", site)
                    .param("user", duty.user())
                    .param("role", duty.role().name())
                    .param("kind", duty.kind().name())
                    .param("rank", duty.rank())
                    .param("from", Rows.utc(duty.from()))
                    .param("to", Rows.utc(duty.to()))
                    .update();
        }
        for (Deputy deputy : plan.deputies()) {
            jdbc.sql(
                            """
                            insert into steward.deputy (site, user_id, deputy, from_at, to_at, reason)
                            values (:site, :user, :deputy, :from, :to, :reason)
                            """)
                    .param("site", site)
                    .param("user", deputy.user())
                    .param("deputy", deputy.deputy())
                    .param("from", Rows.utcOrNull(deputy.from()))
                    .param("to", Rows.utcOrNull(deputy.to()))
                    .param("reason", deputy.reason())
                    .update();
        }
    }

    static Duty single(ResultSet row) throws SQLException {
        return new Duty(
                row.getString("user_id"),
                Rows.role(row, "role"),
                Kind.valueOf(row.getString("kind")),
                row.getInt("rank"),
                Rows.instant(row, "from_at"),
                Rows.instant(row, "to_at"),
                null);
    }

    static DutyRule rule(ResultSet row) throws SQLException {
        return new DutyRule(
                row.getString("user_id"),
                Rows.role(row, "role"),
                Kind.valueOf(row.getString("kind")),
                row.getInt("rank"),
                weekdays(row.getArray("weekdays")),
                row.getObject("starts", LocalTime.class),
                row.getObject("ends", LocalTime.class),
                Rows.date(row, "valid_from"),
                Rows.date(row, "valid_to"));
    }

    private static Set<DayOfWeek> weekdays(Array array) throws SQLException {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (Object day : (Object[]) array.getArray()) {
            days.add(DayOfWeek.of(((Number) day).intValue()));
        }
        return days;
    }

    /** Everybody's absences and deputies of a site at one instant, read with one statement. */
    private Away away(String site, Instant at) {
        var found = new Away(new HashSet<>(), new HashMap<>(), new HashMap<>());
        jdbc.sql(
                        """
                        select true absent, user_id, deputy
                          from steward.absence
                         where site = :site and from_at <= :at and (to_at is null or to_at > :at)
                        union all
                        select false, user_id, deputy
                          from (select user_id, deputy
                                  from steward.deputy
                                 where site = :site and coalesce(from_at, :at) <= :at and (to_at is null or to_at > :at)
                                 order by from_at desc nulls last, id) d
                        """)
                .param("site", site)
                .param("at", Rows.utc(at))
                .query((ResultSet row) ->
                        found.add(row.getBoolean("absent"), row.getString("user_id"), row.getString("deputy")));
        return found;
    }

    /** Who is away, the deputies named with the absences, and the standing ones. */
    private record Away(Set<String> absent, Map<String, String> named, Map<String, String> standing) {

        void add(boolean isAway, String user, @Nullable String deputy) {
            if (isAway) {
                absent.add(user);
            }
            if (deputy != null) {
                (isAway ? named : standing).putIfAbsent(user, deputy);
            }
        }

        boolean isAbsent(String user) {
            return absent.contains(user);
        }

        Optional<String> presentDeputyOf(String user) {
            Set<String> asked = new HashSet<>(Set.of(user));
            String deputy = deputyOf(user);
            while (deputy != null && asked.add(deputy)) {
                if (!isAbsent(deputy)) {
                    return Optional.of(deputy);
                }
                deputy = deputyOf(deputy);
            }
            return Optional.empty();
        }

        private @Nullable String deputyOf(String user) {
            String deputy = named.get(user);
            return deputy != null ? deputy : standing.get(user);
        }
    }
}
