package dev.steward.ticket;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who owns what. */
@Repository
public class OwnedTickets {

    private final JdbcClient jdbc;

    OwnedTickets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Numbers of the open tickets of an owner at a site, oldest first. */
    public List<String> open(String site, String owner) {
        return jdbc.sql(
                        """
                        select number from steward.ticket
                         where site = :site and owner = :owner and closed_at is null order by number
                        """)
                .param("site", site)
                .param("owner", owner)
                .query(String.class)
                .list();
    }
}
