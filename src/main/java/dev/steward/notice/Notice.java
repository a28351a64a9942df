package dev.steward.notice;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to tell a resident; a ticket, stage and round is told once, whoever asks again.
 *
 * @param ticket number of the ticket
 * @param round counts what may happen again in a ticket: a second slot, a second solution
 * @param email null or blank where none is known: the notice is then kept as suppressed, so that the timeline can say so
 * @param language BCP 47 tag; an unknown one falls back to the site's language
 * @param model the facts that {@link Stage} declares; others are refused
 */
public record Notice(
        String ticket,
        String site,
        Stage stage,
        int round,
        @Nullable String email,
        @Nullable String language,
        Map<String, Object> model) {}
