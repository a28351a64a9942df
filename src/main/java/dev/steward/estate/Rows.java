package dev.steward.estate;

import dev.steward.platform.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How the rows of the estate become records. */
final class Rows {

    private Rows() {}

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime utcOrNull(@Nullable Instant at) {
        return at == null ? null : utc(at);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    static Names names(ResultSet row, String prefix) throws SQLException {
        return new Names(row.getString(prefix + "name_en"), row.getString(prefix + "name_zh"));
    }

    static Role role(ResultSet row, String column) throws SQLException {
        return Role.valueOf(row.getString(column));
    }

    static Site site(ResultSet row) throws SQLException {
        return site(row, "");
    }

    static Site site(ResultSet row, String prefix) throws SQLException {
        return new Site(
                row.getString(prefix + "key"),
                names(row, prefix),
                ZoneId.of(row.getString(prefix + "zone")),
                row.getString(prefix + "country"),
                row.getString(prefix + "language"),
                row.getString(prefix + "currency"),
                row.getString(prefix + "phone"),
                row.getString(prefix + "emergency_phone"),
                row.getString(prefix + "email"),
                row.getString(prefix + "address"));
    }

    static Building building(ResultSet row) throws SQLException {
        return new Building(
                row.getString("site"),
                row.getString("key"),
                row.getString("region"),
                names(row, ""),
                row.getString("address"));
    }

    static Home home(ResultSet row, String prefix) throws SQLException {
        return new Home(
                row.getString(prefix + "site"),
                row.getString(prefix + "key"),
                row.getString(prefix + "building"),
                row.getString(prefix + "region"),
                row.getObject(prefix + "floor", Integer.class),
                date(row, prefix + "handed_over"));
    }

    static Place place(ResultSet row, String prefix) throws SQLException {
        return new Place(
                row.getString(prefix + "site"),
                row.getString(prefix + "key"),
                row.getString(prefix + "building"),
                row.getString(prefix + "region"),
                names(row, prefix));
    }

    static Region region(ResultSet row, String prefix) throws SQLException {
        return new Region(
                row.getString(prefix + "site"),
                row.getString(prefix + "key"),
                names(row, prefix),
                row.getString(prefix + "housekeeper"),
                row.getString(prefix + "safety_officer"),
                row.getString(prefix + "technician"));
    }

    static Resident resident(ResultSet row, String prefix) throws SQLException {
        return new Resident(
                row.getLong(prefix + "id"),
                row.getString(prefix + "site"),
                row.getString(prefix + "reference"),
                row.getString(prefix + "name"),
                row.getString(prefix + "phone"),
                row.getString(prefix + "email"),
                row.getString(prefix + "language"),
                ContactChannel.valueOf(row.getString(prefix + "preferred_channel")),
                row.getString(prefix + "note"));
    }
}
