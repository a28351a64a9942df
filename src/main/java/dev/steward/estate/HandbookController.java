package dev.steward.estate;

import dev.steward.platform.Actors;
import dev.steward.platform.Api;
import dev.steward.platform.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Unified replies over REST: the answer in the resident's language, the rest in the reader's; kept in both. */
@Api
class HandbookController {

    private static final int MOST = 200;
    private static final int LONGEST_QUERY = 100;

    private final Actors actors;
    private final Handbook handbook;

    HandbookController(Actors actors, Handbook handbook) {
        this.actors = actors;
        this.handbook = handbook;
    }

    /** Replies that were found. */
    @Schema(name = "HandbookReplies")
    record Found(List<Reply> items) {}

    /**
     * A reply as somebody uses it.
     *
     * @param language the resident's, of the answer
     * @param question in the reader's language, like {@code when}
     * @param when for the member of staff: when the reply fits, and when it does not
     */
    @Schema(name = "HandbookReply")
    record Reply(String key, String category, String language, String question, String answer, String when) {}

    /** A reply in both languages. */
    @Schema(name = "HandbookBody")
    record Body(
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable String category,
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable Both question,
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable Both answer,
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable Both when) {}

    /** The same in English and Chinese. */
    @Schema(name = "InBothLanguages")
    record Both(@Nullable String en, @Nullable String zh) {

        static Names names(@Nullable Both both) {
            return new Names(text(both == null ? null : both.en), text(both == null ? null : both.zh));
        }
    }

    /**
     * Unified replies: the answers in the resident's language, what is for the member of staff in that of
     * {@code Accept-Language}.
     *
     * @param q words that must all occur
     * @param language the resident's; {@code zh…} for Chinese, English otherwise
     */
    @GetMapping("/handbook")
    Found search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(defaultValue = "en") String language,
            @RequestParam(defaultValue = "50") int limit,
            Locale reader) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid("limit", "must be from 1 to {0}", MOST);
        }
        String spoken = language.startsWith("zh") ? "zh" : "en";
        String read = reader.getLanguage().equals("zh") ? "zh" : "en";
        return new Found(handbook
                .search(
                        Text.checkedOrNull("q", q, LONGEST_QUERY),
                        category == null || category.isBlank()
                                ? null
                                : Text.checked("category", category, LONGEST_QUERY),
                        limit)
                .stream()
                .map(entry -> new Reply(
                        entry.key(),
                        entry.category(),
                        spoken,
                        entry.question().in(read),
                        entry.answer().in(spoken),
                        entry.when().in(read)))
                .toList());
    }

    /** One reply, in both languages. */
    @GetMapping("/handbook/{key}")
    HandbookEntry entry(@PathVariable String key) {
        return handbook.find(Text.checked("key", key, LONGEST_QUERY))
                .orElseThrow(() -> Refusal.notFound("There is no such entry."));
    }

    /** Puts a reply in, or in the place of the one with its key. */
    @PutMapping("/handbook/{key}")
    HandbookEntry put(@PathVariable String key, @RequestBody Body body) {
        var entry = new HandbookEntry(
                key,
                text(body.category()),
                Both.names(body.question()),
                Both.names(body.answer()),
                Both.names(body.when()));
        handbook.put(actors.current(), entry);
        return entry;
    }

    /** Takes a reply out. */
    @DeleteMapping("/handbook/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String key) {
        handbook.delete(actors.current(), Text.checked("key", key, LONGEST_QUERY));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
