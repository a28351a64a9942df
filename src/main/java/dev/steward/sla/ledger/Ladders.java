package dev.steward.sla.ledger;

import dev.steward.sla.Ladder;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The ladders in force, and those that were: a clock climbs the version by which it was started until it is recomputed.
 */
@Component
public class Ladders {

    private record Version(String name, int version) {}

    private final LadderVersions versions;
    private final Map<Version, Ladder> known = new ConcurrentHashMap<>();

    private volatile SortedMap<String, Ladder> current = new TreeMap<>();

    Ladders(LadderVersions versions) {
        this.versions = versions;
    }

    /** Gives ladders their versions, in the caller's transaction. */
    public SortedMap<String, Ladder> keep(SortedMap<String, Ladder> ladders) {
        SortedMap<String, Ladder> kept = new TreeMap<>();
        ladders.forEach((name, ladder) -> kept.put(name, versions.keep(ladder)));
        return kept;
    }

    /** Takes ladders into force on this node. */
    public void take(SortedMap<String, Ladder> kept) {
        kept.values().forEach(ladder -> known.put(new Version(ladder.name(), ladder.version()), ladder));
        current = kept;
    }

    /** A ladder in force by its name. */
    public Optional<Ladder> find(String name) {
        return Optional.ofNullable(current.get(name));
    }

    /** A ladder by its name; the standard one where it is not configured any more. */
    Ladder inForce(String name) {
        return find(name).or(() -> find(LadderFile.STANDARD)).orElseThrow();
    }

    /** A ladder as it was; the one in force for a clock that was recorded before ladders had versions. */
    Ladder version(String name, int version) {
        if (version == 0) {
            return inForce(name);
        }
        return known.computeIfAbsent(new Version(name, version), wanted -> versions.find(name, version)
                .orElseThrow(() -> new NoSuchElementException("no version " + version + " of the ladder " + name)));
    }

    public List<Ladder> all() {
        return List.copyOf(current.values());
    }
}
