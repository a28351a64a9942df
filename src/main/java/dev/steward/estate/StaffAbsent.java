package dev.steward.estate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Told once when an absence begins (not when it is planned), in a transaction of its own or the one that recorded it:
 * whoever holds work for the person hands it on.
 *
 * @param deputy who stands in, present at the beginning; empty when there is nobody
 * @param to exclusive; empty: until further notice
 */
public record StaffAbsent(
        String site, String user, @Nullable String deputy, Instant from, @Nullable Instant to, String reason) {}
