package dev.steward.platform.rules;

import dev.steward.platform.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every version of the company's rules that was ever in force; the latest is in force on all nodes. */
@Component
public class RuleVersions {

    /**
     * What was in force from some time on.
     *
     * @param number from 1
     * @param text self-contained, as {@link Rules#written} gives it
     * @param by who took it into force; {@code steward} at a start
     */
    public record Version(int number, String text, Instant since, String by) {}

    private final JdbcClient database;

    RuleVersions(JdbcClient database) {
        this.database = database;
    }

    /** Only one node at a time takes rules into force; held until the transaction ends. */
    void lock() {
        database.sql("select pg_advisory_xact_lock(hashtext('steward.rules_version'))")
                .query((row, n) -> Boolean.TRUE)
                .list();
    }

    Version add(String name, String text, Instant since, String by) {
        int number = latest(name).map(Version::number).orElse(0) + 1;
        database.sql(
                        """
                insert into steward.rules_version (name, version, content, fingerprint, since, taken_by)
                values (:name, :version, :content, :fingerprint, :since, :by)
                """)
                .param("name", name)
                .param("version", number)
                .param("content", text)
                .param("fingerprint", Fingerprint.of(text))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
        return new Version(number, text, since, by);
    }

    /** The version in force. */
    public Optional<Version> latest(String name) {
        return database.sql(
                        """
                select version, content, since, taken_by from steward.rules_version
                 where name = :name order by version desc limit 1
                """)
                .param("name", name)
                .query(RuleVersions::version)
                .optional();
    }

    /** The versions before one, the latest first, one at a time: they are large and rarely needed. */
    public Optional<Version> before(String name, int number) {
        return database.sql(
                        """
                select version, content, since, taken_by from steward.rules_version
                 where name = :name and version < :number order by version desc limit 1
                """)
                .param("name", name)
                .param("number", number)
                .query(RuleVersions::version)
                .optional();
    }

    /** The number of the version in force, by name. */
    Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        database.sql("select name, max(version) as version from steward.rules_version group by name")
                .query(row -> {
                    numbers.put(row.getString("name"), row.getInt("version"));
                });
        return numbers;
    }

    /** The versions that said the same. */
    List<Integer> numbersOf(String name, String text) {
        return database.sql(
                        """
                select version from steward.rules_version
                 where name = :name and fingerprint = :fingerprint order by version
                """)
                .param("name", name)
                .param("fingerprint", Fingerprint.of(text))
                .query(Integer.class)
                .list();
    }

    private static Version version(ResultSet row, int n) throws SQLException {
        return new Version(
                row.getInt("version"),
                row.getString("content"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("taken_by"));
    }
}
