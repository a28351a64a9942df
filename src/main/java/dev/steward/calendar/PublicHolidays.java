package dev.steward.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import dev.steward.calendar.CalendarDefinition.Years;
import dev.steward.language.Unusable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The public holidays of a country or a part of it. China's are those that the State Council announced, with their make-up
 * working days; the others are computed by jollyday from each country's law.
 */
final class PublicHolidays {

    /** The years that jollyday is asked for. */
    private static final Years COMPUTED = new Years(2000, 2060);

    private static final Pattern CODE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,5}){0,3}");

    /** The places asked for last: there are thousands, and anybody may ask for them. */
    private static final Map<String, Feed> READ = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Feed> eldest) {
            return size() > MOST_KEPT;
        }
    });

    private static final int MOST_KEPT = 50;

    static {
        // What the library keeps by itself has no bound.
        HolidayManager.setManagerCachingEnabled(false);
    }

    private PublicHolidays() {}

    /**
     * The holidays of a place.
     *
     * @param code ISO 3166: {@code CN}, {@code DE}, {@code DE-HH}
     * @throws IllegalArgumentException when there is no such place, or nothing is known about it
     */
    static Feed of(String code) {
        Feed feed = READ.get(code);
        if (feed == null) {
            feed = code.equals("CN") ? china() : computed(code);
            READ.put(code, feed);
        }
        return feed;
    }

    /** China's, from our own resource. */
    static Feed china() {
        SortedMap<LocalDate, String> off = new TreeMap<>();
        SortedMap<LocalDate, String> work = new TreeMap<>();
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (String line : lines("holidays-cn.txt")) {
            String[] words = line.split(" +", 4);
            switch (words[0]) {
                case "year" -> {
                    first = Math.min(first, Integer.parseInt(words[1]));
                    last = Math.max(last, Integer.parseInt(words[1]));
                }
                case "off" ->
                    LocalDate.parse(words[1])
                            .datesUntil(LocalDate.parse(words[2]).plusDays(1))
                            .forEach(day -> off.put(day, words[3]));
                case "work" -> work.put(LocalDate.parse(words[1]), words[2] + " " + words[3]);
                default -> throw new IllegalStateException("holidays-cn.txt: " + line);
            }
        }
        return new Feed(off, work, new Years(first, last));
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(PublicHolidays.class.getResourceAsStream(resource), resource);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any other country's, from the library. */
    static Feed computed(String code) {
        String[] parts = code.toLowerCase(Locale.ROOT).split("-", -1);
        if (!CODE.matcher(code).matches()
                || !HolidayManager.getSupportedCalendarCodes().contains(code.substring(0, 2))) {
            throw new Unusable("no holidays are known for it: expected a code such as CN, DE or DE-HH");
        }
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
        String[] regions = Arrays.copyOfRange(parts, 1, parts.length);
        CalendarHierarchy place = manager.getCalendarHierarchy();
        for (String region : regions) {
            place = place.getChildren().get(region);
            if (place == null) {
                throw new Unusable("no such part of {0}", parts[0].toUpperCase(Locale.ROOT));
            }
        }
        SortedMap<LocalDate, String> off = new TreeMap<>();
        for (int year = COMPUTED.first(); year <= COMPUTED.last(); year++) {
            for (Holiday holiday : manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, regions)) {
                off.merge(
                        holiday.getObservedDate().orElse(holiday.getDate()),
                        holiday.getDescription(Locale.ENGLISH),
                        (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }
        return new Feed(off, new TreeMap<>(), COMPUTED);
    }
}
