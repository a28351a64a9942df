package dev.steward.sla.process;

import dev.steward.calendar.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A promise as a cell of the service level table says it: {@code PT1H of service}, {@code P3D of office},
 * {@code P0D by close-of-business of service} (the same day), {@code PT15M of emergency on paging},
 * {@code slot of service} (by the slot agreed with the resident).
 *
 * @param span null for the slot
 * @param calendar name of the calendar that counts
 * @param ladder name of the ladder; null for that of the row
 */
record Cell(@Nullable Span span, String calendar, @Nullable String ladder) {

    private static final Pattern TEXT =
            Pattern.compile("(?<span>\\S.*?)\\s+of\\s+(?<calendar>[\\w-]+)(\\s+on\\s+(?<ladder>[\\w-]+))?");

    /** @throws IllegalArgumentException saying what is wrong and what would be right */
    static Cell parse(String text) {
        Matcher cell = TEXT.matcher(text.strip());
        if (!cell.matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no promise; write \"PT1H of service\", \"P3D of office\", \"PT15M of emergency on paging\""
                    + " or \"slot of service\"");
        }
        String span = cell.group("span");
        return new Cell(span.equals("slot") ? null : span(span), cell.group("calendar"), cell.group("ladder"));
    }

    private static Span span(String text) {
        Span span;
        try {
            span = Span.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("\"" + text + "\": " + wrong.getMessage(), wrong);
        }
        boolean nothing = span.time() != null
                ? span.time().isNegative() || span.time().isZero()
                : span.days() < 0 || (span.days() == 0 && !span.closeOfBusiness());
        if (nothing) {
            throw new IllegalArgumentException("\"" + text + "\" gives no time");
        }
        return span;
    }
}
