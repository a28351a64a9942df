package dev.steward.estate;

import static dev.steward.estate.Rows.utc;

import dev.steward.estate.SiteFile.Living;
import dev.steward.estate.SiteFile.ResidentRow;
import dev.steward.platform.Fingerprint;
import dev.steward.platform.SiteAdded;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Loads the estate from its file (YAML: sites with buildings, homes, places, regions and the people responsible, staff,
 * prices, roster, residents, warranties). Loading is idempotent: what is new is added, what differs is changed, the same
 * file again does nothing. Buildings, homes, places, regions and residents that the file no longer names stay, since
 * tickets refer to them.
 */
@Component
public class Estate {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final EstateFile file;
    private final Sites sites;
    private final Roster roster;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Estate(
            JdbcTemplate batches,
            Catalogue catalogue,
            Sites sites,
            Roster roster,
            Clock clock,
            ApplicationEventPublisher events) {
        this.batches = batches;
        this.jdbc = JdbcClient.create(batches);
        this.file = new EstateFile(catalogue);
        this.sites = sites;
        this.roster = roster;
        this.clock = clock;
        this.events = events;
    }

    /** What came of a loading, by site: {@code ADDED}, {@code CHANGED} or {@code UNCHANGED}. */
    public enum Change {
        ADDED,
        CHANGED,
        UNCHANGED
    }

    /**
     * Loads a file; all of it or, when anything is wrong, nothing.
     *
     * @throws dev.steward.platform.Refusal invalid, with the path and line of all that is wrong
     */
    @Transactional
    public Map<String, Change> load(String yaml) {
        List<SiteFile> described = file.read(yaml);
        // two nodes that start together take turns
        batches.query("select pg_advisory_xact_lock(hashtext('steward.estate'))", row -> {});
        Map<String, Change> changes = new HashMap<>();
        for (SiteFile site : described) {
            changes.put(site.site().key(), load(site));
        }
        sites.forget();
        return changes;
    }

    private Change load(SiteFile described) {
        Site site = described.site();
        boolean known = sites.known(site.key());
        Change change = known ? Change.UNCHANGED : Change.ADDED;
        String digest = digest(described.withoutRoster());
        if (isNew(site.key(), "estate", digest)) {
            save(described);
            loaded(site.key(), "estate", digest);
            change = known ? Change.CHANGED : Change.ADDED;
        }
        RosterPlan plan = described.roster();
        if (plan != null && isNew(site.key(), "roster", digest(plan))) {
            roster.replace(site.key(), plan);
            loaded(site.key(), "roster", digest(plan));
            change = known ? Change.CHANGED : Change.ADDED;
        }
        if (!known) {
            events.publishEvent(new SiteAdded(site.key(), site.name()));
        }
        return change;
    }

    private boolean isNew(String site, String section, String digest) {
        return jdbc.sql("select digest from steward.estate_loaded where site = :site and section = :section")
                .param("site", site)
                .param("section", section)
                .query(String.class)
                .optional()
                .filter(digest::equals)
                .isEmpty();
    }

    private void loaded(String site, String section, String digest) {
        jdbc.sql(
                        """
                        insert into steward.estate_loaded (site, section, digest, loaded_at)
                        values (:site, :section, :digest, :now)
                        on conflict (site, section) do update
                           set digest = excluded.digest, loaded_at = excluded.loaded_at
                        """)
                .param("site", site)
                .param("section", section)
                .param("digest", digest)
                .param("now", utc(clock.instant()))
                .update();
    }

    private void save(SiteFile described) {
        Site site = described.site();
        String key = site.key();
        batch(
                List.of(site),
                """
                insert into steward.site
                    (key, name_en, name_zh, zone, country, language, currency, phone, emergency_phone, email, address)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (key) do update
                   set name_en = excluded.name_en, name_zh = excluded.name_zh, zone = excluded.zone,
                       country = excluded.country, language = excluded.language, currency = excluded.currency,
                       phone = excluded.phone, emergency_phone = excluded.emergency_phone,
                       email = excluded.email, address = excluded.address
                """,
                s -> row(
                        s.key(),
                        s.names().en(),
                        s.names().zh(),
                        s.zone().getId(),
                        s.country(),
                        s.languageDefault(),
                        s.currency(),
                        s.phone(),
                        s.emergencyPhone(),
                        s.email(),
                        s.address()));
        batch(
                described.regions(),
                """
                insert into steward.region (site, key, name_en, name_zh, housekeeper, safety_officer, technician)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (site, key) do update
                   set name_en = excluded.name_en, name_zh = excluded.name_zh, housekeeper = excluded.housekeeper,
                       safety_officer = excluded.safety_officer, technician = excluded.technician
                """,
                r -> row(
                        key,
                        r.key(),
                        r.names().en(),
                        r.names().zh(),
                        r.housekeeper(),
                        r.safetyOfficer(),
                        r.technician()));
        batch(
                described.buildings(),
                """
                insert into steward.building (site, key, region, name_en, name_zh, address)
                values (?, ?, ?, ?, ?, ?)
                on conflict (site, key) do update
                   set region = excluded.region, name_en = excluded.name_en, name_zh = excluded.name_zh,
                       address = excluded.address
                """,
                b -> row(key, b.key(), b.region(), b.names().en(), b.names().zh(), b.address()));
        batch(
                described.homes(),
                """
                insert into steward.home (site, key, building, region, floor, handed_over)
                values (?, ?, ?, ?, ?, ?)
                on conflict (site, key) do update
                   set building = excluded.building, region = excluded.region, floor = excluded.floor,
                       handed_over = excluded.handed_over
                """,
                h -> row(key, h.key(), h.building(), h.region(), h.floor(), h.handedOver()));
        batch(
                described.places(),
                """
                insert into steward.place (site, key, building, region, name_en, name_zh)
                values (?, ?, ?, ?, ?, ?)
                on conflict (site, key) do update
                   set building = excluded.building, region = excluded.region, name_en = excluded.name_en,
                       name_zh = excluded.name_zh
                """,
                p -> row(
                        key,
                        p.key(),
                        p.building(),
                        p.region(),
                        p.names().en(),
                        p.names().zh()));
        saveStaff(key, described.staff());
        batches.update("delete from steward.price where site = ?", key);
        batch(
                described.prices(),
                """
                insert into steward.price (site, item, category, name_en, name_zh, amount, currency, unit)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                p -> row(
                        key,
                        p.item(),
                        p.category(),
                        p.names().en(),
                        p.names().zh(),
                        p.amount(),
                        p.currency(),
                        p.unit()));
        if (described.warranties() != null) {
            batches.update("delete from steward.warranty where site = ?", key);
            batch(
                    described.warranties(),
                    """
                    insert into steward.warranty (site, home, building, category, item, provider, company, until)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    w -> row(
                            key,
                            w.home(),
                            w.building(),
                            w.category(),
                            w.item(),
                            w.provider().name(),
                            w.company(),
                            w.until()));
        }
        saveResidents(key, described.residents());
    }

    private void saveStaff(String site, List<StaffCard> staff) {
        batches.update("delete from steward.staff where site = ?", site);
        batch(
                staff,
                """
                insert into steward.staff (site, user_id, role, name_en, name_zh, phone, email, language, region)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                s -> row(
                        site,
                        s.user(),
                        s.role().name(),
                        s.names().en(),
                        s.names().zh(),
                        s.phone(),
                        s.email(),
                        s.language(),
                        s.region()));
        List<Object[]> skills = new ArrayList<>();
        staff.forEach(card -> card.trades().forEach(trade -> skills.add(row(site, card.user(), trade))));
        batch(skills, "insert into steward.skill (site, user_id, trade) values (?, ?, ?)", Function.identity());
    }

    private void saveResidents(String site, List<ResidentRow> residents) {
        batch(
                residents,
                """
                insert into steward.resident
                    (site, reference, name, phone, email, language, preferred_channel, note)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (site, reference) do update
                   set name = excluded.name, phone = excluded.phone, email = excluded.email,
                       language = excluded.language, preferred_channel = excluded.preferred_channel,
                       note = excluded.note
                """,
                r -> row(
                        site,
                        r.reference(),
                        r.name(),
                        r.phone(),
                        r.email(),
                        r.language(),
                        r.preferredChannel().name(),
                        r.note()));
        batch(
                residents,
                """
                delete from steward.household
                 where resident = (select id from steward.resident where site = ? and reference = ?)
                """,
                r -> row(site, r.reference()));
        List<Object[]> lives = new ArrayList<>();
        for (ResidentRow resident : residents) {
            for (Living living : resident.homes()) {
                lives.add(row(
                        site,
                        living.home(),
                        living.role().name(),
                        living.movedIn(),
                        living.movedOut(),
                        site,
                        resident.reference()));
            }
        }
        batch(
                lives,
                """
                insert into steward.household (site, home, role, moved_in, moved_out, resident)
                select ?, ?, ?, cast(? as date), cast(? as date), id
                  from steward.resident
                 where site = ? and reference = ?
                """,
                Function.identity());
    }

    private <T> void batch(Collection<T> rows, String sql, Function<T, @Nullable Object[]> columns) {
        batches.batchUpdate(sql, rows.stream().map(columns).toList());
    }

    private static @Nullable Object[] row(@Nullable Object... columns) {
        return columns;
    }

    private static String digest(Object described) {
        return Fingerprint.of(described.toString());
    }
}
