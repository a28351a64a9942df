package dev.steward.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as other systems write it. */
final class Text {

    private static final int SHOWN = 60;

    private Text() {}

    /** Without white space around it, the non-breaking kind of spreadsheets included. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /**
     * UTF-8 that the older system took for Latin-1 and encoded once more ({@code â\u0080\u0099} for an apostrophe), read as
     * it was meant. Only text with C1 control characters is touched: it would be refused otherwise.
     */
    static String meant(String text) {
        if (text.chars().noneMatch(c -> c >= 0x80 && c <= 0x9F) || text.chars().anyMatch(c -> c > 0xFF)) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException somethingElse) {
            return text;
        }
    }

    /** In one line, for titles. */
    static String line(String text) {
        return text.replaceAll("[\\s\\u00A0]+", " ");
    }

    /** For a message: short, one line, nothing invisible. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > SHOWN ? shown.append('…').toString() : shown.toString();
    }
}
