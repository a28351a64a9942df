package dev.steward.estate;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The regions of the sites and who is responsible for them. */
@Component
public class Regions {

    private final JdbcClient jdbc;

    Regions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The region of a home or else of a place; empty when neither exists. */
    public Optional<Region> of(String site, @Nullable String home, @Nullable String place) {
        return jdbc.sql(
                        """
                        select r.site, r.key, r.name_en, r.name_zh, r.housekeeper, r.safety_officer, r.technician
                          from steward.region r
                         where r.site = :site
                           and r.key = coalesce(
                                 (select region from steward.home where site = :site and key = :home),
                                 (select region from steward.place where site = :site and key = :place))
                        """)
                .param("site", site)
                .param("home", Text.key(home))
                .param("place", Text.key(place))
                .query((row, n) -> Rows.region(row, ""))
                .optional();
    }

    public Optional<Region> find(String site, String key) {
        return of(site).stream().filter(region -> region.key().equals(key)).findFirst();
    }

    /** All regions of a site, by key. */
    public List<Region> of(String site) {
        return jdbc.sql(
                        """
                        select site, key, name_en, name_zh, housekeeper, safety_officer, technician
                          from steward.region
                         where site = :site
                         order by key
                        """)
                .param("site", site)
                .query((row, n) -> Rows.region(row, ""))
                .list();
    }
}
