package dev.steward.calendar.book;

import dev.steward.calendar.CalendarDefinition;
import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The calendars in force, and those that were: a clock counts by the version by which it was started until it is
 * recomputed.
 */
@Component
public class Calendars {

    private record Version(String key, int version) {}

    private final CalendarVersions versions;
    private final Map<Version, VersionedCalendar> known = new ConcurrentHashMap<>();

    private volatile SortedMap<String, VersionedCalendar> current = new TreeMap<>();

    Calendars(CalendarVersions versions) {
        this.versions = versions;
    }

    /** Gives calendars their versions, in the caller's transaction. */
    public SortedMap<String, VersionedCalendar> keep(SortedMap<String, CalendarDefinition> definitions, Instant now) {
        SortedMap<String, VersionedCalendar> kept = new TreeMap<>();
        versions.lock();
        definitions.forEach((key, definition) -> kept.put(key, versions.keep(key, definition, now)));
        return kept;
    }

    /** Takes calendars into force on this node. */
    public void take(SortedMap<String, VersionedCalendar> kept) {
        kept.values().forEach(calendar -> known.put(new Version(calendar.key(), calendar.version()), calendar));
        current = kept;
    }

    /**
     * The calendar of a site: {@code <site>-<name>} where the company configured one, otherwise {@code <name>}; of one that
     * went the last version, because promises of open tickets may still name it.
     *
     * @param name {@code service}, {@code office}, {@code emergency}, or what else the company configured
     * @throws NoSuchElementException when there never was either; names used in tables are checked before
     */
    public VersionedCalendar of(String site, String name) {
        return find(site, name)
                .or(() -> versions.latest(site + "-" + name))
                .or(() -> versions.latest(name))
                .orElseThrow(() -> new NoSuchElementException("no calendar " + name + " for " + site));
    }

    /** The calendar of a site, if there is one by that name. */
    public Optional<VersionedCalendar> find(String site, String name) {
        return find(site + "-" + name).or(() -> find(name));
    }

    /** A calendar in force by its key. */
    public Optional<VersionedCalendar> find(String key) {
        return Optional.ofNullable(current.get(key));
    }

    /** The keys of the calendars in force. */
    public SortedSet<String> keys() {
        return new TreeSet<>(current.keySet());
    }

    /**
     * A calendar as it was: what a clock counts by for as long as it runs.
     *
     * @throws NoSuchElementException when there never was such a version
     */
    public VersionedCalendar version(String key, int version) {
        return known.computeIfAbsent(new Version(key, version), wanted -> versions.find(key, version)
                .orElseThrow(() -> new NoSuchElementException("no version " + version + " of the calendar " + key)));
    }
}
