package dev.steward.visit;

/** What the engineering office does about an objection. */
public enum FollowUpAction {
    REWORK,
    EXPLAIN,
    COMPENSATE
}
