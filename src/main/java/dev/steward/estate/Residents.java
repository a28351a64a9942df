package dev.steward.estate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The residents of the sites and the households they make up. */
@Component
public class Residents {

    private static final int SHORTEST_END_OF_NUMBER = 4;

    private final JdbcClient jdbc;
    private final Sites sites;

    Residents(JdbcClient jdbc, Sites sites) {
        this.jdbc = jdbc;
        this.sites = sites;
    }

    public Optional<Resident> find(String site, long id) {
        return jdbc.sql(
                        """
                        select id, site, reference, name, phone, email, language, preferred_channel, note
                          from steward.resident
                         where site = :site and id = :id
                        """)
                .param("site", site)
                .param("id", id)
                .query((row, n) -> Rows.resident(row, ""))
                .optional();
    }

    /** Who lives in a home now, owners first. */
    public List<Member> household(String site, String home) {
        return jdbc.sql(
                        """
                        select r.id, r.site, r.reference, r.name, r.phone, r.email, r.language, r.preferred_channel,
                               r.note, h.home, h.role, h.moved_in
                          from steward.household h
                          join steward.resident r on r.id = h.resident
                         where h.site = :site and h.home = :home and h.moved_out is null
                         order by case h.role when 'OWNER' then 1 when 'TENANT' then 2 else 3 end, r.id
                        """)
                .param("site", site)
                .param("home", home)
                .query((row, n) -> member(row))
                .list();
    }

    /**
     * Residents with their homes by telephone number, however it is written: international, national, or only its last
     * digits (four at least).
     */
    public List<Member> byPhone(String site, String phone, int limit) {
        String country = sites.find(site).map(Site::country).orElse("ZZ");
        String exact = PhoneNumber.parse(phone, country).map(PhoneNumber::e164).orElse("");
        String digits = phone.replaceAll("[^0-9]", "");
        String national = digits.replaceFirst("^0+", ""); // as it ends where it is written with its country
        return jdbc.sql(
                        """
                        select r.id, r.site, r.reference, r.name, r.phone, r.email, r.language, r.preferred_channel,
                               r.note, h.home, h.role, h.moved_in
                          from steward.resident r
                          join steward.household h on h.resident = r.id and h.moved_out is null
                         where r.site = :site
                           and (r.phone = :exact
                                or (:digits <> '' and reverse(r.phone) like reverse(:digits) || '%')
                                or (:national <> '' and reverse(r.phone) like reverse(:national) || '%'))
                         order by (r.phone = :exact) desc, h.home
                         limit :limit
                        """)
                .param("site", site)
                .param("exact", exact)
                .param("digits", end(digits))
                .param("national", end(national))
                .param("limit", limit)
                .query((row, n) -> member(row))
                .list();
    }

    private static String end(String digits) {
        return digits.length() < SHORTEST_END_OF_NUMBER ? "" : digits;
    }

    /** Residents with their homes whose telephone number is exactly one of these (E.164), the first home first. */
    public List<Member> calling(String site, Collection<String> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : jdbc.sql(
                                """
                                select r.id, r.site, r.reference, r.name, r.phone, r.email, r.language,
                                       r.preferred_channel, r.note, h.home, h.role, h.moved_in
                                  from steward.resident r
                                  join steward.household h on h.resident = r.id and h.moved_out is null
                                 where r.site = :site and r.phone = any(:numbers)
                                 order by case h.role when 'OWNER' then 2 else 1 end, length(h.home), h.home, r.id
                                """)
                        .param("site", site)
                        .param("numbers", numbers.toArray(String[]::new))
                        .query((row, n) -> member(row))
                        .list();
    }

    /** Residents with their homes, whose name, home or e-mail contains {@code q}. */
    public List<Member> search(String site, String q, int limit) {
        return jdbc.sql(
                        """
                        select r.id, r.site, r.reference, r.name, r.phone, r.email, r.language, r.preferred_channel,
                               r.note, h.home, h.role, h.moved_in
                          from steward.resident r
                          join steward.household h on h.resident = r.id and h.moved_out is null
                         where r.site = :site
                           and (strpos(lower(r.name), :q) > 0 or strpos(lower(h.home), :q) > 0
                                or strpos(lower(r.email), :q) > 0 or lower(r.reference) = :q)
                         order by length(h.home), h.home, r.id
                         limit :limit
                        """)
                .param("site", site)
                .param("q", q.strip().toLowerCase(Locale.ROOT))
                .param("limit", limit)
                .query((row, n) -> member(row))
                .list();
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                Rows.resident(row, ""),
                row.getString("home"),
                HouseholdRole.valueOf(row.getString("role")),
                Rows.date(row, "moved_in"));
    }
}
