package dev.steward.estate;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The shared areas of the sites. */
@Component
public class Places {

    private final JdbcClient jdbc;

    Places(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Place> find(String site, String place) {
        return jdbc.sql(
                        """
                        select site, key, building, region, name_en, name_zh
                          from steward.place
                         where site = :site and key = :place
                        """)
                .param("site", site)
                .param("place", Text.key(place))
                .query((row, n) -> Rows.place(row, ""))
                .optional();
    }

    public List<Place> of(String site) {
        return jdbc.sql(
                        """
                        select site, key, building, region, name_en, name_zh
                          from steward.place
                         where site = :site
                         order by key
                        """)
                .param("site", site)
                .query((row, n) -> Rows.place(row, ""))
                .list();
    }
}
