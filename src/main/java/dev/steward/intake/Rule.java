package dev.steward.intake;

import dev.steward.language.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one field of a ticket is made of a record.
 *
 * @param templates the first one whose columns are all filled counts
 * @param values what the values of the older system mean, by {@link #same}; empty where they stay as they are
 * @param otherwise what a value means that is not listed; null to refuse it
 * @param standard what no value means; null for none
 * @param nothing values that stand for no value ({@code N/A}), by {@link #same}
 * @param constant of every record; null where it comes from columns
 */
record Rule(
        String field,
        List<Template> templates,
        Map<String, String> values,
        @Nullable String otherwise,
        @Nullable String standard,
        Set<String> nothing,
        @Nullable String constant,
        boolean required) {

    /** What a record holds for the field: text or nothing, or a fault. */
    record Reading(@Nullable String text, @Nullable Sentence fault) {}

    /** Upper and lower case and white space tell no two values of a list apart. */
    static String same(String value) {
        return Text.line(Text.strip(value)).toLowerCase(Locale.ROOT);
    }

    Reading read(Map<String, String> record) {
        if (constant != null) {
            return new Reading(constant, null);
        }
        String text = null;
        for (Template template : templates) {
            text = template.fill(record, this::cleaned);
            if (text != null) {
                break;
            }
        }
        if (text == null) {
            return standard == null && required
                    ? new Reading(null, named(Sentence.of("missing")))
                    : new Reading(standard, null);
        }
        if (values.isEmpty()) {
            return new Reading(text, null);
        }
        String meaning = values.getOrDefault(same(text), otherwise);
        return meaning == null
                ? new Reading(null, named(Sentence.of("\"{0}\" has no meaning in the mapping", Text.shown(text))))
                : new Reading(meaning, null);
    }

    private String cleaned(String value) {
        String text = Text.strip(Text.meant(value));
        return nothing.contains(same(text)) ? "" : text;
    }

    private Sentence named(Sentence fault) {
        List<String> columns = templates.stream()
                .flatMap(template -> template.columns().stream())
                .distinct()
                .sorted()
                .toList();
        return columns.isEmpty() ? fault : Sentence.of("{0} ({1})", fault, columns);
    }
}
