package dev.steward.dispatch;

import dev.steward.ticket.Slot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants and slots in rows. */
final class Rows {

    private Rows() {}

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Slot slot(ResultSet row) throws SQLException {
        Instant from = instantOrNull(row, "slot_from");
        Instant to = instantOrNull(row, "slot_to");
        return from == null || to == null ? null : new Slot(from, to);
    }
}
