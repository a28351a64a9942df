package dev.steward.platform.security;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token as it is listed; its text is known to its client only.
 *
 * @param id by which it is revoked
 * @param user the account that it stands for, with its roles and sites
 * @param name what it is for; one name is not used twice by tokens of one account that are not revoked
 * @param createdBy who made it
 * @param createdAt when it was made
 * @param expiresAt when it ends by itself
 * @param lastUsedOn the last day on which it was shown, in UTC; null while it never was
 * @param revokedAt since when it is worth nothing; null while it is not revoked
 */
@Schema(description = "A bearer token as it is listed; its text is known to its client only.")
record Token(
        UUID id,
        String user,
        String name,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable LocalDate lastUsedOn,
        @Nullable Instant revokedAt) {}
