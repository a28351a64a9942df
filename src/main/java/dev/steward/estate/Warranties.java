package dev.steward.estate;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The warranties of homes and buildings: whose fault, whose cost. */
@Component
public class Warranties {

    private final JdbcClient jdbc;

    Warranties(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The warranty that holds for a home and a category on a day (of the site's zone): the home's own before its
     * building's, then the one that holds longest.
     */
    public Optional<Warranty> of(String site, @Nullable String home, String category, LocalDate on) {
        return of(site, home, null, category, on);
    }

    /** The same for a home or, where there is none, a shared area: there the warranty of its building. */
    public Optional<Warranty> of(
            String site, @Nullable String home, @Nullable String place, String category, LocalDate on) {
        return jdbc.sql(
                        """
                        select provider, until, item, company
                          from steward.warranty
                         where site = :site and category = :category and until >= :on
                           and (home = :home
                                or building = coalesce(
                                     (select building from steward.home where site = :site and key = :home),
                                     (select building from steward.place where site = :site and key = :place)))
                         order by (home is null), until desc, id
                         limit 1
                        """)
                .param("site", site)
                .param("home", Text.key(home))
                .param("place", Text.key(place))
                .param("category", Text.key(category))
                .param("on", on)
                .query((row, n) -> new Warranty(
                        Warranty.Provider.valueOf(row.getString("provider")),
                        row.getObject("until", LocalDate.class),
                        row.getString("item"),
                        row.getString("company")))
                .optional();
    }

    /** Every warranty of a home, its building's included, also those that have ended; the longest first. */
    List<Held> of(String site, String home) {
        return jdbc.sql(
                        """
                        select w.category, w.item, w.provider, w.company, w.until, w.home
                          from steward.home h
                          join steward.warranty w
                            on w.site = h.site and (w.home = h.key or w.building = h.building)
                         where h.site = :site and h.key = :home
                         order by w.until desc, w.category, w.item
                        """)
                .param("site", site)
                .param("home", Text.key(home))
                .query(Held.class)
                .list();
    }

    /** A warranty as the home's page lists it; {@code home} is empty when it is the building's. */
    record Held(
            String category,
            String item,
            Warranty.Provider provider,
            @Nullable String company,
            LocalDate until,
            @Nullable String home) {}
}
