package dev.steward.notice;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that a sender holds the lease of.
 *
 * @param email of a resident; null for staff, whose address is looked up when it is sent
 * @param user account of a member of staff; null for residents
 * @param attempt counts the leases, this one included; a sender whose lease ran out cannot mark a later one's work
 * @param notBefore since when it could have been sent
 */
record Envelope(
        long id,
        String site,
        @Nullable String ticket,
        Occasion occasion,
        @Nullable String email,
        @Nullable String user,
        @Nullable String language,
        Map<String, String> model,
        int attempt,
        Instant notBefore,
        String messageId) {}
