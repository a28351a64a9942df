package dev.steward.ticket.reconciler;

/** In which way a ticket, its process and its clocks do not fit together. */
public enum FindingKind {
    /** The ticket is open, but its process is not there. */
    NO_PROCESS,
    /** The main path waits for nothing: no task, no job, no incident; what is beside it (ladder, hand-over) does not count. */
    STUCK,
    /** Somebody has suspended the process or its wake-up; only they know why. */
    SUSPENDED,
    /** Nothing will wake the ladder. Repaired: armed again. */
    WAKE_UP_MISSING,
    /** The ladder is woken later than something of it is due. Repaired: moved. */
    WAKE_UP_TOO_LATE,
    /** The ticket has ended, but its process has not. */
    RUNNING_AFTER_END,
    /** A process of tickets that belongs to none, or to one that has another. */
    PROCESS_WITHOUT_TICKET,
    /** A work order is open, and nobody has a task of it. */
    ORDER_WITHOUT_TASK,
    /** A task of an order, and no order is open. */
    TASK_WITHOUT_ORDER,
    /** A return visit is open, and nobody has a task of it. */
    VISIT_WITHOUT_TASK,
    /** A task of a return visit, and no visit is open. */
    TASK_WITHOUT_VISIT,
    /** A task is due at another time than what was promised. Repaired: follows its clock. */
    DUE_DATE_DIFFERS,
    /** What the owner has to do is somebody else's task. */
    OWNER_DIFFERS,
    /** A ticket is offered to a colleague who has no task to answer. */
    HANDOVER_WITHOUT_TASK
}
