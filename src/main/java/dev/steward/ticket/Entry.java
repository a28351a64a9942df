package dev.steward.ticket;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a ticket's timeline.
 *
 * @param actor user id, or {@code steward}
 * @param type what happened, in one word of {@link Type}
 * @param text in words, English where the house says it; for public ones also read by the resident
 * @param said what the house says, with its facts; nothing where somebody speaks in their own words
 * @param isPublic whether the resident may read it
 */
public record Entry(Instant at, String actor, Type type, String text, @Nullable Said said, boolean isPublic) {

    /** The numbers of other tickets that the house names in it. */
    Stream<String> tickets() {
        return said == null ? Stream.empty() : said.tickets();
    }

    /** The same for somebody who may know of these tickets only. */
    Entry knowing(Set<String> tickets) {
        if (said == null || said.tickets().allMatch(tickets::contains)) {
            return this;
        }
        Said rest = said.knowing(tickets);
        return new Entry(at, actor, type, rest.text(), rest, isPublic);
    }

    /** What can happen to a ticket. */
    public enum Type {
        REGISTERED,
        OWNED,
        REPLIED,
        ASSESSED,
        DISPATCHED,
        APPOINTMENT,
        VISITED_HOME,
        WORK,
        INVESTIGATED,
        SOLVED,
        REJECTED,
        RETURN_VISIT,
        OBJECTED,
        FOLLOWED_UP,
        PAUSED,
        RESUMED,
        RUNG,
        HANDOVER,
        OWNER_CHANGED,
        REPRIORITISED,
        URGED,
        COMMENTED,
        WITHDRAWN,
        LINKED,
        NOTICE,
        CAUSE,
        DECIDED,
        CLOSED,
        IMPORTED
    }
}
