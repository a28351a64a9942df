package dev.steward.language;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something said to a person. The code writes it in English, with {@code {0}} where a parameter stands; the same template
 * finds the Chinese sentence in {@code language/zh.txt}. Parameters are data: what looks like a template in them stays as
 * it is. How they are shown:
 *
 * <ul>
 *   <li>a {@link Sentence} in the language of the whole;
 *   <li>an enum as the trade's word for it; as its name where English is spoken;
 *   <li>a collection as values that a client may send: letter by letter, with commas;
 *   <li>a {@link ZonedDateTime} or {@link LocalDate} as people write it there; everything else as it is.
 * </ul>
 *
 * @param template the English sentence; a constant
 * @param parameters what stands in place of {@code {0}}, {@code {1}} …
 */
public record Sentence(@CompileTimeConstant String template, List<@Nullable Object> parameters) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    public Sentence {
        parameters = Collections.unmodifiableList(parameters);
    }

    /** A sentence of the code's. */
    public static Sentence of(@CompileTimeConstant String template, @Nullable Object... parameters) {
        return new Sentence(template, Arrays.asList(parameters.clone()));
    }

    /** The words of somebody else, such as the engine's: the same in every language. */
    public static Sentence verbatim(String text) {
        return of("{0}", text);
    }

    /** What went wrong, as the exception says it itself. */
    public static Sentence of(Throwable trouble) {
        return trouble instanceof Said said ? said.sentence() : verbatim(String.valueOf(trouble.getMessage()));
    }

    /** Several sentences as one. */
    public static Sentence all(Collection<Sentence> sentences) {
        return new Sentence(Joined.TEMPLATE, List.of(new Joined(List.copyOf(sentences))));
    }

    /** What is said about something that has a name, {@code name: what is said}; alone when the name is empty. */
    public Sentence about(String name) {
        return name.isEmpty() ? this : new Sentence(Joined.TEMPLATE, List.of(new Named(name, this)));
    }

    /** Codes that are told as the trade's words, not as values to send. */
    public static Sentence words(Collection<? extends Enum<?>> codes) {
        return new Sentence(Joined.TEMPLATE, List.of(new Words(List.copyOf(codes))));
    }

    /** For logs and other machines. */
    public String english() {
        return in(Language.ENGLISH);
    }

    /** For somebody who reads this language; in English what nobody has translated. */
    public String in(Language language) {
        String said = language == Language.CHINESE ? Phrases.CHINESE.sentence(template) : template;
        StringBuilder text = new StringBuilder();
        Matcher place = PLACE.matcher(said);
        int from = 0;
        while (place.find()) {
            int index = Integer.parseInt(place.group(1));
            if (index >= parameters.size()) {
                continue;
            }
            join(text, said.substring(from, place.start()));
            join(text, shown(parameters.get(index), language));
            from = place.end();
        }
        join(text, said.substring(from));
        return text.toString();
    }

    @Override
    public String toString() {
        return english();
    }

    /** Chinese is written without the spaces that set off a number or a name. */
    private static void join(StringBuilder text, String next) {
        int last = text.length() - 1;
        String rest = next;
        if (last > 0 && text.charAt(last) == ' ' && isChinese(next, 0) && isChinese(text, last - 1)) {
            text.setLength(last);
        } else if (last >= 0 && next.startsWith(" ") && isChinese(text, last) && isChinese(next, 1)) {
            rest = next.substring(1);
        }
        text.append(rest);
    }

    private static boolean isChinese(CharSequence text, int at) {
        return at < text.length()
                && (Character.isIdeographic(text.charAt(at)) || "，。；：、（）“”！？".indexOf(text.charAt(at)) >= 0);
    }

    private static String shown(@Nullable Object parameter, Language language) {
        if (parameter instanceof Sentence sentence) {
            return sentence.in(language);
        }
        if (parameter instanceof Joined joined) {
            return joined.sentences.stream()
                    .map(sentence -> sentence.in(language))
                    .collect(Collectors.joining(language.betweenSentences));
        }
        if (parameter instanceof Named named) {
            return named.name + language.afterName + named.said.in(language);
        }
        if (parameter instanceof Words words) {
            return words.codes.stream()
                    .map(code -> language == Language.CHINESE
                            ? Phrases.CHINESE.word(code)
                            : code.name().replace('_', ' ').toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(language.betweenItems));
        }
        if (parameter instanceof Enum<?> code) {
            return language == Language.CHINESE ? Phrases.CHINESE.word(code) : code.toString();
        }
        if (parameter instanceof Collection<?> values) {
            return values.stream()
                    .map(value -> value instanceof Enum<?> code ? code.name() : String.valueOf(value))
                    .collect(Collectors.joining(language.betweenItems));
        }
        if (parameter instanceof ZonedDateTime at) {
            return DateTimeFormatter.ofPattern(language.time, language.locale()).format(at);
        }
        if (parameter instanceof LocalDate day) {
            return DateTimeFormatter.ofPattern(language.date, language.locale()).format(day);
        }
        return String.valueOf(parameter);
    }

    private record Joined(List<Sentence> sentences) {
        private static final String TEMPLATE = "{0}";
    }

    private record Named(String name, Sentence said) {}

    private record Words(List<Enum<?>> codes) {}
}
