package dev.steward.estate;

import dev.steward.language.Sentence;
import dev.steward.platform.Actor;
import dev.steward.platform.Days;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import dev.steward.platform.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Leave of the staff: recorded by a supervisor, and told to the features when it begins ({@link StaffAbsent}). */
@Component
public class Leave {

    private static final Logger LOG = LoggerFactory.getLogger(Leave.class);
    static final int LONGEST_REASON = 500;
    private static final Duration LONGEST = Duration.ofDays(3 * 366);

    private final JdbcClient jdbc;
    private final Sites sites;
    private final Staff staff;
    private final Roster roster;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;

    Leave(
            JdbcClient jdbc,
            Sites sites,
            Staff staff,
            Roster roster,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.sites = sites;
        this.staff = staff;
        this.roster = roster;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * Records that somebody will be away. When it has begun already, {@link StaffAbsent} is told in this transaction.
     *
     * @throws Refusal forbidden to all but supervisors, managers and administrators; invalid; conflict with another
     *     absence of the same person
     */
    @Transactional
    public long record(Actor actor, Absence absence) {
        sites.of(actor, absence.site());
        allow(actor);
        check(absence);
        sites.lock(absence.site());
        boolean overlaps = jdbc.sql(
                        """
                        select exists (select 1
                                         from steward.absence
                                        where site = :site and user_id = :user
                                          and coalesce(to_at, 'infinity') > :from
                                          and from_at < coalesce(cast(:to as timestamptz), 'infinity'))
                        """)
                .param("site", absence.site())
                .param("user", absence.user())
                .param("from", Rows.utc(absence.from()))
                .param("to", Rows.utcOrNull(absence.to()))
                .query(Boolean.class)
                .single();
        if (overlaps) {
            throw Refusal.conflict("There is an absence of this person in that time already; end it first.");
        }
        Instant now = clock.instant();
        long id = add(absence, actor, now);
        if (!absence.from().isAfter(now)) {
            announce(id, now);
        }
        return id;
    }

    /** Somebody is gone, and so away without end: told at once, in the caller's transaction. */
    @Transactional
    public void gone(Actor actor, String site, String user, String reason) {
        Instant now = clock.instant();
        announce(add(new Absence(site, user, now, null, null, reason), actor, now), now);
    }

    private long add(Absence absence, Actor actor, Instant now) {
        return jdbc.sql(
                        """
                        insert into steward.absence
                            (site, user_id, from_at, to_at, deputy, reason, recorded_by, recorded_at)
                        values (:site, :user, :from, :to, :deputy, :reason, :by, :now)
                        returning id
                        """)
                .param("site", absence.site())
                .param("user", absence.user())
                .param("from", Rows.utc(absence.from()))
                .param("to", Rows.utcOrNull(absence.to()))
                .param("deputy", absence.deputy())
                .param("reason", absence.reason().strip())
                .param("by", actor.user())
                .param("now", Rows.utc(now))
                .query(Long.class)
                .single();
    }

    /**
     * Ends an absence: now, if it has begun; else it never was. What was handed on stays where it is.
     *
     * @throws Refusal forbidden; not found
     */
    @Transactional
    public void end(Actor actor, String site, long id) {
        sites.of(actor, site);
        allow(actor);
        Instant now = clock.instant();
        int ended = jdbc.sql(
                        """
                        update steward.absence
                           set to_at = :now
                         where site = :site and id = :id and from_at < :now and (to_at is null or to_at > :now)
                        """)
                .param("site", site)
                .param("id", id)
                .param("now", Rows.utc(now))
                .update();
        int dropped = jdbc.sql("delete from steward.absence where site = :site and id = :id and from_at >= :now")
                .param("site", site)
                .param("id", id)
                .param("now", Rows.utc(now))
                .update();
        if (ended + dropped == 0) {
            throw Refusal.notFound("There is no such absence that has not ended.");
        }
    }

    /** Tells of every absence that has begun by now, each once and in a transaction of its own. */
    public void announceBegun(Instant now) {
        List<Long> begun = jdbc.sql(
                        """
                        select id from steward.absence where announced_at is null and from_at <= :now order by from_at, id
                        """)
                .param("now", Rows.utc(now))
                .query(Long.class)
                .list();
        for (long id : begun) {
            try {
                transactions.executeWithoutResult(status -> announce(id, now));
            } catch (RuntimeException failed) {
                LOG.error("The beginning of absence {} could not be told; tried again", id, failed);
            }
        }
    }

    private void announce(long id, Instant now) {
        jdbc.sql(
                        """
                        update steward.absence
                           set announced_at = :now
                         where id = (select id from steward.absence
                                      where id = :id and announced_at is null
                                        for update skip locked)
                        returning site, user_id, from_at, to_at, deputy, reason
                        """)
                .param("id", id)
                .param("now", Rows.utc(now))
                .query((row, n) -> absence(row))
                .optional()
                .filter(absence -> absence.to() == null || absence.to().isAfter(now))
                .ifPresent(absence -> events.publishEvent(new StaffAbsent(
                        absence.site(),
                        absence.user(),
                        roster.deputyOf(absence.site(), absence.user(), now).orElse(null),
                        absence.from(),
                        absence.to(),
                        absence.reason())));
    }

    /** The absences of a site that touch a time. */
    List<Recorded> between(String site, Instant from, Instant to) {
        return jdbc.sql(
                        """
                        select id, site, user_id, from_at, to_at, deputy, reason
                          from steward.absence
                         where site = :site and from_at < :to and (to_at is null or to_at > :from)
                         order by from_at, id
                        """)
                .param("site", site)
                .param("from", Rows.utc(from))
                .param("to", Rows.utc(to))
                .query((row, n) -> new Recorded(row.getLong("id"), absence(row)))
                .list();
    }

    record Recorded(long id, Absence absence) {}

    private static Absence absence(ResultSet row) throws SQLException {
        return new Absence(
                row.getString("site"),
                row.getString("user_id"),
                Rows.instant(row, "from_at"),
                Rows.instantOrNull(row, "to_at"),
                row.getString("deputy"),
                row.getString("reason"));
    }

    private void check(Absence absence) {
        List<Fault> faults = new ArrayList<>();
        checkStaff(faults, absence.site(), "user", absence.user());
        if (absence.deputy() != null) {
            checkStaff(faults, absence.site(), "deputy", absence.deputy());
            if (absence.deputy().equals(absence.user())) {
                faults.add(new Fault("deputy", "must be somebody else"));
            }
        }
        Instant to = absence.to();
        Days.check(faults, "from", absence.from());
        Days.check(faults, "to", to);
        if (to != null && !to.isAfter(absence.from())) {
            faults.add(new Fault("to", "must be after from"));
        } else if (to != null && Duration.between(absence.from(), to).compareTo(LONGEST) > 0) {
            faults.add(new Fault("to", "must be within three years of from"));
        }
        Sentence wrong =
                absence.reason().isBlank() ? Sentence.of("is missing") : Text.fault(absence.reason(), LONGEST_REASON);
        if (wrong != null) {
            faults.add(new Fault("reason", wrong));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private void checkStaff(List<Fault> faults, String site, String field, @Nullable String user) {
        if (user == null || !staff.users(site).contains(user)) {
            faults.add(new Fault(field, "is not a member of staff of this site"));
        }
    }

    private static void allow(Actor actor) {
        if (!actor.isSteward() && !actor.isAny(Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR)) {
            throw Refusal.forbidden("Only a supervisor or manager keeps the roster.");
        }
    }
}
