package dev.steward.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.steward.intake.ImportProgress.State;
import dev.steward.language.Language;
import dev.steward.platform.Refusal.Fault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Imports, their rows and errors in SQL. */
@Repository
class ImportRepository {

    static final int ERRORS_SHOWN = 1_000;

    private static final TypeReference<Map<String, String>> RECORD = new TypeReference<>() {};

    // half a character, or the zero one, is a fault of its row and must get as far as that
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** An import as it was accepted. */
    record Accepted(UUID id, String site, String uploadedBy, String mapping) {}

    /** A row that waits, locked until the end of the transaction. */
    record Waiting(UUID id, int row, Map<String, String> record, int attempts) {}

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    ImportRepository(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void add(Accepted accepted, Instant now) {
        jdbc.sql(
                        """
                        insert into steward.import (id, site, uploaded_by, mapping, state, total, started_at)
                        values (:id, :site, :by, :mapping, 'RUNNING', 0, :now)
                        """)
                .param("id", accepted.id())
                .param("site", accepted.site())
                .param("by", accepted.uploadedBy())
                .param("mapping", accepted.mapping())
                .param("now", at(now))
                .update();
    }

    void total(UUID id, int total) {
        jdbc.sql("update steward.import set total = :total where id = :id")
                .param("id", id)
                .param("total", total)
                .update();
    }

    void add(Accepted accepted, List<Line> lines, Instant now) {
        SqlParameterSource[] rows = lines.stream()
                .map(line -> new MapSqlParameterSource()
                        .addValue("id", accepted.id())
                        .addValue("row", line.row())
                        .addValue("site", accepted.site())
                        .addValue("record", line.fault() == null ? write(line.values()) : null, Types.VARCHAR)
                        .addValue("state", line.fault() == null ? "WAITING" : "FAILED")
                        .addValue("now", at(now)))
                .toArray(SqlParameterSource[]::new);
        batches.batchUpdate(
                """
                insert into steward.import_row (import, row, site, record, state, retry_at)
                values (:id, :row, :site, cast(:record as json), :state, :now)
                """,
                rows);
        for (Line line : lines) {
            if (line.fault() != null) {
                errors(accepted, line.row(), List.of(new Fault("", line.fault())));
            }
        }
    }

    private void errors(Accepted accepted, int row, List<Fault> faults) {
        List<SqlParameterSource> rows = new ArrayList<>();
        for (Fault fault : faults) {
            rows.add(new MapSqlParameterSource()
                    .addValue("id", accepted.id())
                    .addValue("row", row)
                    .addValue("ordinal", rows.size())
                    .addValue("site", accepted.site())
                    .addValue("field", fault.field())
                    .addValue("message", fault.said().in(Language.ENGLISH))
                    .addValue("chinese", fault.said().in(Language.CHINESE)));
        }
        batches.batchUpdate(
                """
                insert into steward.import_error (import, row, ordinal, site, field, message, message_zh)
                values (:id, :row, :ordinal, :site, :field, :message, :chinese)
                """,
                rows.toArray(SqlParameterSource[]::new));
    }

    /** Imports that have not come to their end, oldest first. */
    List<Accepted> running() {
        return jdbc.sql(
                        """
                        select id, site, uploaded_by, mapping from steward.import
                        where state = 'RUNNING' order by started_at, id
                        """)
                .query((row, number) -> new Accepted(
                        row.getObject("id", UUID.class),
                        row.getString("site"),
                        row.getString("uploaded_by"),
                        row.getString("mapping")))
                .list();
    }

    /** Locks the next row that nobody else works on, until the end of the transaction. */
    Optional<Waiting> next(UUID id, Instant now) {
        return jdbc.sql(
                        """
                        select import, row, record::text as record, attempts from steward.import_row
                        where import = :id and state = 'WAITING' and retry_at <= :now
                        order by row limit 1
                        for update skip locked
                        """)
                .param("id", id)
                .param("now", at(now))
                .query((row, number) -> new Waiting(
                        row.getObject("import", UUID.class),
                        row.getInt("row"),
                        read(row.getString("record")),
                        row.getInt("attempts")))
                .optional();
    }

    void done(UUID id, int row, Loaded loaded) {
        jdbc.sql(
                        """
                        update steward.import_row set state = :state, record = null
                        where import = :id and row = :row and state = 'WAITING'
                        """)
                .param("id", id)
                .param("row", row)
                .param("state", loaded.name())
                .update();
    }

    /** Keeps why a row failed; nothing happens when somebody else was faster. */
    void failed(Accepted accepted, int row, List<Fault> faults) {
        int changed = jdbc.sql(
                        """
                        update steward.import_row set state = 'FAILED', record = null
                        where import = :id and row = :row and state = 'WAITING'
                        """)
                .param("id", accepted.id())
                .param("row", row)
                .update();
        if (changed == 1) {
            errors(accepted, row, faults);
        }
    }

    void again(UUID id, int row, Instant retryAt) {
        jdbc.sql(
                        """
                        update steward.import_row set attempts = attempts + 1, retry_at = :at
                        where import = :id and row = :row and state = 'WAITING'
                        """)
                .param("id", id)
                .param("row", row)
                .param("at", at(retryAt))
                .update();
    }

    /** True when this was the last of it. */
    boolean finish(UUID id, Instant now) {
        return jdbc.sql(
                                """
                                update steward.import i set state = 'DONE', finished_at = :now
                                where id = :id and state = 'RUNNING'
                                  and not exists (select from steward.import_row r
                                                  where r.import = i.id and r.state = 'WAITING')
                                """)
                        .param("id", id)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** When the next row is due that failed for the moment. */
    Optional<Instant> nextRetry(Instant now) {
        return jdbc.sql(
                        """
                        select min(r.retry_at) as at from steward.import_row r
                        join steward.import i on i.id = r.import and i.state = 'RUNNING'
                        where r.state = 'WAITING' and r.retry_at > :now
                        """)
                .param("now", at(now))
                .query((row, number) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    Optional<ImportProgress> progress(UUID id, int errorsAfter, Language language) {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("select state, count(*)::int as count from steward.import_row where import = :id group by state")
                .param("id", id)
                .query(row -> {
                    counts.put(row.getString("state"), row.getInt("count"));
                });
        List<RowError> errors = jdbc.sql(
                        """
                        select row, field,
                               case when :chinese then coalesce(message_zh, message) else message end as message
                        from steward.import_error
                        where import = :id and row > :after order by row, ordinal limit :limit
                        """)
                .param("id", id)
                .param("after", errorsAfter)
                .param("chinese", language == Language.CHINESE)
                .param("limit", ERRORS_SHOWN + 1)
                .query((row, number) ->
                        new RowError(row.getInt("row"), row.getString("field"), row.getString("message")))
                .list();
        boolean more = errors.size() > ERRORS_SHOWN;
        List<RowError> shown = more ? whole(errors) : errors;
        return jdbc.sql("select id, site, state, total, started_at, finished_at from steward.import where id = :id")
                .param("id", id)
                .query((row, number) -> progress(row, counts, shown, more))
                .optional();
    }

    // the errors of one row stay together, so that the caller can go on after a row
    private static List<RowError> whole(List<RowError> errors) {
        int cut = errors.get(ERRORS_SHOWN).row();
        return errors.stream().filter(error -> error.row() < cut).toList();
    }

    private static ImportProgress progress(
            ResultSet row, Map<String, Integer> counts, List<RowError> errors, boolean more) throws SQLException {
        int created = counts.getOrDefault("CREATED", 0);
        int updated = counts.getOrDefault("UPDATED", 0);
        int skipped = counts.getOrDefault("SKIPPED", 0);
        int failed = counts.getOrDefault("FAILED", 0);
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new ImportProgress(
                row.getObject("id", UUID.class),
                row.getString("site"),
                State.valueOf(row.getString("state")),
                row.getInt("total"),
                created + updated + skipped + failed,
                created,
                updated,
                skipped,
                failed,
                errors,
                more,
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant());
    }

    private static String write(Map<String, String> record) {
        try {
            return ASCII.writeValueAsString(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record cannot be stored");
        }
    }

    private static Map<String, String> read(String record) {
        try {
            return ASCII.readValue(record, RECORD);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record cannot be read back");
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
