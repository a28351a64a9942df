package dev.steward.sla;

import java.time.Instant;

/**
 * A line of a clock's explanation: a stretch of time that counted or did not, or something that happened at an instant.
 *
 * @param from its first instant
 * @param to its end, excluded; the same instant for what happened at one
 * @param counted whether it was business time that the target used
 * @param why in words
 */
public record Explained(Instant from, Instant to, boolean counted, String why) {}
