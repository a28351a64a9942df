package dev.steward.ticket;

import static dev.steward.ticket.TicketRepository.utc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.platform.Actors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was said and done about tickets, by whom and when: in somebody's own words, or as a sentence of the house with its
 * facts. Only ever added to.
 */
@Component
public class Timeline {

    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;
    private final ObjectMapper json;

    Timeline(JdbcClient jdbc, Actors actors, Clock clock, ObjectMapper json) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
        this.json = json;
    }

    /** Somebody's own words that only staff read, said now by whoever acts. */
    public void note(Ticket ticket, Entry.Type type, String text) {
        add(ticket.number(), ticket.site(), now(type, text, null, false));
    }

    /** Somebody's own words that the resident may read too, said now by whoever acts. */
    public void tell(Ticket ticket, Entry.Type type, String text) {
        add(ticket.number(), ticket.site(), now(type, text, null, true));
    }

    /** Something that only staff read, done now by whoever acts. */
    public void note(Ticket ticket, Said said) {
        add(ticket.number(), ticket.site(), now(said.saying().type(), said.text(), said, false));
    }

    /** Something that the resident may read too, done now by whoever acts. */
    public void tell(Ticket ticket, Said said) {
        add(ticket.number(), ticket.site(), now(said.saying().type(), said.text(), said, true));
    }

    /** Something that happened at another time or by somebody else. */
    public void add(Ticket ticket, Instant at, String actor, Said said, boolean isPublic) {
        add(ticket.number(), ticket.site(), new Entry(at, actor, said.saying().type(), said.text(), said, isPublic));
    }

    private Entry now(Entry.Type type, String text, @Nullable Said said, boolean isPublic) {
        return new Entry(clock.instant(), actors.current().user(), type, text, said, isPublic);
    }

    private void add(String ticket, String site, Entry entry) {
        Said said = entry.said();
        jdbc.sql(
                        """
                        insert into steward.timeline (ticket, site, at, actor, type, text, said, facts, public)
                        values (:ticket, :site, :at, :actor, :type, :text, :said, :facts::jsonb, :public)
                        """)
                .param("ticket", ticket)
                .param("site", site)
                .param("at", utc(entry.at()))
                .param("actor", entry.actor())
                .param("type", entry.type().name())
                .param("text", entry.text())
                .param("said", said == null ? null : said.saying().name())
                .param("facts", said == null ? null : written(said.facts()))
                .param("public", entry.isPublic())
                .update();
    }

    /** All of a ticket, oldest first. */
    public List<Entry> of(String ticket) {
        return jdbc.sql(
                        """
                        select at, actor, type, text, said, facts, public
                          from steward.timeline where ticket = :ticket order by at, id
                        """)
                .param("ticket", ticket)
                .query((row, n) -> new Entry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        Entry.Type.valueOf(row.getString("type")),
                        row.getString("text"),
                        said(row),
                        row.getBoolean("public")))
                .list();
    }

    private @Nullable Said said(ResultSet row) throws SQLException {
        String saying = row.getString("said");
        return saying == null ? null : new Said(Saying.valueOf(saying), read(row.getString("facts")));
    }

    private String written(Map<String, String> facts) {
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> read(String facts) {
        try {
            return json.readValue(facts, FACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
