package dev.steward.estate;

import dev.steward.language.Sentence;
import dev.steward.platform.Fields;
import dev.steward.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** A text that came from outside. */
final class Text {

    private Text() {}

    /**
     * The text, if it can be stored and shown.
     *
     * @throws Refusal invalid, when it is too long or has control characters other than line breaks and tabs
     */
    static String checked(String field, String text, int longest) {
        Sentence wrong = fault(text, longest);
        if (wrong != null) {
            throw Refusal.invalid(field, wrong);
        }
        return text;
    }

    static @Nullable String checkedOrNull(String field, @Nullable String text, int longest) {
        return text == null ? null : checked(field, text, longest);
    }

    /** A key to look up: one with a NUL, which PostgreSQL does not even compare, becomes one that nothing has. */
    static @Nullable String key(@Nullable String key) {
        return key != null && key.indexOf('\0') >= 0 ? "" : key;
    }

    /** What is wrong with a text; empty when nothing is. */
    static @Nullable Sentence fault(String text, int longest) {
        if (text.length() > longest) {
            return Sentence.of("must have at most {0} characters", longest);
        }
        boolean unfit = text.codePoints()
                .anyMatch(point -> (Character.isISOControl(point) && "\n\r\t".indexOf(point) < 0)
                        || Character.getType(point) == Character.SURROGATE);
        if (!unfit && Fields.turnsAround(text)) {
            return Sentence.of("has characters that turn the direction of text");
        }
        return unfit ? Sentence.of("has control characters or broken ones") : null;
    }
}
