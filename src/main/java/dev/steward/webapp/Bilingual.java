package dev.steward.webapp;

import dev.steward.estate.Names;

/** Names that stand in the engine in both languages of the house, {@code 派工 · Assign technician}. */
final class Bilingual {

    private static final String BETWEEN = " · ";

    private Bilingual() {}

    static String of(Names names) {
        return names.zh() + BETWEEN + names.en();
    }

    /** The half in the language of the reader; the whole text when it is not of this form. */
    static String in(String text, boolean chinese) {
        int between = text.indexOf(BETWEEN);
        if (between < 0) {
            return text;
        }
        String first = text.substring(0, between);
        String second = text.substring(between + BETWEEN.length());
        return hasHan(first) && !hasHan(second) ? chinese ? first : second : text;
    }

    private static boolean hasHan(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }
}
