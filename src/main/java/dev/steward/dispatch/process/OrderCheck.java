package dev.steward.dispatch.process;

import dev.steward.ticket.reconciler.Check;
import dev.steward.ticket.reconciler.Finding;
import dev.steward.ticket.reconciler.FindingKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * An open order waits at a task of its process, or for the step that a policy takes; there is no such task without an order.
 * Nothing is repaired.
 */
@Component
class OrderCheck implements Check {

    private final JdbcClient jdbc;

    OrderCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.ORDER_WITHOUT_TASK, FindingKind.TASK_WITHOUT_ORDER);
    }

    @Override
    public List<Finding> look(int limit) {
        return jdbc.sql(
                        """
                        select 'ORDER_WITHOUT_TASK' as kind, o.site, o.ticket, o.round::text as subject
                          from steward.work_order o
                         where o.ended_at is null
                           and not exists (select from act_ru_execution p
                                             join act_ru_task k on k.proc_inst_id_ = p.id_
                                            where p.business_key_ = o.ticket and p.proc_def_key_ = :process)
                           and not exists (select from act_ru_execution p
                                             join act_ru_job j on j.process_instance_id_ = p.id_
                                              and j.handler_type_ = 'async-continuation'
                                            where p.business_key_ = o.ticket and p.proc_def_key_ = :process)
                        union all
                        select 'TASK_WITHOUT_ORDER', coalesce(p.tenant_id_, ''), coalesce(p.business_key_, ''),
                               k.task_def_key_
                          from act_ru_execution p
                          join act_ru_task k on k.proc_inst_id_ = p.id_
                         where p.parent_id_ is null and p.proc_def_key_ = :process
                           and not exists (select from steward.work_order o
                                            where o.ticket = p.business_key_ and o.ended_at is null)
                         order by ticket desc limit :limit
                        """)
                .param("process", RepairDispatchModel.PROCESS)
                .param("limit", limit)
                .query(Finding::of)
                .list();
    }
}
