package dev.steward.ticket;

import dev.steward.sla.Target;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Says when a task is due, each package for its own tasks. */
public interface TaskDue {

    /** The tasks that are due when the clock of a target is, as long as it runs. */
    Map<String, Target> promised();

    /** The ids of the tasks in the model that this one knows. */
    boolean knows(String task);

    /**
     * When the task of the ticket is due; nothing while the resident is waited for.
     *
     * @param since since when the task waits for somebody
     */
    Optional<Instant> due(String ticket, String task, Instant since);
}
