package dev.steward.ticket.reconciler;

import java.util.List;
import java.util.Set;

/**
 * Looks whether one part of all open tickets fits together; each package looks at its own. Record and process are compared
 * in one statement: two would see two moments, and what changed in between.
 */
public interface Check {

    /** What this check can find; each kind belongs to one check. */
    Set<FindingKind> kinds();

    /**
     * What does not fit together now, the latest tickets first.
     *
     * @param limit most that may be answered
     */
    List<Finding> look(int limit);

    /**
     * Repairs what was found where that is safe, in the caller's transaction, as Steward itself; looks again first, since
     * somebody may have gone on meanwhile.
     *
     * @return whether it can be repaired, and is now
     */
    default boolean repair(Finding finding) {
        return false;
    }
}
