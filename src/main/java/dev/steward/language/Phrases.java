package dev.steward.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the sentences of the code are in another language. The file has two lines for each: the English template as the
 * code has it, and below it, indented, the translation. {@code Status.OWNED} stands for the word of an enum's constant;
 * lines that begin with {@code #} are headings.
 */
final class Phrases {

    static final Phrases CHINESE = read("/language/zh.txt");

    private static final String INDENT = "    ";

    private final Map<String, String> translations;

    private Phrases(Map<String, String> translations) {
        this.translations = translations;
    }

    /** The translation; the template itself where there is none. */
    String sentence(String template) {
        return translations.getOrDefault(template, template);
    }

    /** The word for a code; its name where there is none. */
    String word(Enum<?> code) {
        return translations.getOrDefault(key(code), code.toString());
    }

    static String key(Enum<?> code) {
        Class<?> type = code.getDeclaringClass();
        Class<?> outer = type.getEnclosingClass();
        return (outer == null ? "" : outer.getSimpleName() + ".") + type.getSimpleName() + "." + code.name();
    }

    /** All of them, by template, in the order of the file. */
    Map<String, String> all() {
        return translations;
    }

    private static Phrases read(String resource) {
        Map<String, String> translations = new LinkedHashMap<>();
        try (InputStream in = Phrases.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String template = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (!line.startsWith(INDENT)) {
                    if (template != null) {
                        throw new IllegalStateException(resource + ": no translation of \"" + template + "\"");
                    }
                    template = line.strip();
                } else if (template == null || translations.put(template, line.strip()) != null) {
                    throw new IllegalStateException(resource + ": twice, or of nothing: " + line.strip());
                } else {
                    template = null;
                }
            }
            if (template != null) {
                throw new IllegalStateException(resource + ": no translation of \"" + template + "\"");
            }
            return new Phrases(translations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
