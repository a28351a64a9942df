package dev.steward.ticket.process;

import dev.steward.sla.Target;
import dev.steward.ticket.TaskDue;
import dev.steward.ticket.reconciler.Check;
import dev.steward.ticket.reconciler.Finding;
import dev.steward.ticket.reconciler.FindingKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A task that keeps a promise is due when its clock is. Where it is not, it follows again. */
@Component
class DueDateCheck implements Check {

    private final JdbcClient jdbc;
    private final TicketTasks tasks;
    private final Map<String, Target> promised = new HashMap<>();

    DueDateCheck(JdbcClient jdbc, TicketTasks tasks, List<TaskDue> dues) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        dues.forEach(due -> promised.putAll(due.promised()));
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(FindingKind.DUE_DATE_DIFFERS);
    }

    @Override
    public List<Finding> look(int limit) {
        List<String> keys = List.copyOf(promised.keySet());
        return jdbc.sql(
                        """
                        select 'DUE_DATE_DIFFERS' as kind, t.site, t.number as ticket, k.task_def_key_ as subject
                          from unnest(:tasks, :targets) as promised (task, target)
                          join act_ru_task k on k.task_def_key_ = promised.task
                          join act_ru_execution p on p.id_ = k.proc_inst_id_
                          join steward.ticket t on t.number = p.business_key_ and t.closed_at is null
                          join lateral (select c.due_at from steward.clock c
                                         where c.ticket = t.number and c.target = promised.target and c.open
                                         order by c.round desc limit 1) clock on true
                         where clock.due_at is not null
                           and k.due_date_ at time zone 'UTC' is distinct from date_trunc('milliseconds', clock.due_at)
                         order by t.number desc limit :limit
                        """)
                .param("tasks", keys.toArray(String[]::new))
                .param(
                        "targets",
                        keys.stream().map(promised::get).map(Enum::name).toArray(String[]::new))
                .param("limit", limit)
                .query(Finding::of)
                .list();
    }

    @Override
    public boolean repair(Finding finding) {
        return tasks.follow(finding.ticket(), finding.subject());
    }
}
