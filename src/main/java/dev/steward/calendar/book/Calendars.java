package dev.steward.calendar.book;

import dev.steward.calendar.CalendarDefinition;
import dev.steward.calendar.CalendarException;
import dev.steward.platform.CannotStart;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The calendars in force, from the file {@code steward.calendars.file} (the shipped {@code calendars.yaml} unless set). A
 * file that is wrong refuses the start; one that becomes wrong later is refused by {@link #reload}, and the calendars that
 * were in force stay.
 */
@Component
public class Calendars {

    private static final Logger log = LoggerFactory.getLogger(Calendars.class);

    private record Version(String key, int version) {}

    private final CalendarFile file;
    private final CalendarVersions versions;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Map<Version, VersionedCalendar> known = new ConcurrentHashMap<>();

    private volatile SortedMap<String, VersionedCalendar> current;

    Calendars(
            @Value("${steward.calendars.file:classpath:calendars.yaml}") String file,
            CalendarVersions versions,
            TransactionOperations transactions,
            Clock clock) {
        this.file = CalendarFile.at(file);
        this.versions = versions;
        this.transactions = transactions;
        this.clock = clock;
        try {
            current = keep(this.file.read());
        } catch (CalendarException e) {
            throw new CannotStart("the calendars in " + this.file.name() + " are wrong: " + e.getMessage(), e);
        }
    }

    /**
     * The calendar of a site: {@code <site>-<name>} where the company configured one, otherwise {@code <name>}.
     *
     * @param name {@code service}, {@code office}, {@code emergency}, or what else the company configured
     * @throws NoSuchElementException when there is neither; names used in tables are checked at the start
     */
    public VersionedCalendar of(String site, String name) {
        return find(site, name).orElseThrow(() -> new NoSuchElementException("no calendar " + name + " for " + site));
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

    /**
     * Reads the file again.
     *
     * @return the keys of the calendars that changed, appeared or went
     * @throws CalendarException when it is wrong; nothing has changed then
     */
    public synchronized List<String> reload() {
        SortedMap<String, VersionedCalendar> before = current;
        SortedMap<String, VersionedCalendar> after;
        try {
            after = keep(file.read());
        } catch (CalendarException e) {
            log.error("The calendars in {} are wrong, those in force stay: {}", file.name(), e.getMessage());
            throw e;
        }
        current = after;
        List<String> changed = new ArrayList<>();
        SortedSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            VersionedCalendar old = before.get(key);
            VersionedCalendar now = after.get(key);
            if (old == null || now == null || old.version() != now.version()) {
                changed.add(key);
            }
        }
        log.info("Calendars read again, changed: {}", changed);
        return changed;
    }

    private SortedMap<String, VersionedCalendar> keep(SortedMap<String, CalendarDefinition> definitions) {
        Instant now = clock.instant();
        SortedMap<String, VersionedCalendar> kept = new TreeMap<>();
        transactions.executeWithoutResult(status -> {
            versions.lock();
            definitions.forEach((key, definition) -> kept.put(key, versions.keep(key, definition, now)));
        });
        kept.values().forEach(calendar -> known.put(new Version(calendar.key(), calendar.version()), calendar));
        return kept;
    }
}
