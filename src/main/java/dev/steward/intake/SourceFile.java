package dev.steward.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.language.Sentence;
import dev.steward.platform.Refusal;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A file of records, read one by one; whatever it holds is data. */
final class SourceFile {

    static final int MOST_ROWS = 50_000;
    private static final int MOST_COLUMNS = 500;
    private static final int LONGEST_VALUE = 20_000;
    private static final int SNIFFED = 4_096;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    enum Format {
        CSV,
        JSON,
        JSON_LINES
    }

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxStringLength(1_000_000)
                    .maxNumberLength(200)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final Mapping mapping;
    private final Consumer<Line> lines;
    private int row;

    private SourceFile(Mapping mapping, Consumer<Line> lines) {
        this.mapping = mapping;
        this.lines = lines;
    }

    /**
     * Hands over each record.
     *
     * @return how many there are
     * @throws Refusal when the file as a whole cannot be read
     */
    static int read(InputStream file, Mapping mapping, Consumer<Line> lines) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(file, SNIFFED);
        Format format = mapping.format() == null ? sniff(bytes) : mapping.format();
        SourceFile source = new SourceFile(mapping, lines);
        try {
            switch (format) {
                case CSV -> source.csv(bytes);
                case JSON -> source.json(bytes);
                case JSON_LINES -> source.jsonLines(bytes);
            }
        } catch (CharacterCodingException otherwiseEncoded) {
            throw Refusal.invalid(
                    "file",
                    "not {0} after record {1}; name its encoding in the mapping",
                    mapping.encoding(),
                    source.row);
        } catch (JsonProcessingException broken) {
            throw Refusal.invalid(
                    "file", "not JSON in line {0}", broken.getLocation().getLineNr());
        }
        if (source.row == 0) {
            throw Refusal.invalid("file", "there is no record in it");
        }
        return source.row;
    }

    private static Format sniff(BufferedInputStream bytes) throws IOException {
        bytes.mark(SNIFFED);
        byte[] start = bytes.readNBytes(SNIFFED / 2);
        bytes.reset();
        if (start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            throw Refusal.of(
                    Refusal.Kind.UNSUPPORTED_TYPE, "This is a spreadsheet or an archive; save it as CSV first.");
        }
        for (byte each : start) {
            // white space and the byte order mark come before the first character that tells
            if (each == '[') {
                return Format.JSON;
            }
            if (each == '{') {
                return Format.JSON_LINES;
            }
            if (each > ' ') {
                return Format.CSV;
            }
        }
        return Format.CSV;
    }

    private BufferedReader text(InputStream bytes, Charset encoding) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(
                bytes,
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private void csv(InputStream bytes) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(mapping.delimiter())
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(text(bytes, mapping.encoding()), format)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                return;
            }
            List<String> header = header(records.next());
            while (records.hasNext()) {
                CSVRecord record = records.next();
                add(
                        record.size() == header.size()
                                ? values(record, header)
                                : Line.broken(
                                        row,
                                        "it has {0} values, the header has {1} columns",
                                        record.size(),
                                        header.size()));
            }
        } catch (UncheckedIOException unreadable) {
            if (unreadable.getCause() instanceof CharacterCodingException coding) {
                throw coding;
            }
            throw Refusal.invalid("file", "the quotes of record {0} are not closed as CSV asks for", (row + 1));
        }
    }

    private List<String> header(CSVRecord names) {
        List<String> header = new ArrayList<>();
        for (String name : names) {
            header.add(Text.strip(name));
        }
        if (header.size() > MOST_COLUMNS) {
            throw Refusal.invalid("file", "more than {0} columns", MOST_COLUMNS);
        }
        Set<String> seen = new LinkedHashSet<>();
        for (String name : header) {
            if (!name.isEmpty() && !seen.add(name) && mapping.columns().contains(name)) {
                throw Refusal.invalid("file", "the column \"{0}\" is there twice", Text.shown(name));
            }
        }
        mapping.refuseMissing(seen);
        return header;
    }

    private Line values(CSVRecord record, List<String> header) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            if (mapping.columns().contains(header.get(i))) {
                String value = record.get(i);
                if (value.length() > LONGEST_VALUE) {
                    return Line.broken(row, tooLong(header.get(i)));
                }
                values.put(header.get(i), value);
            }
        }
        return new Line(row, values, null);
    }

    private void json(InputStream bytes) throws IOException {
        try (JsonParser parser = JSON.getFactory().createParser(text(bytes, mapping.encoding()))) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw Refusal.invalid("file", "JSON must be a list of records: [{…}, {…}]");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    throw Refusal.invalid("file", "the list of records has no end");
                }
                JsonNode record = JSON.readTree(parser);
                add(values(record));
            }
        }
    }

    private void jsonLines(InputStream bytes) throws IOException {
        BufferedReader text = text(bytes, mapping.encoding());
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            if (!line.isBlank()) {
                add(parsed(line));
            }
        }
    }

    private Line parsed(String line) {
        try {
            return values(JSON.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(line));
        } catch (JsonProcessingException broken) {
            return Line.broken(row, "the line is not JSON");
        }
    }

    private Line values(@Nullable JsonNode record) {
        if (record == null || !record.isObject()) {
            return Line.broken(row, "it is not a record of names and values");
        }
        Map<String, String> values = new HashMap<>();
        for (String column : mapping.columns()) {
            JsonNode value = record.get(column);
            if (value != null && !value.isNull()) {
                if (value.isContainerNode()) {
                    return Line.broken(row, "\"{0}\" is not a single value", column);
                }
                if (value.asText().length() > LONGEST_VALUE) {
                    return Line.broken(row, tooLong(column));
                }
                values.put(column, value.asText());
            }
        }
        return new Line(row, values, null);
    }

    private static Sentence tooLong(String column) {
        return Sentence.of("\"{0}\" is longer than {1} characters", column, LONGEST_VALUE);
    }

    private void add(Line line) {
        row++;
        if (row > MOST_ROWS) {
            throw Refusal.of(
                    Refusal.Kind.TOO_LARGE, "More than {0} records; split the file, the parts may overlap.", MOST_ROWS);
        }
        lines.accept(new Line(row, line.values(), line.fault()));
    }
}
