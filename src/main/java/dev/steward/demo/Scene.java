package dev.steward.demo;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket of the local world, as {@code local/tickets.yaml} tells it.
 *
 * @param report start variables of {@code service-ticket}
 * @param by who reports it; the site's other system when empty
 * @param until how far it goes
 * @param daysAgo when positive: loaded from an older system, opened so many days ago
 */
record Scene(Map<String, Object> report, @Nullable String by, Stage until, int daysAgo) {

    /** How far a ticket of the local world goes. */
    enum Stage {
        REPORTED,
        OWNED,
        INVESTIGATING,
        TO_TELL,
        TOLD,
        UNREACHED_ONCE,
        ANSWERED,
        TO_CONFIRM,
        REJECTED,
        DUPLICATE,
        TO_DISPATCH,
        OFFERED,
        VISIT_AGREED,
        PARTS,
        QUOTE,
        DONE,
        OBJECTED,
        REWORK,
        SATISFIED,
        WITHDRAWN,
        PAUSED,
        HANDOVER,
        URGED,
        ON_CALL
    }
}
