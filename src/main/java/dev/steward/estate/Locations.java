package dev.steward.estate;

import dev.steward.platform.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where a ticket is, with one statement: site, home or place, region with its people, household. */
@Component
public class Locations {

    private final JdbcClient jdbc;

    Locations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The location; empty when the site, or the home or place that was given, does not exist. */
    public Optional<Location> find(String site, @Nullable String home, @Nullable String place) {
        return read(site, home, place)
                .filter(found -> (home == null) == (found.home() == null))
                .filter(found -> (place == null) == (found.place() == null));
    }

    /**
     * The location.
     *
     * @throws Refusal invalid, naming {@code site}, {@code home} or {@code place}, whichever does not exist
     */
    public Location require(String site, @Nullable String home, @Nullable String place) {
        Location found = read(site, home, place).orElseThrow(() -> Refusal.invalid("site", "There is no such site."));
        if (home != null && found.home() == null) {
            throw Refusal.invalid("home", "There is no such home at this site.");
        }
        if (place != null && found.place() == null) {
            throw Refusal.invalid("place", "There is no such place at this site.");
        }
        return found;
    }

    private Optional<Location> read(String site, @Nullable String home, @Nullable String place) {
        return jdbc.sql(
                        """
                        select s.key s_key, s.name_en s_name_en, s.name_zh s_name_zh, s.zone s_zone, s.country s_country,
                               s.language s_language, s.currency s_currency, s.phone s_phone,
                               s.emergency_phone s_emergency_phone, s.email s_email, s.address s_address,
                               h.site h_site, h.key h_key, h.building h_building, h.region h_region, h.floor h_floor,
                               h.handed_over h_handed_over,
                               p.site p_site, p.key p_key, p.building p_building, p.region p_region,
                               p.name_en p_name_en, p.name_zh p_name_zh,
                               r.site r_site, r.key r_key, r.name_en r_name_en, r.name_zh r_name_zh,
                               r.housekeeper r_housekeeper, r.safety_officer r_safety_officer,
                               r.technician r_technician,
                               m.role m_role, m.moved_in m_moved_in,
                               d.id d_id, d.site d_site, d.reference d_reference, d.name d_name, d.phone d_phone,
                               d.email d_email, d.language d_language, d.preferred_channel d_preferred_channel,
                               d.note d_note
                          from steward.site s
                          left join steward.home h on h.site = s.key and h.key = :home
                          left join steward.place p on p.site = s.key and p.key = :place
                          left join steward.region r on r.site = s.key and r.key = coalesce(h.region, p.region)
                          left join steward.household m
                            on m.site = h.site and m.home = h.key and m.moved_out is null
                          left join steward.resident d on d.id = m.resident
                         where s.key = :site
                         order by case m.role when 'OWNER' then 1 when 'TENANT' then 2 else 3 end, d.id
                        """)
                .param("site", Text.key(site))
                .param("home", Text.key(home))
                .param("place", Text.key(place))
                .query(Locations::location);
    }

    private static Optional<Location> location(ResultSet row) throws SQLException {
        if (!row.next()) {
            return Optional.empty();
        }
        Site site = Rows.site(row, "s_");
        Home home = row.getString("h_key") == null ? null : Rows.home(row, "h_");
        Place place = row.getString("p_key") == null ? null : Rows.place(row, "p_");
        Region region = row.getString("r_key") == null ? null : Rows.region(row, "r_");
        List<Member> household = new ArrayList<>();
        do {
            if (home != null && row.getString("m_role") != null) {
                household.add(new Member(
                        Rows.resident(row, "d_"),
                        home.key(),
                        HouseholdRole.valueOf(row.getString("m_role")),
                        Rows.date(row, "m_moved_in")));
            }
        } while (row.next());
        return Optional.of(new Location(site, home, place, region, household));
    }
}
