package dev.steward.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.estate.Catalogue;
import dev.steward.estate.Site;
import dev.steward.intake.LocalTimes.DateOnly;
import dev.steward.intake.LocalTimes.Overlap;
import dev.steward.intake.OldTicket.State;
import dev.steward.language.Sentence;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import dev.steward.ticket.Kind;
import dev.steward.ticket.Priority;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Compiles the YAML of a mapping. Everything that is wrong with it is told at once, each fault with the path of its entry
 * ({@code mapping.fields.kind.values.Broken}), before any record is read.
 */
final class MappingFile {

    static final int LONGEST = 256 * 1024;

    private static final Set<String> TOP =
            Set.of("site", "zone", "overlap", "format", "encoding", "delimiter", "fields");
    private static final Set<String> OF_A_TEXT =
            Set.of("column", "text", "constant", "values", "otherwise", "default", "nothing", "required");
    private static final Set<String> OF_A_TIME =
            Set.of("column", "text", "constant", "nothing", "required", "pattern", "dateOnly");
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .loaderOptions(limits())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final Catalogue catalogue;
    private final List<Fault> faults = new ArrayList<>();

    private MappingFile(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(20);
        options.setMaxAliasesForCollections(0);
        return options;
    }

    /**
     * Compiles a mapping.
     *
     * @param sites finds the site, if the caller may load tickets into it
     * @throws Refusal naming every entry that is wrong
     */
    static Mapping compile(String yaml, Function<String, Optional<Site>> sites, Catalogue catalogue) {
        JsonNode file;
        try {
            file = YAML.readTree(yaml);
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
            throw line > 0
                    ? Refusal.invalid("mapping", "not YAML that can be used, in line {0}", line)
                    : Refusal.invalid("mapping", "not YAML that can be used");
        }
        if (file == null || !file.isObject()) {
            throw Refusal.invalid("mapping", "must be YAML with the entries site and fields");
        }
        return new MappingFile(catalogue).compile(file, sites);
    }

    private Mapping compile(JsonNode file, Function<String, Optional<Site>> sites) {
        only("mapping", file, TOP);
        String siteKey = text("mapping.site", file.get("site"));
        Optional<Site> site = siteKey == null ? Optional.empty() : sites.apply(siteKey);
        if (siteKey == null) {
            fault("mapping.site", "missing: the key of the site that the tickets belong to");
        } else if (site.isEmpty()) {
            fault("mapping.site", "no such site, or not one of yours");
        }
        ZoneId zone = zone(file.get("zone"), site);
        Overlap overlap = oneOf("mapping.overlap", file.get("overlap"), Overlap.class);
        SourceFile.Format format = oneOf("mapping.format", file.get("format"), SourceFile.Format.class);
        Charset encoding = encoding(file.get("encoding"));
        String delimiter = delimiter(file.get("delimiter"));

        Map<String, Rule> rules = new LinkedHashMap<>();
        Map<String, LocalTimes> times = new HashMap<>();
        JsonNode fields = file.get("fields");
        if (fields == null || !fields.isObject()) {
            fault("mapping.fields", "missing: what each field of a ticket is made of");
        } else {
            fields.properties().forEach(entry -> {
                String path = "mapping.fields." + entry.getKey();
                boolean isTime = Mapping.TIMES.contains(entry.getKey());
                if (!isTime && !Mapping.TEXTS.contains(entry.getKey())) {
                    Set<String> known = new TreeSet<>(Mapping.TEXTS);
                    known.addAll(Mapping.TIMES);
                    fault(path, "no field of a ticket; there are {0}", known);
                } else if (!entry.getValue().isObject()) {
                    fault(path, "must say column, text or constant");
                } else {
                    only(path, entry.getValue(), isTime ? OF_A_TIME : OF_A_TEXT);
                    rules.put(entry.getKey(), rule(path, entry.getKey(), entry.getValue()));
                    if (isTime) {
                        times.put(
                                entry.getKey(),
                                new LocalTimes(
                                        zone,
                                        overlap == null ? Overlap.REFUSE : overlap,
                                        pattern(path, entry.getValue()),
                                        oneOf(
                                                path + ".dateOnly",
                                                entry.getValue().get("dateOnly"),
                                                DateOnly.class)));
                    }
                }
            });
            new TreeSet<>(Mapping.REQUIRED)
                    .stream()
                            .filter(field -> !fields.has(field))
                            .forEach(field -> fault("mapping.fields." + field, "missing"));
            if (!fields.has("home") && !fields.has("place") && !fields.has("address")) {
                fault("mapping.fields.address", "missing: map home, place or address, to say where it was");
            }
        }
        if (!faults.isEmpty() || site.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        Set<String> columns = new HashSet<>();
        rules.values().forEach(rule -> rule.templates().forEach(template -> columns.addAll(template.columns())));
        return new Mapping(site.get(), zone, format, encoding, delimiter, rules, times, Set.copyOf(columns), catalogue);
    }

    private Rule rule(String path, String field, JsonNode entry) {
        long sources = List.of("column", "text", "constant").stream()
                .filter(entry::has)
                .count();
        if (sources != 1) {
            fault(path, "must say exactly one of column, text and constant");
        }
        List<Template> templates = new ArrayList<>();
        String column = text(path + ".column", entry.get("column"));
        if (column != null) {
            templates.add(Template.column(column));
        }
        JsonNode texts = entry.get("text");
        if (texts != null && texts.isArray()) {
            for (int i = 0; i < texts.size(); i++) {
                template(path + ".text[" + i + "]", texts.get(i), templates);
            }
        } else if (texts != null) {
            template(path + ".text", texts, templates);
        }
        Predicate<String> legal = legal(field);
        Map<String, String> values = values(path, entry.get("values"), field, legal);
        boolean required = truth(path + ".required", entry.get("required")) || Mapping.REQUIRED.contains(field);
        return new Rule(
                field,
                List.copyOf(templates),
                values,
                code(path + ".otherwise", entry.get("otherwise"), field, legal),
                code(path + ".default", entry.get("default"), field, legal),
                nothing(path + ".nothing", entry.get("nothing")),
                code(path + ".constant", entry.get("constant"), field, legal),
                required);
    }

    private void template(String path, JsonNode node, List<Template> templates) {
        String text = text(path, node);
        Template template = text == null ? null : Template.parse(text);
        if (template != null) {
            templates.add(template);
        } else if (text != null) {
            fault(path, "a column is named in braces, {like this}; one of them is open or empty");
        }
    }

    private Map<String, String> values(String path, @Nullable JsonNode node, String field, Predicate<String> legal) {
        Map<String, String> values = new HashMap<>();
        if (node != null && (!node.isObject() || node.isEmpty())) {
            fault(path + ".values", "must say what each value means: {theirs: ours}");
        } else if (node != null) {
            node.properties().forEach(entry -> {
                String at = path + ".values." + entry.getKey();
                String ours = code(at, entry.getValue(), field, legal);
                String before = ours == null ? null : values.put(Rule.same(entry.getKey()), ours);
                if (before != null && !before.equals(ours)) {
                    fault(at, "means two things: upper and lower case make no difference");
                }
            });
        }
        return Map.copyOf(values);
    }

    private @Nullable String code(String path, @Nullable JsonNode node, String field, Predicate<String> legal) {
        String text = text(path, node);
        if (text != null && !legal.test(text)) {
            fault(path, "\"{0}\" is no {1}; {2}", Text.shown(text), field, choices(field));
        }
        return text;
    }

    private Predicate<String> legal(String field) {
        return switch (field) {
            case "category" -> key -> catalogue.find(key).isPresent();
            case "kind", "priority", "state" -> key -> codes(field).contains(key);
            default -> key -> true;
        };
    }

    private Sentence choices(String field) {
        return field.equals("category") ? Sentence.of("see the catalogue") : Sentence.of("one of {0}", codes(field));
    }

    private static List<String> codes(String field) {
        Enum<?>[] constants =
                switch (field) {
                    case "kind" -> Kind.values();
                    case "priority" -> Priority.values();
                    default -> State.values();
                };
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private Set<String> nothing(String path, @Nullable JsonNode node) {
        Set<String> nothing = new HashSet<>();
        if (node != null && node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                String text = text(path + "[" + i + "]", node.get(i));
                if (text != null) {
                    nothing.add(Rule.same(text));
                }
            }
        } else if (node != null) {
            fault(path, "must be a list of the values that stand for none: [N/A, unknown]");
        }
        return Set.copyOf(nothing);
    }

    private @Nullable DateTimeFormatter pattern(String path, JsonNode entry) {
        String text = text(path + ".pattern", entry.get("pattern"));
        if (text != null) {
            try {
                return LocalTimes.compile(text);
            } catch (IllegalArgumentException none) {
                fault(path + ".pattern", "no pattern of a date; such as yyyy-MM-dd HH:mm");
            }
        }
        return null;
    }

    private ZoneId zone(@Nullable JsonNode node, Optional<Site> site) {
        String text = text("mapping.zone", node);
        if (text != null) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException unknown) {
                fault("mapping.zone", "no time zone; such as America/New_York");
            }
        }
        return site.map(Site::zone).orElse(ZoneId.of("UTC"));
    }

    private Charset encoding(@Nullable JsonNode node) {
        String text = text("mapping.encoding", node);
        if (text != null) {
            try {
                return Charset.forName(text);
            } catch (IllegalArgumentException unknown) {
                fault("mapping.encoding", "no encoding; such as UTF-8 or GB18030");
            }
        }
        return StandardCharsets.UTF_8;
    }

    private String delimiter(@Nullable JsonNode node) {
        if (node == null) {
            return ",";
        }
        String text = node.asText();
        if (!node.isTextual() || text.length() != 1 || "\"\r\n".contains(text)) {
            fault("mapping.delimiter", "must be one character, such as \";\" or \"\\t\"");
            return ",";
        }
        return text;
    }

    private <E extends Enum<E>> @Nullable E oneOf(String path, @Nullable JsonNode node, Class<E> type) {
        String text = text(path, node);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        fault(path, "must be one of {0}", Arrays.asList(type.getEnumConstants()));
        return null;
    }

    private boolean truth(String path, @Nullable JsonNode node) {
        if (node != null && !node.isBoolean()) {
            fault(path, "must be true or false");
        }
        return node != null && node.asBoolean();
    }

    private @Nullable String text(String path, @Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (!node.isValueNode() || node.isNull() || node.asText().isBlank()) {
            fault(path, "must be text");
            return null;
        }
        return node.asText();
    }

    private void only(String path, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(path + "." + name, "not known here; known are {0}", new TreeSet<>(known));
            }
        });
    }

    private void fault(String path, @CompileTimeConstant String template, Object... parameters) {
        faults.add(new Fault(path, template, parameters));
    }
}
