package dev.steward.ticket;

import org.jspecify.annotations.Nullable;

/**
 * What the triage table says of a report.
 *
 * @param responsible department that does the work
 * @param cooperating department that helps; empty when none
 * @param facing the role that speaks with the resident
 * @param candidateGroup who may take it, separated by commas
 * @param skill trade that a repair needs; empty when none
 */
public record Triage(
        Priority priority,
        String responsible,
        @Nullable String cooperating,
        String facing,
        String candidateGroup,
        @Nullable String skill) {}
