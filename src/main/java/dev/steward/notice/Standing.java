package dev.steward.notice;

import java.util.Map;

/** Whether what waited to be told is still so: a reminder of the weekend may be done with on Monday. */
public interface Standing {

    /**
     * Whether somebody is still to hear of it.
     *
     * @param ticket its number
     * @param facts as the message was given them
     */
    boolean stands(String ticket, StaffStage stage, Map<String, String> facts);
}
