package dev.steward.notice;

/** Whether what waited to be told is still so: a reminder of the weekend may be done with on Monday. */
public interface Standing {

    /**
     * Whether somebody is still to hear of a rung.
     *
     * @param ticket its number
     * @param rung REMINDER, BREACH or ESCALATION
     * @param target the promise
     */
    boolean stands(String ticket, String rung, String target);
}
