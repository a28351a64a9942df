package dev.steward.ticket.reconciler;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.steward.ticket.reconciler.Findings.Known;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Findings in SQL. Many travel in one statement, as JSON that the database unfolds. */
@Repository
class FindingRepository {

    private static final Duration REMEMBERED_FOR = Duration.ofDays(30);

    private record Seen(Finding finding, boolean fresh) {}

    private final JdbcClient jdbc;

    FindingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this node looks, until the end of the transaction; no other one does meanwhile. */
    boolean alone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('steward.reconciler'))")
                .query(Boolean.class)
                .single();
    }

    /** When any node looked last. */
    Optional<Instant> passedAt() {
        return jdbc.sql("select passed_at from steward.reconciler_pass")
                .query((row, n) -> instant(row, "passed_at"))
                .optional();
    }

    void passed(Instant now) {
        jdbc.sql(
                        """
                        insert into steward.reconciler_pass (passed_at) values (:now)
                            on conflict (single) do update set passed_at = :now
                        """)
                .param("now", utc(now))
                .update();
    }

    /** What a look costs at most; a longer one is given up. */
    void limit(Duration time) {
        jdbc.sql("select set_config('statement_timeout', :millis, true)")
                .param("millis", String.valueOf(time.toMillis()))
                .query(String.class)
                .single();
    }

    /** Keeps what was seen; answers those that were not known yet. */
    List<Finding> seen(Collection<Finding> findings, Instant now) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : findings) {
            rows.addObject()
                    .put("kind", finding.kind().name())
                    .put("site", finding.site())
                    .put("ticket", finding.ticket())
                    .put("subject", finding.subject());
        }
        return jdbc
                .sql(
                        """
                        insert into steward.reconciler_finding (kind, site, ticket, subject, found_at, seen_at)
                        select distinct kind, site, ticket, subject, cast(:now as timestamptz), cast(:now as timestamptz)
                          from jsonb_to_recordset(:rows::jsonb) as seen (kind text, site text, ticket text, subject text)
                            on conflict (kind, ticket, subject) where gone_at is null do update set seen_at = :now
                        returning kind, site, ticket, subject, xmax = 0 as fresh
                        """)
                .param("rows", rows.toString())
                .param("now", utc(now))
                .query((row, n) -> new Seen(Finding.of(row, n), row.getBoolean("fresh")))
                .list()
                .stream()
                .filter(Seen::fresh)
                .map(Seen::finding)
                .toList();
    }

    /** Whatever of these kinds was not seen this time is over. */
    void gone(Collection<FindingKind> kinds, Instant now) {
        jdbc.sql(
                        """
                        update steward.reconciler_finding set gone_at = :now
                         where gone_at is null and seen_at <> :now and kind = any(:kinds)
                        """)
                .param("now", utc(now))
                .param("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .update();
    }

    void repaired(Finding finding, Instant now) {
        jdbc.sql(
                        """
                        update steward.reconciler_finding set repaired_at = :now, gone_at = :now
                         where kind = :kind and ticket = :ticket and subject = :subject and gone_at is null
                        """)
                .param("now", utc(now))
                .param("kind", finding.kind().name())
                .param("ticket", finding.ticket())
                .param("subject", finding.subject())
                .update();
    }

    void forget(Instant now) {
        jdbc.sql("delete from steward.reconciler_finding where gone_at < :before")
                .param("before", utc(now.minus(REMEMBERED_FOR)))
                .update();
    }

    /** How many of each kind there are now; kinds without any are missing. */
    Map<FindingKind, Long> counts() {
        Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);
        jdbc.sql(
                        """
                        select kind, count(*) as number from steward.reconciler_finding where gone_at is null group by kind
                        """)
                .query(row -> {
                    counts.put(FindingKind.valueOf(row.getString("kind")), row.getLong("number"));
                });
        return counts;
    }

    /** The latest of some sites, newest first. */
    List<Known> of(String @Nullable [] sites, String user, boolean all, int limit) {
        return jdbc.sql(
                        """
                        select f.* from steward.reconciler_finding f
                          left join steward.ticket t on t.number = f.ticket
                         where (:everywhere or f.site = any(:sites)) and (:all or f.gone_at is null)
                           and t.about is distinct from :user
                         order by f.id desc limit :limit
                        """)
                .param("everywhere", sites == null)
                .param("sites", sites == null ? new String[0] : sites)
                .param("all", all)
                .param("user", user)
                .param("limit", limit)
                .query((row, n) -> known(row))
                .list();
    }

    private static Known known(ResultSet row) throws SQLException {
        String ticket = row.getString("ticket");
        return new Known(
                FindingKind.valueOf(row.getString("kind")),
                row.getString("site"),
                ticket.isEmpty() ? null : ticket,
                row.getString("subject"),
                instant(row, "found_at"),
                instant(row, "seen_at"),
                instantOrNull(row, "repaired_at"),
                instantOrNull(row, "gone_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
