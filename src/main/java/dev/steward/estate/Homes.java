package dev.steward.estate;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The homes and buildings of the sites. */
@Component
public class Homes {

    private final JdbcClient jdbc;

    Homes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Home> find(String site, String home) {
        return jdbc.sql(
                        """
                        select site, key, building, region, floor, handed_over
                          from steward.home
                         where site = :site and key = :home
                        """)
                .param("site", site)
                .param("home", Text.key(home))
                .query((row, n) -> Rows.home(row, ""))
                .optional();
    }

    /** Homes whose key contains {@code q}, in the order of the doors; all when there is none. */
    public List<Home> search(String site, @Nullable String q, @Nullable String building, int limit) {
        return jdbc.sql(
                        """
                        select site, key, building, region, floor, handed_over
                          from steward.home
                         where site = :site
                           and (cast(:q as text) is null or strpos(lower(key), lower(:q)) > 0)
                           and (cast(:building as text) is null or building = :building)
                         order by building, length(key), key
                         limit :limit
                        """)
                .param("site", site)
                .param("q", q == null || q.isBlank() ? null : q.strip())
                .param("building", building)
                .param("limit", limit)
                .query((row, n) -> Rows.home(row, ""))
                .list();
    }

    public List<Building> buildings(String site) {
        return jdbc.sql(
                        """
                        select site, key, region, name_en, name_zh, address
                          from steward.building
                         where site = :site
                         order by length(key), key
                        """)
                .param("site", site)
                .query((row, n) -> Rows.building(row))
                .list();
    }
}
