package dev.steward.estate;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.language.Sentence;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * An entry of a YAML file that knows its path and line. What is wrong is collected, so that a person reads all of it at
 * once; a missing text reads as empty meanwhile.
 */
final class Entry {

    private static final int LONGEST_FILE = 32 * 1024 * 1024;
    private static final int LONGEST_TEXT = 4000;

    private final String path;
    private final int line;
    private final @Nullable Node node;
    private final List<Fault> faults;

    private Entry(String path, int line, @Nullable Node node, List<Fault> faults) {
        this.path = path;
        this.line = line;
        this.node = node;
        this.faults = faults;
    }

    /**
     * Reads a file.
     *
     * @throws Refusal invalid, with the line, when it is not YAML
     */
    static Entry read(String yaml) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_FILE);
        List<Fault> faults = new ArrayList<>();
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            return new Entry("", 1, root, faults);
        } catch (MarkedYAMLException broken) {
            int at = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw Refusal.invalid("", "line {0}: not YAML: {1}", at, broken.getProblem());
        } catch (YAMLException broken) {
            throw Refusal.invalid("", "not YAML, or too long");
        }
    }

    String path() {
        return path;
    }

    /** Notes what is wrong here. */
    void fault(@CompileTimeConstant String template, Object... parameters) {
        fault(Sentence.of(template, parameters));
    }

    void fault(Sentence said) {
        faults.add(new Fault(path, "line {0}: {1}", line, said));
    }

    /** Notes what is wrong with something below. */
    void faultAt(String key, @CompileTimeConstant String template, Object... parameters) {
        at(key).fault(template, parameters);
    }

    /**
     * Ends the reading.
     *
     * @throws Refusal invalid, when anything was wrong
     */
    void refuseFaults() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    /** Notes every key that is none of these: a misspelt one must not be ignored. */
    Entry only(String... known) {
        Set<String> allowed = Set.of(known);
        children().forEach((key, child) -> {
            if (!allowed.contains(key)) {
                child.fault("unknown key; known are {0}", Arrays.asList(known));
            }
        });
        return this;
    }

    boolean has(String key) {
        Entry child = children().get(key);
        return child != null && !child.isNull();
    }

    /** The entry at a key; a missing one has its parent's line. */
    Entry at(String key) {
        Entry child = children().get(key);
        return child != null ? child : new Entry(below(key), line, null, faults);
    }

    /** What a mapping holds, in the order of the file; nothing where there is none. */
    Map<String, Entry> map(String key) {
        Entry child = at(key);
        if (child.node != null && !child.isNull() && !(child.node instanceof MappingNode)) {
            child.fault("must be a mapping of keys to entries");
        }
        return child.children();
    }

    /** What a list holds; nothing where there is none. */
    List<Entry> list(String key) {
        Entry child = at(key);
        if (child.node instanceof SequenceNode sequence) {
            List<Entry> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(new Entry(child.path + "[" + items.size() + "]", line(item), item, faults));
            }
            return items;
        }
        if (child.node != null && !child.isNull()) {
            child.fault("must be a list");
        }
        return List.of();
    }

    /** A list of texts; a single text counts as a list of one. */
    List<String> texts(String key) {
        Entry child = at(key);
        if (child.node instanceof ScalarNode && !child.isNull()) {
            return List.of(child.text());
        }
        return list(key).stream().map(Entry::text).toList();
    }

    /** This entry's own text. */
    String text() {
        if (node instanceof ScalarNode scalar && !isNull() && !scalar.getValue().isBlank()) {
            String text = scalar.getValue().strip();
            if (text.length() > LONGEST_TEXT) {
                fault("is longer than {0} characters", LONGEST_TEXT);
            }
            return text;
        }
        fault(node == null || isNull() ? Sentence.of("is missing") : Sentence.of("must be a text"));
        return "";
    }

    String text(String key) {
        return at(key).text();
    }

    @Nullable
    String textOrNull(String key) {
        return has(key) ? text(key) : null;
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** A name: one text for both languages, or {@code {en: …, zh: …}}. */
    Names names(String key) {
        return at(key).names();
    }

    /** This entry's own name. */
    Names names() {
        if (node instanceof MappingNode) {
            only("en", "zh");
            return new Names(text("en"), text("zh"));
        }
        String text = text();
        return new Names(text, text);
    }

    boolean truth(String key) {
        String text = text(key, "false");
        if (!text.equals("true") && !text.equals("false")) {
            faultAt(key, "must be true or false");
        }
        return text.equals("true");
    }

    <E extends Enum<E>> E value(String key, Class<E> type, @Nullable E otherwise) {
        E[] values = type.getEnumConstants();
        if (otherwise != null && !has(key)) {
            return otherwise;
        }
        String text = text(key);
        for (E value : values) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        if (!text.isEmpty()) {
            faultAt(key, "must be one of {0}", Arrays.asList(values));
        }
        return values[0];
    }

    int number(String key, int otherwise, int least, int most) {
        if (!has(key)) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text(key));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        faultAt(key, "must be a whole number from {0} to {1}", least, most);
        return otherwise;
    }

    BigDecimal amount(String key) {
        try {
            BigDecimal amount = new BigDecimal(text(key));
            if (amount.signum() >= 0 && amount.scale() <= 2 && amount.precision() <= 12) {
                return amount;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        faultAt(key, "must be an amount like 45.00");
        return BigDecimal.ZERO;
    }

    @Nullable
    LocalDate dateOrNull(String key) {
        return has(key)
                ? parsed(key, LocalDate::parse, LocalDate.EPOCH, Sentence.of("must be a date like 2026-03-31"))
                : null;
    }

    LocalDate date(String key) {
        return parsed(key, LocalDate::parse, LocalDate.EPOCH, Sentence.of("must be a date like 2026-03-31"));
    }

    LocalTime time(String key) {
        return parsed(key, LocalTime::parse, LocalTime.MIDNIGHT, Sentence.of("must be a time like \"08:30\""));
    }

    private <T> T parsed(String key, Function<String, T> read, T otherwise, Sentence wrong) {
        String text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return read.apply(text);
        } catch (DateTimeException notSuch) {
            at(key).fault(wrong);
            return otherwise;
        }
    }

    private boolean isNull() {
        return node != null && Tag.NULL.equals(node.getTag());
    }

    private Map<String, Entry> children() {
        Map<String, Entry> children = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    continue;
                }
                String name = key.getValue();
                var child = new Entry(below(name), line(key), tuple.getValueNode(), faults);
                if (children.putIfAbsent(name, child) != null) {
                    var twice = new Fault(child.path, "line {0}: {1}", child.line, Sentence.of("is there twice"));
                    if (!faults.contains(twice)) {
                        faults.add(twice);
                    }
                }
            }
        }
        return children;
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
