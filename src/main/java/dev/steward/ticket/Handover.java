package dev.steward.ticket;

import java.time.Instant;

/** A ticket offered to a colleague, until they answer. */
public record Handover(String ticket, String site, String from, String to, String reason, Instant requestedAt) {}
