package dev.steward.ticket;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the house says in a line of a timeline.
 *
 * @param saying the sentence
 * @param facts its facts by name, as {@link Saying} describes them
 */
public record Said(Saying saying, Map<String, String> facts) {

    /** The numbers of other tickets in it. */
    Stream<String> tickets() {
        return Saying.TICKETS.stream().filter(facts::containsKey).map(facts::get);
    }

    /** The same for somebody who may know of these tickets only. */
    Said knowing(Set<String> tickets) {
        Map<String, String> known = new LinkedHashMap<>(facts);
        known.entrySet().removeIf(fact -> Saying.TICKETS.contains(fact.getKey()) && !tickets.contains(fact.getValue()));
        return new Said(saying, Collections.unmodifiableMap(known));
    }

    /** In English. */
    public String text() {
        return saying.english(facts);
    }
}
