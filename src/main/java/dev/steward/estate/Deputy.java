package dev.steward.estate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in for whom as a rule.
 *
 * @param from inclusive; empty: always did
 * @param to exclusive; empty: goes on
 */
record Deputy(String user, String deputy, @Nullable Instant from, @Nullable Instant to, @Nullable String reason) {}
