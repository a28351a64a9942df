package dev.steward.ticket;

import static dev.steward.ticket.TicketRepository.utc;

import dev.steward.platform.Actors;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said and done about tickets, by whom and when. Only ever added to. */
@Component
public class Timeline {

    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Timeline(JdbcClient jdbc, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** Something that only staff read, done now by whoever acts. */
    public void note(Ticket ticket, Entry.Type type, String text) {
        add(ticket.number(), ticket.site(), clock.instant(), actors.current().user(), type, text, false);
    }

    /** Something that the resident may read too, done now by whoever acts. */
    public void tell(Ticket ticket, Entry.Type type, String text) {
        add(ticket.number(), ticket.site(), clock.instant(), actors.current().user(), type, text, true);
    }

    /** Something that happened at another time or by somebody else. */
    public void add(
            String ticket, String site, Instant at, String actor, Entry.Type type, String text, boolean isPublic) {
        jdbc.sql(
                        """
                        insert into steward.timeline (ticket, site, at, actor, type, text, public)
                        values (:ticket, :site, :at, :actor, :type, :text, :public)
                        """)
                .param("ticket", ticket)
                .param("site", site)
                .param("at", utc(at))
                .param("actor", actor)
                .param("type", type.name())
                .param("text", text)
                .param("public", isPublic)
                .update();
    }

    /** All of a ticket, oldest first. */
    public List<Entry> of(String ticket) {
        return jdbc.sql(
                        "select at, actor, type, text, public from steward.timeline where ticket = :ticket order by at, id")
                .param("ticket", ticket)
                .query((row, n) -> new Entry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        Entry.Type.valueOf(row.getString("type")),
                        row.getString("text"),
                        row.getBoolean("public")))
                .list();
    }
}
