package dev.steward.estate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The staff of the sites, as contact cards. */
@Component
public class Staff {

    private static final String CARD =
            """
            select s.site, s.user_id, s.role, s.name_en, s.name_zh, s.phone, s.email, s.language, s.region,
                   array(select k.trade from steward.skill k
                          where k.site = s.site and k.user_id = s.user_id order by k.trade) trades
              from steward.staff s
            """;

    private final JdbcClient jdbc;

    Staff(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<StaffCard> find(String site, String user) {
        return cards(jdbc.sql(CARD + " where s.site = :site and s.user_id = :user")
                        .param("site", site)
                        .param("user", Text.key(user)))
                .stream()
                .findFirst();
    }

    /** Everybody at a site, by user id. */
    public List<StaffCard> of(String site) {
        return cards(jdbc.sql(CARD + " where s.site = :site order by s.user_id").param("site", site));
    }

    /** Who has learnt a trade, by user id; everybody with any trade when none is asked for. */
    public List<StaffCard> withTrade(String site, @Nullable String trade) {
        return cards(jdbc.sql(
                        CARD
                                + """
                         where s.site = :site
                           and exists (select 1 from steward.skill k
                                        where k.site = s.site and k.user_id = s.user_id
                                          and k.trade = coalesce(:trade, k.trade))
                         order by s.user_id
                        """)
                .param("site", site)
                .param("trade", trade));
    }

    /** The user ids of everybody at a site. */
    Set<String> users(String site) {
        return Set.copyOf(jdbc.sql("select user_id from steward.staff where site = :site")
                .param("site", site)
                .query(String.class)
                .list());
    }

    private static List<StaffCard> cards(StatementSpec query) {
        return query.query((row, n) -> card(row)).list();
    }

    private static StaffCard card(ResultSet row) throws SQLException {
        return new StaffCard(
                row.getString("site"),
                row.getString("user_id"),
                Rows.role(row, "role"),
                Rows.names(row, ""),
                row.getString("phone"),
                row.getString("email"),
                row.getString("language"),
                row.getString("region"),
                Set.of((String[]) row.getArray("trades").getArray()));
    }
}
