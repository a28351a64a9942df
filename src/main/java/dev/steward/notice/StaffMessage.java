package dev.steward.notice;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to tell a member of staff; a key is told once.
 *
 * @param key says what is told to whom, for ever unique: {@code ST-2026-000042/RESPONSE/1/BREACH/alice}
 * @param user account of the person; the address is looked up when the message is sent
 * @param language BCP 47 tag; null for the person's own, else the site's language
 * @param model the facts that {@link StaffStage} declares; others are refused
 * @param notBefore not sent earlier, for quiet hours; null for at once
 */
public record StaffMessage(
        String key,
        String site,
        @Nullable String ticket,
        StaffStage stage,
        String user,
        @Nullable String language,
        Map<String, Object> model,
        @Nullable Instant notBefore) {}
