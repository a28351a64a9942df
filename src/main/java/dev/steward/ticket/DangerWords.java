package dev.steward.ticket;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Words that make a report dangerous, in every language that residents use ({@code steward.danger-words.*}). A company
 * adds its own; a false alarm costs a visit, a missed one costs more.
 *
 * @param life fire, gas, somebody trapped
 * @param outage a burst pipe, no water, no power
 * @param urgent what cannot wait until tomorrow
 */
@ConfigurationProperties("steward.danger-words")
public record DangerWords(List<String> life, List<String> outage, List<String> urgent) {

    Danger in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (contains(lower, life)) {
            return Danger.LIFE;
        }
        if (contains(lower, outage)) {
            return Danger.OUTAGE;
        }
        return contains(lower, urgent) ? Danger.URGENT : Danger.NONE;
    }

    private static boolean contains(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }
}
