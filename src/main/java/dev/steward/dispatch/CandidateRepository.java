package dev.steward.dispatch;

import static dev.steward.dispatch.Rows.instant;

import dev.steward.dispatch.Candidate.Appointment;
import dev.steward.dispatch.Candidate.Past;
import dev.steward.dispatch.Candidate.Past.How;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the technicians of a site have to do, and had to do with a ticket: one statement for all of them. */
@Repository
class CandidateRepository {

    private final JdbcClient jdbc;

    CandidateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The work of one technician. */
    static final class Workload {

        private int openOrders;
        private final List<Appointment> appointments = new ArrayList<>();
        private final List<Past> past = new ArrayList<>();

        int openOrders() {
            return openOrders;
        }

        List<Appointment> appointments() {
            return appointments;
        }

        List<Past> past() {
            return past;
        }
    }

    /**
     * By user id; whoever has and had nothing to do is left out.
     *
     * @param before the earlier ticket of the same fault
     */
    Map<String, Workload> workloads(String site, String ticket, @Nullable String before) {
        Map<String, Workload> workloads = new HashMap<>();
        jdbc.sql(
                        """
                        select o.technician, 'ORDER' what, o.slot_from, o.slot_to, t.building, t.region,
                               null::timestamptz as at, null reason
                          from steward.work_order o join steward.ticket t on t.number = o.ticket
                         where o.site = :site and o.technician is not null and o.ended_at is null and o.ticket <> :ticket
                        union all
                        select technician,
                               case when ticket = :before then 'REPAIRED_BEFORE'
                                    when result in ('DONE', 'NO_FAULT') then result
                                    else 'VISITED' end,
                               null, null, null, null, at, null
                          from steward.home_visit
                         where technician is not null
                           and (ticket = :before and result = 'DONE'
                             or ticket = :ticket and result not in ('ABSENT', 'MISSED_BY_US'))
                        union all
                        select r.technician, r.how, null, null, null, null, r.at, r.reason
                          from steward.order_returned r join steward.work_order o on o.id = r.work_order
                         where r.ticket = :ticket and o.ended_at is null
                        """)
                .param("site", site)
                .param("ticket", ticket)
                .param("before", before, Types.VARCHAR)
                .query((ResultSet row) ->
                        add(workloads.computeIfAbsent(row.getString("technician"), user -> new Workload()), row));
        return workloads;
    }

    private static void add(Workload workload, ResultSet row) throws SQLException {
        String what = row.getString("what");
        if (!what.equals("ORDER")) {
            workload.past.add(new Past(How.valueOf(what), instant(row, "at"), row.getString("reason")));
            return;
        }
        workload.openOrders++;
        var slot = Rows.slot(row);
        if (slot != null) {
            workload.appointments.add(new Appointment(slot, row.getString("building"), row.getString("region")));
        }
    }

    /** Until the transaction ends no other policy chooses at the site: each sees whom the one before it has sent. */
    void alone(String site) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('steward.dispatch.automatic'), hashtext(:site))::text")
                .param("site", site)
                .query(String.class)
                .single();
    }

    /** A technician did not keep an order that was sent to them. */
    void returned(WorkOrder order, String technician, How how, @Nullable String reason, Instant at) {
        jdbc.sql(
                        """
                        insert into steward.order_returned (work_order, ticket, site, technician, how, reason, at)
                        values (:order, :ticket, :site, :technician, :how, :reason, :at)
                        """)
                .param("order", order.id())
                .param("ticket", order.ticket())
                .param("site", order.site())
                .param("technician", technician)
                .param("how", how.name())
                .param("reason", reason, Types.VARCHAR)
                .param("at", Rows.utc(at))
                .update();
    }
}
