package dev.steward.dispatch;

import static dev.steward.dispatch.Rows.instant;
import static dev.steward.dispatch.Rows.instantOrNull;
import static dev.steward.dispatch.Rows.utc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.ticket.Slot;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Visits, quotes and charges in SQL. */
@Repository
class HomeVisitRepository {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    HomeVisitRepository(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Whether work was reported done for a ticket. */
    boolean done(String ticket) {
        return jdbc.sql("select exists (select from steward.home_visit where ticket = :ticket and result = 'DONE')")
                .param("ticket", ticket)
                .query(Boolean.class)
                .single();
    }

    /** Adds a visit; its id is the database's. */
    long add(
            WorkOrder order,
            VisitReport report,
            List<Material> materials,
            @Nullable Instant arrivedAt,
            @Nullable String linked,
            String recordedBy,
            Instant at) {
        Slot slot = order.slot();
        return jdbc.sql(
                        """
                        insert into steward.home_visit (ticket, site, work_order, result, technician, recorded_by, at,
                          arrived_at, slot_from, slot_to, work_done, diagnosis, plan, materials, charge, charge_reason,
                          promised_at, skill, neighbour_home, linked, clearance, signature)
                        values (:ticket, :site, :order, :result, :technician, :recordedBy, :at,
                          :arrivedAt, :slotFrom, :slotTo, :workDone, :diagnosis, :plan, cast(:materials as jsonb), :charge,
                          :chargeReason, :promisedAt, :skill, :neighbourHome, :linked, :clearance, :signature)
                        returning id
                        """)
                .param("ticket", order.ticket())
                .param("site", order.site())
                .param("order", order.id())
                .param("result", report.result().name())
                .param("technician", order.technician(), Types.VARCHAR)
                .param("recordedBy", recordedBy)
                .param("at", utc(at))
                .param("arrivedAt", utc(arrivedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("slotFrom", slot == null ? null : utc(slot.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("slotTo", slot == null ? null : utc(slot.to()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("workDone", report.workDone(), Types.VARCHAR)
                .param("diagnosis", report.diagnosis(), Types.VARCHAR)
                .param("plan", report.plan(), Types.VARCHAR)
                .param("materials", write(materials))
                .param("charge", report.charged() ? report.charge() : null, Types.NUMERIC)
                .param("chargeReason", report.chargeReason(), Types.VARCHAR)
                .param("promisedAt", utc(report.promisedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("skill", report.skill(), Types.VARCHAR)
                .param("neighbourHome", report.neighbourHome(), Types.VARCHAR)
                .param("linked", linked, Types.VARCHAR)
                .param("clearance", report.clearance(), Types.VARCHAR)
                .param("signature", report.signature(), Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    List<HomeVisit> visits(String ticket) {
        return jdbc.sql("select * from steward.home_visit where ticket = :ticket order by id")
                .param("ticket", ticket)
                .query((row, n) -> visit(row))
                .list();
    }

    private HomeVisit visit(ResultSet row) throws SQLException {
        return new HomeVisit(
                row.getLong("id"),
                row.getLong("work_order"),
                VisitResult.valueOf(row.getString("result")),
                row.getString("technician"),
                row.getString("recorded_by"),
                instant(row, "at"),
                instantOrNull(row, "arrived_at"),
                Rows.slot(row),
                row.getString("work_done"),
                row.getString("diagnosis"),
                row.getString("plan"),
                read(row.getString("materials")),
                row.getBigDecimal("charge"),
                row.getString("charge_reason"),
                instantOrNull(row, "promised_at"),
                row.getString("skill"),
                row.getString("neighbour_home"),
                row.getString("linked"),
                row.getString("clearance"),
                row.getString("signature"));
    }

    /** Offers a quote. */
    void offer(WorkOrder order, BigDecimal amount, String currency, String text, String by, Instant at) {
        jdbc.sql(
                        """
                        insert into steward.quote (ticket, site, work_order, amount, currency, text, status, offered_by,
                          offered_at)
                        values (:ticket, :site, :order, :amount, :currency, :text, 'PENDING', :by, :at)
                        """)
                .param("ticket", order.ticket())
                .param("site", order.site())
                .param("order", order.id())
                .param("amount", amount)
                .param("currency", currency)
                .param("text", text)
                .param("by", by)
                .param("at", utc(at))
                .update();
    }

    /** Records the payer's decision; nothing when no quote of the order waits for one. */
    Optional<Quote> decide(WorkOrder order, boolean accepted, String payer, String by, Instant at) {
        return jdbc.sql(
                        """
                        update steward.quote set status = :status, payer = :payer, recorded_by = :by, decided_at = :at
                         where work_order = :order and status = 'PENDING'
                        returning *
                        """)
                .param("status", (accepted ? Quote.Status.ACCEPTED : Quote.Status.DECLINED).name())
                .param("payer", payer)
                .param("by", by)
                .param("at", utc(at))
                .param("order", order.id())
                .query((row, n) -> quote(row))
                .optional();
    }

    List<Quote> quotes(String ticket) {
        return jdbc.sql("select * from steward.quote where ticket = :ticket order by id")
                .param("ticket", ticket)
                .query((row, n) -> quote(row))
                .list();
    }

    /** What the payer agreed to for an order, less what was charged for it beyond the price list of each visit. */
    BigDecimal agreed(WorkOrder order) {
        return jdbc.sql(
                        """
                        select coalesce((select sum(amount) from steward.quote
                                          where work_order = :order and status = 'ACCEPTED'), 0)
                             - coalesce((select sum(greatest(c.amount - listed.amount, 0))
                                           from steward.charge c
                                           join steward.home_visit v on v.id = c.home_visit
                                          cross join lateral (
                                                select coalesce(sum((m ->> 'amount')::numeric), 0) as amount
                                                  from jsonb_array_elements(v.materials) m) listed
                                          where c.ticket = :ticket and c.work_order = :order), 0)
                        """)
                .param("ticket", order.ticket())
                .param("order", order.id())
                .query(BigDecimal.class)
                .single();
    }

    /** Somebody owes money for a visit. */
    void charge(
            WorkOrder order,
            long visit,
            BigDecimal amount,
            String currency,
            Charge.Payer payer,
            @Nullable String reason,
            Instant at) {
        jdbc.sql(
                        """
                        insert into steward.charge (ticket, site, work_order, home_visit, amount, currency, payer, reason,
                          status, due_since)
                        values (:ticket, :site, :order, :visit, :amount, :currency, :payer, :reason, 'DUE', :at)
                        """)
                .param("ticket", order.ticket())
                .param("site", order.site())
                .param("order", order.id())
                .param("visit", visit)
                .param("amount", amount)
                .param("currency", currency)
                .param("payer", payer.name())
                .param("reason", reason, Types.VARCHAR)
                .param("at", utc(at))
                .update();
    }

    List<Charge> charges(String ticket) {
        return jdbc.sql("select * from steward.charge where ticket = :ticket order by id")
                .param("ticket", ticket)
                .query((row, n) -> charge(row))
                .list();
    }

    Optional<Charge> charge(String ticket, long id) {
        return jdbc.sql("select * from steward.charge where ticket = :ticket and id = :id")
                .param("ticket", ticket)
                .param("id", id)
                .query((row, n) -> charge(row))
                .optional();
    }

    /** Settles a charge that is due; nothing when it was settled before. */
    Optional<Charge> settle(
            long id, Charge.Status status, @Nullable String receipt, @Nullable String reason, String by, Instant at) {
        return jdbc.sql(
                        """
                        update steward.charge
                           set status = :status, receipt = :receipt, reason = coalesce(:reason, reason), settled_by = :by,
                               settled_at = :at
                         where id = :id and status = 'DUE'
                        returning *
                        """)
                .param("id", id)
                .param("status", status.name())
                .param("receipt", receipt, Types.VARCHAR)
                .param("reason", reason, Types.VARCHAR)
                .param("by", by)
                .param("at", utc(at))
                .query((row, n) -> charge(row))
                .optional();
    }

    private static Quote quote(ResultSet row) throws SQLException {
        return new Quote(
                row.getLong("id"),
                row.getLong("work_order"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getString("text"),
                Quote.Status.valueOf(row.getString("status")),
                instant(row, "offered_at"),
                row.getString("payer"),
                instantOrNull(row, "decided_at"));
    }

    private static Charge charge(ResultSet row) throws SQLException {
        return new Charge(
                row.getLong("id"),
                row.getLong("work_order"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                Charge.Payer.valueOf(row.getString("payer")),
                row.getString("reason"),
                Charge.Status.valueOf(row.getString("status")),
                row.getString("receipt"),
                instant(row, "due_since"),
                row.getString("settled_by"),
                instantOrNull(row, "settled_at"));
    }

    private String write(List<Material> materials) {
        try {
            return json.writeValueAsString(materials);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Material> read(String materials) {
        try {
            return List.of(json.readValue(materials, Material[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
