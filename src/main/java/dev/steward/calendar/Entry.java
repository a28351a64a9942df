package dev.steward.calendar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.calendar.CalendarException.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a YAML or JSON document with the line on which it stands, so that what is wrong can be said with its place.
 * Two entries with one key are refused, as are aliases, a second document and more depth or length than any calendar has.
 */
public sealed interface Entry {

    /** From 1. */
    int line();

    /** Named entries in their order. */
    record Fields(int line, Map<String, Entry> entries) implements Entry {}

    /** Entries in their order. */
    record Items(int line, List<Entry> entries) implements Entry {}

    /** A text; in YAML everything that is not a number, a boolean or nothing. */
    record Text(int line, String text) implements Entry {}

    /** True or false. */
    record Flag(int line, boolean on) implements Entry {}

    /** A number; no calendar holds one. */
    record Figure(int line, String digits) implements Entry {}

    /** Nothing: {@code null}, or a key without a value in YAML. */
    record Nothing(int line) implements Entry {}

    /**
     * Reads JSON.
     *
     * @throws CalendarException when it is not JSON
     */
    static Entry json(String text) {
        return Reading.of(Reading.JSON, text);
    }

    /**
     * Reads YAML.
     *
     * @throws CalendarException when it is not YAML
     */
    static Entry yaml(String text) {
        return Reading.of(Reading.YAML, text);
    }

    /** One pass over the tokens of a document. */
    final class Reading {

        private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
                .maxNestingDepth(16)
                .maxStringLength(10_000)
                .maxNumberLength(50)
                .maxNameLength(200)
                .maxDocumentLength(2_000_000)
                .build();

        static final JsonFactory JSON = new JsonFactoryBuilder()
                .streamReadConstraints(BOUNDS)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();

        static final JsonFactory YAML = YAMLFactory.builder()
                .streamReadConstraints(BOUNDS)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();

        private final JsonParser parser;

        private Reading(JsonParser parser) {
            this.parser = parser;
        }

        static Entry of(JsonFactory format, String text) {
            try (JsonParser parser = format.createParser(text)) {
                Reading reading = new Reading(parser);
                Entry root = reading.entry(parser.nextToken(), "");
                if (parser.nextToken() != null) {
                    throw reading.refused("", "something follows the end of the document");
                }
                return root;
            } catch (JsonProcessingException e) {
                int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
                String kind = format == JSON ? "JSON" : "YAML";
                throw new CalendarException(List.of(new Fault("", line, "not {0} that can be read", kind)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Entry entry(@Nullable JsonToken token, String path) throws IOException {
            int line = parser.currentTokenLocation().getLineNr();
            if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                throw refused(path, "an alias: write the entry out");
            }
            if (token == null) {
                return new Nothing(1);
            }
            return switch (token) {
                case START_OBJECT -> fields(line, path);
                case START_ARRAY -> items(line, path);
                case VALUE_STRING ->
                    // A key without a value in YAML is an empty text to the parser; no calendar holds one.
                    parser instanceof YAMLParser && parser.getText().isEmpty()
                            ? new Nothing(line)
                            : new Text(line, parser.getText());
                case VALUE_TRUE -> new Flag(line, true);
                case VALUE_FALSE -> new Flag(line, false);
                case VALUE_NULL -> new Nothing(line);
                default -> new Figure(line, parser.getText());
            };
        }

        private Entry fields(int line, String path) throws IOException {
            Map<String, Entry> entries = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String place = path.isEmpty() ? name : path + "." + name;
                if (entries.containsKey(name)) {
                    throw refused(place, "two entries");
                }
                entries.put(name, entry(parser.nextToken(), place));
            }
            return new Fields(line, entries);
        }

        private Entry items(int line, String path) throws IOException {
            List<Entry> entries = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                entries.add(entry(token, path + "." + entries.size()));
            }
            return new Items(line, entries);
        }

        private CalendarException refused(String path, @CompileTimeConstant String message) {
            return new CalendarException(
                    List.of(new Fault(path, parser.currentTokenLocation().getLineNr(), message)));
        }
    }
}
