package dev.steward.ticket;

import static dev.steward.ticket.TicketRepository.utc;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Hand-overs that wait for their answer: at most one for each ticket. */
@Repository
class HandoverRepository {

    private final JdbcClient jdbc;

    HandoverRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds it; false when the ticket is offered to somebody already. */
    boolean add(Handover handover) {
        return jdbc.sql(
                                """
                                insert into steward.handover (ticket, site, from_user, to_user, reason, requested_at)
                                values (:ticket, :site, :from, :to, :reason, :at) on conflict do nothing
                                """)
                        .param("ticket", handover.ticket())
                        .param("site", handover.site())
                        .param("from", handover.from())
                        .param("to", handover.to())
                        .param("reason", handover.reason())
                        .param("at", utc(handover.requestedAt()))
                        .update()
                == 1;
    }

    Optional<Handover> find(String ticket) {
        return jdbc.sql("select * from steward.handover where ticket = :ticket")
                .param("ticket", ticket)
                .query((row, n) -> new Handover(
                        row.getString("ticket"),
                        row.getString("site"),
                        row.getString("from_user"),
                        row.getString("to_user"),
                        row.getString("reason"),
                        row.getObject("requested_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void remove(String ticket) {
        jdbc.sql("delete from steward.handover where ticket = :ticket")
                .param("ticket", ticket)
                .update();
    }
}
