package dev.steward.ticket.process;

import dev.steward.ticket.reconciler.Check;
import dev.steward.ticket.reconciler.Finding;
import dev.steward.ticket.reconciler.FindingKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each open ticket has one process that waits for somebody, and no other process of tickets runs. Nothing is repaired. */
@Component
class ProcessCheck implements Check {

    private final JdbcClient jdbc;

    ProcessCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(
                FindingKind.NO_PROCESS,
                FindingKind.STUCK,
                FindingKind.RUNNING_AFTER_END,
                FindingKind.PROCESS_WITHOUT_TICKET);
    }

    @Override
    public List<Finding> look(int limit) {
        return Stream.concat(openTickets(limit).stream(), runningProcesses(limit).stream())
                .limit(limit)
                .toList();
    }

    private List<Finding> openTickets(int limit) {
        return jdbc.sql(
                        """
                        select case when p.id_ is null then 'NO_PROCESS' else 'STUCK' end as kind, t.site,
                               t.number as ticket, '' as subject
                          from steward.ticket t
                          left join act_ru_execution p on p.id_ = t.process
                         where t.closed_at is null
                           and (p.id_ is null
                                or not exists (select from act_ru_execution i
                                                 join act_ru_task k on k.proc_inst_id_ = i.id_
                                                where i.business_key_ = t.number and k.task_def_key_ <> :acceptHandover)
                                   and not exists (select from act_ru_execution i
                                                     join act_ru_job j on j.process_instance_id_ = i.id_
                                                     join act_ru_jobdef d on d.id_ = j.job_def_id_
                                                    where i.business_key_ = t.number and d.act_id_ <> all(:beside))
                                   and not exists (select from act_ru_execution i
                                                     join act_ru_incident f on f.proc_inst_id_ = i.id_
                                                    where i.business_key_ = t.number
                                                      and f.activity_id_ <> all(:beside)))
                         order by t.number desc limit :limit
                        """)
                .param("acceptHandover", ServiceTicketModel.ACCEPT_HANDOVER)
                .param("beside", new String[] {
                    ServiceTicketModel.NEXT_WAKE_UP,
                    ServiceTicketModel.CLIMB_DUE_RUNGS,
                    ServiceTicketModel.HANDOVER_UNANSWERED
                })
                .param("limit", limit)
                .query(Finding::of)
                .list();
    }

    private List<Finding> runningProcesses(int limit) {
        return jdbc.sql(
                        """
                        select case when t.process = p.id_ then 'RUNNING_AFTER_END'
                                    else 'PROCESS_WITHOUT_TICKET' end as kind,
                               coalesce(t.site, p.tenant_id_, '') as site, coalesce(t.number, '') as ticket,
                               p.id_ as subject
                          from act_ru_execution p
                          left join steward.ticket t on t.number = p.business_key_
                         where p.parent_id_ is null and p.super_exec_ is null and p.proc_def_key_ = :process
                           and (t.process is distinct from p.id_ or t.closed_at is not null)
                         order by t.number desc nulls last limit :limit
                        """)
                .param("process", ServiceTicketModel.PROCESS)
                .param("limit", limit)
                .query(Finding::of)
                .list();
    }
}
