package dev.steward.calendar.book;

import dev.steward.calendar.BusinessCalendar;
import dev.steward.calendar.CalendarDefinition;
import dev.steward.calendar.CalendarReader;
import dev.steward.platform.Fingerprint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every version of every calendar that was ever in force, as self-contained snapshots. */
@Component
class CalendarVersions {

    private final JdbcClient jdbc;

    CalendarVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Latest(int version, String fingerprint) {}

    /** The version of a definition: the latest one when nothing changed, otherwise a new one. Call {@link #lock} first. */
    VersionedCalendar keep(String key, CalendarDefinition definition, Instant now) {
        String json = definition.json();
        String fingerprint = Fingerprint.of(json);
        Optional<Latest> latest = jdbc.sql(
                        """
                        select version, fingerprint from steward.calendar_version
                        where key = :key order by version desc limit 1
                        """)
                .param("key", key)
                .query((row, n) -> new Latest(row.getInt("version"), row.getString("fingerprint")))
                .optional();
        BusinessCalendar calendar = BusinessCalendar.of(definition);
        if (latest.isPresent() && latest.get().fingerprint().equals(fingerprint)) {
            return new VersionedCalendar(key, latest.get().version(), calendar);
        }
        int version = latest.map(Latest::version).orElse(0) + 1;
        jdbc.sql(
                        """
                        insert into steward.calendar_version (key, version, definition, fingerprint, created_at)
                        values (:key, :version, cast(:definition as jsonb), :fingerprint, :now)
                        """)
                .param("key", key)
                .param("version", version)
                .param("definition", json)
                .param("fingerprint", fingerprint)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return new VersionedCalendar(key, version, calendar);
    }

    /** Only one node at a time gives out versions; held until the transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('steward.calendar_version'))")
                .query((row, n) -> Boolean.TRUE)
                .list();
    }

    Optional<VersionedCalendar> find(String key, int version) {
        return jdbc.sql(
                        """
                        select definition from steward.calendar_version where key = :key and version = :version
                        """)
                .param("key", key)
                .param("version", version)
                .query(String.class)
                .optional()
                .map(json -> new VersionedCalendar(key, version, BusinessCalendar.of(CalendarReader.json(json))));
    }

    /** The last version that there was. */
    Optional<VersionedCalendar> latest(String key) {
        return jdbc.sql("select max(version) from steward.calendar_version where key = :key")
                .param("key", key)
                .query((row, n) -> row.getInt(1))
                .optional()
                .filter(version -> version > 0)
                .flatMap(version -> find(key, version));
    }
}
