package dev.steward.ticket.process;

import dev.steward.ticket.reconciler.Check;
import dev.steward.ticket.reconciler.Finding;
import dev.steward.ticket.reconciler.FindingKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The owner has the owner's tasks, and whoever is offered a ticket can answer. Not repaired: an administrator may have given
 * the task to somebody on purpose.
 */
@Component
class OwnershipCheck implements Check {

    private final JdbcClient jdbc;

    OwnershipCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.OWNER_DIFFERS, FindingKind.HANDOVER_WITHOUT_TASK);
    }

    @Override
    public List<Finding> look(int limit) {
        return jdbc.sql(
                        """
                        select 'OWNER_DIFFERS' as kind, t.site, t.number as ticket, k.task_def_key_ as subject
                          from act_ru_task k
                          join act_ru_execution p on p.id_ = k.proc_inst_id_
                          join steward.ticket t on t.number = p.business_key_ and t.closed_at is null
                         where k.task_def_key_ = any(:ofTheOwner)
                           and t.owner is not null and k.assignee_ is distinct from t.owner
                        union all
                        select 'HANDOVER_WITHOUT_TASK', t.site, t.number, ''
                          from steward.handover h
                          join steward.ticket t on t.number = h.ticket and t.closed_at is null
                         where not exists (select from act_ru_task k
                                            where k.proc_inst_id_ = t.process and k.task_def_key_ = :acceptHandover)
                         order by ticket desc limit :limit
                        """)
                .param("ofTheOwner", ServiceTicketModel.OF_THE_OWNER.toArray(String[]::new))
                .param("acceptHandover", ServiceTicketModel.ACCEPT_HANDOVER)
                .param("limit", limit)
                .query(Finding::of)
                .list();
    }
}
