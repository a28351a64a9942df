package dev.steward.ticket;

import java.util.Map;

/**
 * What the house says in a line of a timeline.
 *
 * @param saying the sentence
 * @param facts its facts by name, as {@link Saying} describes them
 */
public record Said(Saying saying, Map<String, String> facts) {

    /** In English. */
    public String text() {
        return saying.english(facts);
    }
}
