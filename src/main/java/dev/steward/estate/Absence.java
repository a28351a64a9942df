package dev.steward.estate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is away.
 *
 * @param from inclusive
 * @param to exclusive; empty: until further notice
 * @param deputy who stands in; empty: the deputy of the roster
 */
public record Absence(
        String site, String user, Instant from, @Nullable Instant to, @Nullable String deputy, String reason) {}
