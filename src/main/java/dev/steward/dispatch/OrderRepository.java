package dev.steward.dispatch;

import static dev.steward.dispatch.Rows.instant;
import static dev.steward.dispatch.Rows.instantOrNull;
import static dev.steward.dispatch.Rows.utc;

import dev.steward.dispatch.WorkOrder.Tallies;
import dev.steward.platform.Refusal;
import dev.steward.ticket.Provider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Orders in SQL: one insert, one versioned update. */
@Repository
class OrderRepository {

    private final JdbcClient jdbc;

    OrderRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The order of a ticket that is worked on. */
    Optional<WorkOrder> open(String ticket) {
        return jdbc.sql("select * from steward.work_order where ticket = :ticket and ended_at is null")
                .param("ticket", ticket)
                .query((row, n) -> order(row))
                .optional();
    }

    /** All of a ticket, the first one first. */
    List<WorkOrder> of(String ticket) {
        return jdbc.sql("select * from steward.work_order where ticket = :ticket order by round")
                .param("ticket", ticket)
                .query((row, n) -> order(row))
                .list();
    }

    /** The latest one of a ticket, ended or not. */
    Optional<WorkOrder> latest(String ticket) {
        return jdbc.sql("select * from steward.work_order where ticket = :ticket order by round desc limit 1")
                .param("ticket", ticket)
                .query((row, n) -> order(row))
                .optional();
    }

    /** Open orders that a technician of a site has, or was sent. */
    List<WorkOrder> openOf(String site, String technician) {
        return jdbc.sql(
                        """
                        select * from steward.work_order
                         where site = :site and technician = :technician and ended_at is null order by ticket
                        """)
                .param("site", site)
                .param("technician", technician)
                .query((row, n) -> order(row))
                .list();
    }

    /** Adds an order; its id is the database's. */
    WorkOrder add(WorkOrder order) {
        StatementSpec insert = jdbc.sql(
                        """
                        insert into steward.work_order (ticket, site, round, status, provider, technician, slot_from,
                          slot_to, slot_needed, skill, open_to_claim, absences, missed_by_us, rework, free, recharge,
                          opened_at, assigned_at, accepted_at, arrived_at, promised_at, since, ended_at, next, dispatches,
                          acceptances, appointments, delays, version)
                        values (:ticket, :site, :round, :status, :provider, :technician, :slotFrom,
                          :slotTo, :slotNeeded, :skill, :openToClaim, :absences, :missedByUs, :rework, :free, :recharge,
                          :openedAt, :assignedAt, :acceptedAt, :arrivedAt, :promisedAt, :since, :endedAt, :next,
                          :dispatches, :acceptances, :appointments, :delays, 0)
                        returning *
                        """)
                .param("ticket", order.ticket())
                .param("site", order.site())
                .param("round", order.round())
                .param("rework", order.rework())
                .param("free", order.free())
                .param("openedAt", utc(order.openedAt()));
        return changing(insert, order).query((row, n) -> order(row)).single();
    }

    /** Saves a step; whoever read an older version is refused. */
    WorkOrder save(WorkOrder order) {
        StatementSpec update = jdbc.sql(
                        """
                        update steward.work_order set status = :status, provider = :provider, technician = :technician,
                          slot_from = :slotFrom, slot_to = :slotTo, slot_needed = :slotNeeded, skill = :skill,
                          open_to_claim = :openToClaim, absences = :absences, missed_by_us = :missedByUs,
                          recharge = :recharge, assigned_at = :assignedAt, accepted_at = :acceptedAt,
                          arrived_at = :arrivedAt, promised_at = :promisedAt, since = :since, ended_at = :endedAt,
                          next = :next, dispatches = :dispatches, acceptances = :acceptances,
                          appointments = :appointments, delays = :delays, version = version + 1
                         where id = :id and version = :version
                        returning *
                        """)
                .param("id", order.id())
                .param("version", order.version());
        return changing(update, order)
                .query((row, n) -> order(row))
                .optional()
                .orElseThrow(() -> Refusal.conflict(
                        "The order of ticket {0} was changed by somebody else meanwhile; read it again",
                        order.ticket()));
    }

    private static StatementSpec changing(StatementSpec statement, WorkOrder order) {
        return statement
                .param("status", order.status().name())
                .param("provider", order.provider().name())
                .param("technician", order.technician(), Types.VARCHAR)
                .param(
                        "slotFrom",
                        order.slot() == null ? null : utc(order.slot().from()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("slotTo", order.slot() == null ? null : utc(order.slot().to()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("slotNeeded", order.slotNeeded())
                .param("skill", order.skill(), Types.VARCHAR)
                .param("openToClaim", order.openToClaim())
                .param("absences", order.absences())
                .param("missedByUs", order.missedByUs())
                .param("recharge", order.recharge())
                .param("assignedAt", utc(order.assignedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("acceptedAt", utc(order.acceptedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("arrivedAt", utc(order.arrivedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("promisedAt", utc(order.promisedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("since", utc(order.since()))
                .param("endedAt", utc(order.endedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("next", order.next() == null ? null : order.next().name(), Types.VARCHAR)
                .param("dispatches", order.tallies().dispatches())
                .param("acceptances", order.tallies().acceptances())
                .param("appointments", order.tallies().appointments())
                .param("delays", order.tallies().delays());
    }

    /** The ticket was taken back: its order and the open quote end; answers who had the order. */
    Optional<WorkOrder> cancel(String ticket, Instant at) {
        return jdbc.sql(
                        """
                        with withdrawn as (update steward.quote set status = 'WITHDRAWN', decided_at = :at
                                            where ticket = :ticket and status = 'PENDING')
                        update steward.work_order
                           set status = 'CANCELLED', ended_at = :at, next = null, version = version + 1
                         where ticket = :ticket and ended_at is null
                        returning *
                        """)
                .param("ticket", ticket)
                .param("at", utc(at))
                .query((row, n) -> order(row))
                .optional();
    }

    /** Everybody who had an order of the ticket or made a visit. */
    Set<String> workedOn(String ticket) {
        return new HashSet<>(jdbc.sql(
                        """
                        select technician from steward.work_order where ticket = :ticket and technician is not null
                        union
                        select technician from steward.home_visit where ticket = :ticket and technician is not null
                        """)
                .param("ticket", ticket)
                .query(String.class)
                .list());
    }

    private static WorkOrder order(ResultSet row) throws SQLException {
        return new WorkOrder(
                row.getLong("id"),
                row.getString("ticket"),
                row.getString("site"),
                row.getInt("round"),
                OrderStatus.valueOf(row.getString("status")),
                Provider.valueOf(row.getString("provider")),
                row.getString("technician"),
                Rows.slot(row),
                row.getBoolean("slot_needed"),
                row.getString("skill"),
                row.getBoolean("open_to_claim"),
                row.getInt("absences"),
                row.getInt("missed_by_us"),
                row.getBoolean("rework"),
                row.getBoolean("free"),
                row.getBoolean("recharge"),
                instant(row, "opened_at"),
                instantOrNull(row, "assigned_at"),
                instantOrNull(row, "accepted_at"),
                instantOrNull(row, "arrived_at"),
                instantOrNull(row, "promised_at"),
                instant(row, "since"),
                instantOrNull(row, "ended_at"),
                next(row.getString("next")),
                new Tallies(
                        row.getInt("dispatches"),
                        row.getInt("acceptances"),
                        row.getInt("appointments"),
                        row.getInt("delays")),
                row.getLong("version"));
    }

    private static @Nullable Next next(@Nullable String code) {
        return code == null ? null : Next.valueOf(code);
    }
}
