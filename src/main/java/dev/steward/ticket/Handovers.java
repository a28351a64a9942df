package dev.steward.ticket;

import dev.steward.platform.Actor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What somebody may hand over at the end of a shift, and what was offered to them. */
@Repository
class Handovers {

    /**
     * A ticket that the person owns.
     *
     * @param home or place
     * @param offeredTo the colleague who has not answered yet
     */
    record Owned(
            String ticket,
            String site,
            String title,
            String priority,
            @Nullable String home,
            @Nullable String place,
            @Nullable String offeredTo) {}

    /** A ticket that a colleague offers. */
    record Offered(
            String ticket,
            String site,
            String title,
            String priority,
            @Nullable String home,
            @Nullable String place,
            String from,
            String reason,
            Instant requestedAt) {}

    /** What somebody may hand over, and what colleagues offer them. */
    record ShiftChange(List<Owned> owned, List<Offered> offered) {}

    private final JdbcClient jdbc;

    Handovers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The most urgent first, then the oldest; of the sites that the person still belongs to. */
    ShiftChange of(Actor actor) {
        String user = actor.user();
        List<Owned> owned = jdbc.sql(
                        """
                        select t.number, t.site, t.title, t.priority, t.home, t.place, h.to_user
                          from steward.ticket t left join steward.handover h on h.ticket = t.number
                         where t.owner = :user and t.closed_at is null
                         order by array_position(array['EMERGENCY', 'URGENT', 'NORMAL', 'LOW'], t.priority), t.number
                         limit 500
                        """)
                .param("user", user)
                .query((row, n) -> new Owned(
                        row.getString("number"),
                        row.getString("site"),
                        row.getString("title"),
                        row.getString("priority"),
                        row.getString("home"),
                        row.getString("place"),
                        row.getString("to_user")))
                .list();
        List<Offered> offered = jdbc.sql(
                        """
                        select t.number, t.site, t.title, t.priority, t.home, t.place,
                               h.from_user, h.reason, h.requested_at
                          from steward.handover h join steward.ticket t on t.number = h.ticket
                         where h.to_user = :user and t.closed_at is null
                         order by h.from_user, h.requested_at, t.number
                         limit 500
                        """)
                .param("user", user)
                .query((row, n) -> new Offered(
                        row.getString("number"),
                        row.getString("site"),
                        row.getString("title"),
                        row.getString("priority"),
                        row.getString("home"),
                        row.getString("place"),
                        row.getString("from_user"),
                        row.getString("reason"),
                        row.getObject("requested_at", OffsetDateTime.class).toInstant()))
                .list();
        return new ShiftChange(
                owned.stream().filter(item -> actor.belongsTo(item.site())).toList(),
                offered.stream().filter(item -> actor.belongsTo(item.site())).toList());
    }
}
