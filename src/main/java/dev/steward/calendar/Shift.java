package dev.steward.calendar;

import dev.steward.language.Unusable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One interval of a working day, in local wall time. It belongs to the day on which it starts; an end at or before its
 * start, as written, is on the next day ({@code 22:00-06:00}, and {@code 08:00-08:00} is twenty-four hours).
 *
 * @param start seconds after local midnight, 0 to 86 399
 * @param end seconds after the same midnight, later than the start by at most a day
 */
public record Shift(int start, int end) {

    static final int DAY = 86_400;

    /** More intervals than any real day has; keeps the cost of a hostile definition small. */
    static final int MOST_OF_A_DAY = 48;

    private static final Pattern TEXT =
            Pattern.compile("\\s*([01]\\d|2[0-3]):([0-5]\\d)\\s*-\\s*(?:([01]\\d|2[0-3]):([0-5]\\d)|24:00)\\s*");

    public Shift {
        if (start < 0 || start >= DAY || end <= start || end > start + DAY) {
            throw new IllegalArgumentException("A shift starts within its day and lasts up to 24 hours");
        }
    }

    /**
     * Reads the hours of a day: {@code 08:30-12:00, 13:00-17:30}, or {@code closed}.
     *
     * @return the intervals in order of their start; none for {@code closed}
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public static List<Shift> ofDay(String text) {
        if (text.strip().toLowerCase(Locale.ROOT).equals("closed")) {
            return List.of();
        }
        List<Shift> shifts = new ArrayList<>();
        for (String part : text.split(",", MOST_OF_A_DAY + 2)) {
            if (shifts.size() == MOST_OF_A_DAY) {
                throw new Unusable("more than {0} intervals in a day", MOST_OF_A_DAY);
            }
            shifts.add(of(part));
        }
        return inOrder(shifts);
    }

    /** The intervals of a day in the order of their start. */
    static List<Shift> inOrder(List<Shift> day) {
        return day.stream().sorted(Comparator.comparingInt(Shift::start)).toList();
    }

    private static Shift of(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new Unusable("expected hours such as 08:30-12:00, 13:00-17:30 (00:00 to 24:00) or closed");
        }
        int start = seconds(m.group(1), m.group(2));
        int end = m.group(3) == null ? DAY : seconds(m.group(3), m.group(4));
        return new Shift(start, end > start ? end : end + DAY);
    }

    private static int seconds(String hours, String minutes) {
        return Integer.parseInt(hours) * 3600 + Integer.parseInt(minutes) * 60;
    }

    /** The hours of a day as {@link #ofDay} reads them. */
    static String inWords(List<Shift> day) {
        return day.isEmpty() ? "closed" : day.stream().map(Shift::toString).collect(Collectors.joining(", "));
    }

    /** As written in a calendar: {@code 08:30-12:00}. */
    @Override
    public String toString() {
        return clock(start) + "-" + (end == DAY ? "24:00" : clock(end % DAY));
    }

    private static String clock(int seconds) {
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
    }
}
