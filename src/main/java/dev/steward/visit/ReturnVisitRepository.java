package dev.steward.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Return visits and their attempts in SQL. */
@Repository
class ReturnVisitRepository {

    private final JdbcClient jdbc;

    ReturnVisitRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ReturnVisit visit) {
        jdbc.sql(
                        """
                        insert into steward.return_visit (ticket, round, site, shared_area, opened_at)
                        values (:ticket, :round, :site, :shared, :at)
                        """)
                .param("ticket", visit.ticket())
                .param("round", visit.round())
                .param("site", visit.site())
                .param("shared", visit.sharedArea())
                .param("at", utc(visit.openedAt()))
                .update();
    }

    void add(ReturnVisit visit, ReturnVisit.Attempt attempt) {
        jdbc.sql(
                        """
                        insert into steward.visit_attempt (ticket, round, attempt, at, actor, reached, evidence)
                        values (:ticket, :round, :attempt, :at, :actor, :reached, :evidence)
                        """)
                .param("ticket", visit.ticket())
                .param("round", visit.round())
                .param("attempt", visit.attempts().size() + 1)
                .param("at", utc(attempt.at()))
                .param("actor", attempt.actor())
                .param("reached", attempt.reached())
                .param("evidence", attempt.evidence(), Types.VARCHAR)
                .update();
    }

    void save(ReturnVisit visit) {
        jdbc.sql(
                        """
                        update steward.return_visit set result = :result, score = :score, objection = :objection,
                          visited_by = :by, action = :action, plan = :plan, amount = :amount, ended_at = :at
                         where ticket = :ticket and round = :round
                        """)
                .param("ticket", visit.ticket())
                .param("round", visit.round())
                .param("result", visit.result() == null ? null : visit.result().name(), Types.VARCHAR)
                .param("score", visit.score(), Types.INTEGER)
                .param("objection", visit.objection(), Types.VARCHAR)
                .param("by", visit.visitedBy(), Types.VARCHAR)
                .param("action", visit.action() == null ? null : visit.action().name(), Types.VARCHAR)
                .param("plan", visit.plan(), Types.VARCHAR)
                .param("amount", visit.amount(), Types.NUMERIC)
                .param("at", utc(visit.endedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** The round that goes on ends without a result. */
    void cancel(String ticket, Instant at) {
        jdbc.sql("update steward.return_visit set ended_at = :at where ticket = :ticket and ended_at is null")
                .param("ticket", ticket)
                .param("at", utc(at))
                .update();
    }

    /** The latest visit of a ticket. */
    Optional<ReturnVisit> latest(String ticket) {
        List<ReturnVisit> all = of(ticket);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    List<ReturnVisit> of(String ticket) {
        return jdbc.sql("select * from steward.return_visit where ticket = :ticket order by round")
                .param("ticket", ticket)
                .query((row, n) -> visit(row))
                .list();
    }

    private ReturnVisit visit(ResultSet row) throws SQLException {
        String ticket = row.getString("ticket");
        int round = row.getInt("round");
        return new ReturnVisit(
                ticket,
                round,
                row.getString("site"),
                row.getBoolean("shared_area"),
                row.getString("result") == null ? null : VisitResult.valueOf(row.getString("result")),
                row.getObject("score", Integer.class),
                row.getString("objection"),
                row.getString("visited_by"),
                row.getString("action") == null ? null : FollowUpAction.valueOf(row.getString("action")),
                row.getString("plan"),
                row.getBigDecimal("amount"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                instant(row, "ended_at"),
                attempts(ticket, round));
    }

    private List<ReturnVisit.Attempt> attempts(String ticket, int round) {
        return jdbc.sql(
                        "select * from steward.visit_attempt where ticket = :ticket and round = :round order by attempt")
                .param("ticket", ticket)
                .param("round", round)
                .query((row, n) -> new ReturnVisit.Attempt(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getBoolean("reached"),
                        row.getString("evidence")))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
