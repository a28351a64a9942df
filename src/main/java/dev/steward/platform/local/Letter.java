package dev.steward.platform.local;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mail that the local profile's mail server took, once per recipient.
 *
 * @param id its name in the folder and in the browser; a later letter has a greater one
 * @param at when it came, by the engine's clock
 * @param to the address it was delivered to
 * @param from the address it says it is from
 * @param text its plain text; empty where it has none
 * @param html its HTML part, where it has one
 * @param source the whole message as it came
 */
public record Letter(
        String id,
        Instant at,
        String to,
        String from,
        String subject,
        @Nullable String messageId,
        String text,
        @Nullable String html,
        String source) {

    /** When it came, to the second, in UTC. */
    public String received() {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    boolean contains(String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        return (to + '\n' + from + '\n' + subject + '\n' + text)
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }
}
