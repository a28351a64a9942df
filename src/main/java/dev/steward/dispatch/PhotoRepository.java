package dev.steward.dispatch;

import static dev.steward.dispatch.Rows.instant;
import static dev.steward.dispatch.Rows.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Photos in SQL. */
@Repository
class PhotoRepository {

    private static final String COLUMNS = "id, ticket, site, stage, type, width, height, uploaded_by, at, home_visit";

    private final JdbcClient jdbc;

    PhotoRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a photo, or answers the one that the same file made before. */
    Photo add(Photo photo, byte[] bytes, String fingerprint) {
        return jdbc.sql(
                        """
                        insert into steward.photo (id, ticket, site, stage, type, width, height, bytes, fingerprint,
                          uploaded_by, at)
                        values (:id, :ticket, :site, :stage, :type, :width, :height, :bytes, :fingerprint, :by, :at)
                        on conflict (ticket, stage, fingerprint) do update set fingerprint = excluded.fingerprint
                        returning %s
                        """
                                .formatted(COLUMNS))
                .param("id", photo.id())
                .param("ticket", photo.ticket())
                .param("site", photo.site())
                .param("stage", photo.stage().name())
                .param("type", photo.type())
                .param("width", photo.width())
                .param("height", photo.height())
                .param("bytes", bytes)
                .param("fingerprint", fingerprint)
                .param("by", photo.uploadedBy())
                .param("at", utc(photo.at()))
                .query((row, n) -> photo(row))
                .single();
    }

    List<Photo> of(String ticket) {
        return jdbc.sql("select %s from steward.photo where ticket = :ticket order by at, id".formatted(COLUMNS))
                .param("ticket", ticket)
                .query((row, n) -> photo(row))
                .list();
    }

    Optional<Photo> find(String ticket, String id) {
        return jdbc.sql("select %s from steward.photo where ticket = :ticket and id = :id".formatted(COLUMNS))
                .param("ticket", ticket)
                .param("id", id)
                .query((row, n) -> photo(row))
                .optional();
    }

    byte[] bytes(String id) {
        return jdbc.sql("select bytes from steward.photo where id = :id")
                .param("id", id)
                .query(byte[].class)
                .single();
    }

    /** From now on they are evidence of this visit, and of no other. */
    void use(Collection<String> ids, long visit) {
        jdbc.sql("update steward.photo set home_visit = :visit where id = any(:ids)")
                .param("visit", visit)
                .param("ids", ids.toArray(String[]::new))
                .update();
    }

    private static Photo photo(ResultSet row) throws SQLException {
        long visit = row.getLong("home_visit");
        return new Photo(
                row.getString("id"),
                row.getString("ticket"),
                row.getString("site"),
                Photo.Stage.valueOf(row.getString("stage")),
                row.getString("type"),
                row.getInt("width"),
                row.getInt("height"),
                row.getString("uploaded_by"),
                instant(row, "at"),
                visit == 0 ? null : visit);
    }
}
