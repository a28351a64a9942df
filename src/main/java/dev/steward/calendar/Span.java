package dev.steward.calendar;

import dev.steward.language.Unusable;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a promise gives: business time ({@code PT4H}) or working days ({@code P1D}), never both, because a working day
 * has no length of its own. Written as ISO 8601; {@code by close-of-business} after a number of working days moves the due
 * time to the close of the last of them.
 *
 * @param time business time; absent for working days
 * @param days working days; 0 for business time
 * @param closeOfBusiness whether the due time is the close of the last working day
 */
public record Span(@Nullable Duration time, int days, boolean closeOfBusiness) {

    /** The longest business time that a promise can give, in hours: more than eleven years round the clock. */
    public static final int MOST_HOURS = 100_000;

    /** The most working days that a promise can give: about forty years of office days. */
    public static final int MOST_DAYS = 10_000;

    private static final String CLOSE = "by close-of-business";
    private static final Pattern DAYS = Pattern.compile("(-?)P(-?)(\\d{1,9})D");
    private static final Pattern TIME =
            Pattern.compile("-?PT(?=-?\\d)(-?\\d{1,12}H)?(-?\\d{1,14}M)?(-?\\d{1,15}(\\.\\d{1,9})?S)?");

    public Span {
        if (time != null && (days != 0 || closeOfBusiness)) {
            throw new Unusable("business time has neither days nor a close of business");
        }
        if (time != null && time.abs().compareTo(Duration.ofHours(MOST_HOURS)) > 0) {
            throw new Unusable("more than {0} business hours", MOST_HOURS);
        }
        if (Math.abs((long) days) > MOST_DAYS) {
            throw new Unusable("more than {0} working days", MOST_DAYS);
        }
        if (closeOfBusiness && days < 0) {
            throw new Unusable("a close of business lies ahead: zero or more working days");
        }
    }

    /** Business time. */
    public static Span of(Duration time) {
        return new Span(time, 0, false);
    }

    /** Working days. */
    public static Span ofDays(int days) {
        return new Span(null, days, false);
    }

    /**
     * Reads {@code PT4H}, {@code PT90M}, {@code P3D}, {@code P3D by close-of-business}; a leading minus goes back in time.
     *
     * @throws IllegalArgumentException for anything else, months, weeks and mixtures of days and hours included
     */
    public static Span parse(String text) {
        String iso = text.strip();
        if (iso.endsWith(" " + CLOSE)) {
            return iso(iso.substring(0, iso.length() - CLOSE.length()).strip()).byCloseOfBusiness();
        }
        return iso(iso);
    }

    private static Span iso(String iso) {
        Matcher days = DAYS.matcher(iso);
        if (days.matches()) {
            int count = Integer.parseInt(days.group(3));
            return ofDays(days.group(1).equals(days.group(2)) ? count : -count);
        }
        if (TIME.matcher(iso).matches()) {
            try {
                return of(Duration.parse(iso));
            } catch (DateTimeException | ArithmeticException e) {
                throw new Unusable(e, "more than {0} business hours", MOST_HOURS);
            }
        }
        throw new Unusable(
                "expected business time such as PT4H or PT90M, or working days such as P1D; never months, weeks or a mixture");
    }

    /** The same number of working days, due at the close of the last one. */
    public Span byCloseOfBusiness() {
        return new Span(time, days, true);
    }

    /** Whether this counts working days rather than business time. */
    public boolean inDays() {
        return time == null;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return time != null ? time.toString() : "P" + days + "D" + (closeOfBusiness ? " " + CLOSE : "");
    }
}
