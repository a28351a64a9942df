package dev.steward.estate;

import dev.steward.estate.Category.Required;
import dev.steward.platform.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The company's service catalogue: categories with their defaults, in groups, and the trades that do the work. Read once
 * from {@code steward.catalogue.file} (shipped: {@code catalogue.yaml}); a mistake in it refuses the start, naming the
 * line.
 */
@Component
public class Catalogue {

    private static final Set<String> KINDS = Set.of("INQUIRY", "COMPLAINT", "REPAIR", "SUGGESTION", "VALUE_ADDED");

    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final Map<String, Names> groups = new LinkedHashMap<>();
    private final Map<String, Names> trades = new LinkedHashMap<>();
    private final Map<String, List<Names>> checklists = new LinkedHashMap<>();

    @Autowired
    Catalogue(@Value("${steward.catalogue.file:classpath:catalogue.yaml}") Resource file) throws IOException {
        try {
            read(Entry.read(file.getContentAsString(StandardCharsets.UTF_8)));
        } catch (Refusal wrong) {
            throw new IllegalStateException("The catalogue " + file.getFilename() + " is wrong: " + wrong.getMessage());
        }
    }

    Catalogue(String yaml) {
        read(Entry.read(yaml));
    }

    public Optional<Category> find(String key) {
        return Optional.ofNullable(categories.get(key));
    }

    /** The keys of the categories, in the order of the file. */
    public List<String> keys() {
        return List.copyOf(categories.keySet());
    }

    /** Every category, in the order of the file. */
    public List<Category> all() {
        return List.copyOf(categories.values());
    }

    /** Key and names of the groups, in the order of the file. */
    public Map<String, Names> groups() {
        return new LinkedHashMap<>(groups);
    }

    /** Key and names of the trades, in the order of the file. */
    public Map<String, Names> trades() {
        return new LinkedHashMap<>(trades);
    }

    /** What a trade looks at before it leaves a rework, by the trade's key; trades without a list are missing. */
    public Map<String, List<Names>> checklists() {
        return new LinkedHashMap<>(checklists);
    }

    private void read(Entry file) {
        file.only("trades", "checklists", "groups");
        Map<String, Entry> tradeEntries = file.map("trades");
        tradeEntries.keySet().forEach(key -> trades.put(key, file.at("trades").names(key)));
        file.map("checklists").keySet().forEach(trade -> {
            Entry lists = file.at("checklists");
            if (!trades.containsKey(trade)) {
                lists.faultAt(trade, "there is no such trade; known are {0}", trades.keySet());
            }
            checklists.put(trade, lists.list(trade).stream().map(Entry::names).toList());
        });
        file.map("groups").forEach((key, group) -> {
            group.only("name", "kind", "categories");
            groups.put(key, group.names("name"));
            String kind = kind(group, "REPAIR");
            group.map("categories").forEach((category, entry) -> {
                if (categories.containsKey(category)) {
                    entry.fault("the category is in another group too");
                }
                categories.put(category, category(category, key, kind, entry));
            });
        });
        if (categories.isEmpty()) {
            file.faultAt("groups", "has no categories");
        }
        file.refuseFaults();
    }

    private Category category(String key, String group, String kind, Entry entry) {
        entry.only("name", "kind", "trade", "photosRequired", "signatureRequired", "hazard", "clearanceRequired");
        String trade = entry.textOrNull("trade");
        if (trade != null && !trades.containsKey(trade)) {
            entry.faultAt("trade", "there is no such trade; known are {0}", trades.keySet());
        }
        return new Category(
                key,
                group,
                entry.names("name"),
                kind(entry, kind),
                trade,
                entry.value("photosRequired", Required.class, Required.WHEN_CHARGED),
                entry.value("signatureRequired", Required.class, Required.WHEN_CHARGED),
                entry.truth("hazard"),
                entry.truth("clearanceRequired"));
    }

    private static String kind(Entry entry, String otherwise) {
        String kind = entry.text("kind", otherwise);
        if (!KINDS.contains(kind)) {
            entry.faultAt("kind", "must be one of {0}", KINDS.stream().sorted().toList());
        }
        return kind;
    }
}
