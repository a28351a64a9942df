package dev.steward.estate;

import static java.util.stream.Collectors.toMap;

import dev.steward.platform.Actor;
import dev.steward.platform.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sites under management: few, rarely changed, so they are kept in memory for half a minute. */
@Component
public class Sites {

    private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

    private record Kept(Map<String, Site> sites, long since) {}

    private final JdbcClient jdbc;
    private volatile @Nullable Kept kept;

    Sites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A site by its key; no check of who asks. */
    public Optional<Site> find(String key) {
        return Optional.ofNullable(byKey().get(key));
    }

    /** Every site, by key. */
    public List<Site> all() {
        return List.copyOf(byKey().values());
    }

    /** The sites that an actor may see, by key. */
    public List<Site> of(Actor actor) {
        return all().stream().filter(site -> actor.belongsTo(site.key())).toList();
    }

    /**
     * A site that the actor may see.
     *
     * @throws Refusal not found when there is none, or when it is somebody else's
     */
    public Site of(Actor actor, String key) {
        return find(key)
                .filter(site -> actor.belongsTo(site.key()))
                .orElseThrow(() -> Refusal.notFound("There is no such site."));
    }

    /** Whether the site is in the database; not from memory. */
    boolean known(String key) {
        return jdbc.sql("select exists (select 1 from steward.site where key = :key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    /** One change of a site's roster at a time; held until the transaction ends. */
    void lock(String key) {
        jdbc.sql("select key from steward.site where key = :key for no key update")
                .param("key", key)
                .query(String.class)
                .optional();
    }

    void forget() {
        kept = null;
    }

    private Map<String, Site> byKey() {
        Kept known = kept;
        if (known == null || System.nanoTime() - known.since > KEPT_NANOS) {
            known = new Kept(read(), System.nanoTime());
            // an empty estate is about to be filled
            kept = known.sites.isEmpty() ? null : known;
        }
        return known.sites;
    }

    private Map<String, Site> read() {
        return jdbc
                .sql(
                        """
                        select key, name_en, name_zh, zone, country, language, currency,
                               phone, emergency_phone, email, address
                          from steward.site
                         order by key
                        """)
                .query((row, n) -> Rows.site(row))
                .list()
                .stream()
                .collect(toMap(Site::key, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }
}
