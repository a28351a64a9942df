package dev.steward.platform.engine;

import java.util.Set;

/**
 * The process variables whose values the engine's history may keep: what gateways and timers read. Every other variable
 * leaves no row in the history, because it may hold what a resident said or who they are (the record keeps that, and can
 * erase it).
 */
public final class ProcessVariables {

    /** Names of the variables that history keeps; free text, names, numbers and addresses never belong here. */
    public static final Set<String> RECORDED = Set.of(
            // the ticket
            "ticket",
            "site",
            "kind",
            "category",
            "priority",
            "owner",
            "candidateGroup",
            "investigationGroup",
            "outcome",
            "provider",
            "visitDue",
            "work",
            "causeDue",
            "causeStatedBy",
            "handoverTo",
            // the order
            "dispatchGroup",
            "technician",
            "openToClaim",
            "byPolicy",
            "accepted",
            "slotAgreed",
            "next",
            // the return visit
            "visitGroup",
            "followUpGroup",
            "sharedArea",
            "visitResult",
            "followUp",
            "action");

    private ProcessVariables() {}
}
