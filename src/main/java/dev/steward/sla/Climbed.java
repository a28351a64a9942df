package dev.steward.sla;

import java.time.Instant;
import java.util.List;

/**
 * A rung that was climbed just now, for whoever tells people about it.
 *
 * @param at the rung's own instant
 * @param tellAt when people may be told: now, or the next opening of their hours
 * @param whom whom to tell
 * @param breach whether this is the due itself
 * @param round of the clock
 * @param rung key of the rung, {@code 75%}, {@code 100%}, {@code +P1D}
 */
public record Climbed(
        String ticket,
        String site,
        Target target,
        int round,
        String rung,
        Instant at,
        Instant tellAt,
        List<Told> whom,
        boolean breach) {

    public Climbed {
        whom = List.copyOf(whom);
    }
}
