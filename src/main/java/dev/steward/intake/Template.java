package dev.steward.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text with columns in it: {@code {complaint_type}: {descriptor}}. What a column holds is never read as a template. */
final class Template {

    /** Text that stays, or the name of a column. */
    private record Part(String text, boolean column) {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static Template column(String name) {
        return new Template(List.of(new Part(name, true)));
    }

    /** Null when a brace is not closed, not opened, or empty. */
    static @Nullable Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int end = open < 0 ? text.length() : open;
            if (end > at) {
                parts.add(new Part(text.substring(at, end), false));
            }
            at = end;
            if (open >= 0) {
                int close = text.indexOf('}', open);
                if (close < open + 2) {
                    return null;
                }
                parts.add(new Part(text.substring(open + 1, close), true));
                at = close + 1;
            }
        }
        boolean stray = parts.stream().anyMatch(part -> part.text().indexOf(part.column() ? '{' : '}') >= 0);
        return stray ? null : new Template(parts);
    }

    Set<String> columns() {
        return parts.stream().filter(Part::column).map(Part::text).collect(Collectors.toSet());
    }

    /** Null when one of the columns is empty. */
    @Nullable
    String fill(Map<String, String> record, UnaryOperator<String> cleaned) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            String text = part.column() ? cleaned.apply(record.getOrDefault(part.text(), "")) : part.text();
            if (text.isEmpty()) {
                return null;
            }
            filled.append(text);
        }
        return filled.toString();
    }
}
