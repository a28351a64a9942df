package dev.steward.dispatch;

/** Where an order goes after a visit or a decision; nothing when it has ended. */
public enum Next {
    VISIT,
    PARTS,
    QUOTE,
    DECIDE,
    DISPATCH
}
