package dev.steward.visit.process;

import dev.steward.ticket.reconciler.Check;
import dev.steward.ticket.reconciler.Finding;
import dev.steward.ticket.reconciler.FindingKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A return visit without a result is somebody's task, and so is its objection; nobody has one without. Nothing is repaired. */
@Component
class VisitCheck implements Check {

    private final JdbcClient jdbc;

    VisitCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.VISIT_WITHOUT_TASK, FindingKind.TASK_WITHOUT_VISIT);
    }

    @Override
    public List<Finding> look(int limit) {
        return jdbc.sql(
                        """
                        select 'VISIT_WITHOUT_TASK' as kind, v.site, v.ticket, v.round::text as subject
                          from steward.ticket t
                          join steward.return_visit v on v.ticket = t.number and v.round = t.visits
                         where t.closed_at is null and t.visits > 0 and v.result is null
                           and not exists (select from act_ru_execution p
                                             join act_ru_task k on k.proc_inst_id_ = p.id_
                                            where p.business_key_ = t.number
                                              and k.task_def_key_ = any(:asking))
                        union all
                        select 'TASK_WITHOUT_VISIT', coalesce(p.tenant_id_, ''), coalesce(p.business_key_, ''),
                               k.task_def_key_
                          from act_ru_execution p
                          join act_ru_task k on k.proc_inst_id_ = p.id_
                         where p.parent_id_ is null and p.proc_def_key_ = :process
                           and not exists (select from steward.return_visit v
                                            where v.ticket = p.business_key_
                                              and case when k.task_def_key_ = any(:asking) then v.result is null
                                                       else v.result = 'OBJECTED' and v.action is null end)
                         order by ticket desc limit :limit
                        """)
                .param("process", ReturnVisitModel.PROCESS)
                .param("asking", new String[] {ReturnVisitModel.CALL_BACK, ReturnVisitModel.CHECK_ON_SITE})
                .param("limit", limit)
                .query(Finding::of)
                .list();
    }
}
