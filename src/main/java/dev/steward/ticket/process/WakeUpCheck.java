package dev.steward.ticket.process;

import dev.steward.ticket.Status;
import dev.steward.ticket.reconciler.Check;
import dev.steward.ticket.reconciler.Finding;
import dev.steward.ticket.reconciler.FindingKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ladder of each open ticket is woken in time, as long as anything can escalate. A wake-up that failed has its retry or
 * its incident; a suspended one was suspended by somebody: neither is touched.
 */
@Component
class WakeUpCheck implements Check {

    private final JdbcClient jdbc;
    private final Ladder ladder;

    WakeUpCheck(JdbcClient jdbc, Ladder ladder) {
        this.jdbc = jdbc;
        this.ladder = ladder;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.SUSPENDED, FindingKind.WAKE_UP_MISSING, FindingKind.WAKE_UP_TOO_LATE);
    }

    @Override
    public List<Finding> look(int limit) {
        return jdbc.sql(
                        """
                        select kind, site, number as ticket, '' as subject
                          from (select t.number, t.site,
                                       case when p.suspension_state_ = 2 or timer.suspension_state_ = 2 then 'SUSPENDED'
                                            when t.status = :visited then null
                                            when timer.id_ is null then 'WAKE_UP_MISSING'
                                            when timer.exception_msg_ is null
                                             and timer.duedate_ at time zone 'UTC'
                                                 > least(due.at, t.passes_at) + interval '1 millisecond'
                                            then 'WAKE_UP_TOO_LATE' end as kind
                                  from steward.ticket t
                                  join act_ru_execution p on p.id_ = t.process
                                  left join lateral (
                                       select min(coalesce(c.paused_until, c.next_rung_at)) as at
                                         from steward.clock c where c.ticket = t.number and c.open) due on true
                                  left join lateral (
                                       select j.id_, j.duedate_, j.suspension_state_, j.exception_msg_
                                         from act_ru_job j join act_ru_jobdef d on d.id_ = j.job_def_id_
                                        where j.process_instance_id_ = t.process and d.act_id_ = :nextWakeUp
                                        order by j.duedate_ limit 1) timer on true
                                 where t.closed_at is null) looked
                         where kind is not null
                         order by number desc limit :limit
                        """)
                .param("visited", Status.VISITED.name())
                .param("nextWakeUp", ServiceTicketModel.NEXT_WAKE_UP)
                .param("limit", limit)
                .query(Finding::of)
                .list();
    }

    @Override
    public boolean repair(Finding finding) {
        if (finding.kind() == FindingKind.SUSPENDED) {
            return false;
        }
        ladder.arm(finding.ticket());
        return true;
    }
}
