package dev.steward.calendar;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.calendar.CalendarDefinition.Years;
import dev.steward.calendar.CalendarException.Fault;
import dev.steward.language.Sentence;
import dev.steward.language.Unusable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link CalendarDefinition} of a calendar as written in YAML or JSON. Holidays that come from elsewhere
 * ({@code holidays-of: CN} or {@code DE-HH}, {@code holidays-from: estate.ics}) are written into it day by day, so that a
 * calendar keeps its meaning when the source changes. What is written in the calendar itself wins over them.
 */
public final class CalendarReader {

    private static final int MOST_FAULTS = 50;
    private static final int MOST_SOURCES = 5;

    private static final String ZONE = "zone";
    private static final String HOURS = "hours";
    private static final String HOLIDAYS = "holidays";
    private static final String EXCEPTIONS = "exceptions";
    private static final String HOLIDAYS_OF = "holidays-of";
    private static final String HOLIDAYS_FROM = "holidays-from";
    private static final String MAKE_UP_HOURS = "make-up-hours";
    private static final String YEARS_KNOWN = "years-known";

    private static final Set<String> KEYS =
            Set.of(ZONE, HOURS, HOLIDAYS, EXCEPTIONS, HOLIDAYS_OF, HOLIDAYS_FROM, MAKE_UP_HOURS, YEARS_KNOWN);
    private static final Map<String, DayOfWeek> DAYS =
            Arrays.stream(DayOfWeek.values()).collect(Collectors.toMap(CalendarDefinition::key, Function.identity()));
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern YEARS = Pattern.compile("(\\d{4})(?:-(\\d{4}))?");

    private final String root;
    private final Function<String, String> files;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private CalendarReader(String root, Function<String, String> files) {
        this.root = root;
        this.files = files;
    }

    /**
     * Reads one calendar.
     *
     * @param entry the calendar
     * @param path where it stands, dotted, to be named before every fault ({@code office}); may be empty
     * @param files the text of a file named in {@code holidays-from}; refuses with {@link IllegalArgumentException}
     * @throws CalendarException with everything that is wrong, by path and line
     */
    public static CalendarDefinition read(Entry entry, String path, Function<String, String> files) {
        CalendarReader reader = new CalendarReader(path, files);
        CalendarDefinition definition = reader.calendar(entry);
        definition.faults().forEach(reader::located);
        if (!reader.faults.isEmpty()) {
            throw new CalendarException(reader.faults);
        }
        return definition;
    }

    /**
     * Reads one calendar that may not name files, because it does not come from the operator.
     *
     * @throws CalendarException with everything that is wrong, by path and line
     */
    public static CalendarDefinition read(Entry entry, String path) {
        return read(entry, path, CalendarReader::noFiles);
    }

    /** Reads a calendar that names no files, from YAML. */
    public static CalendarDefinition yaml(String text) {
        return read(Entry.yaml(text), "");
    }

    /** Reads a calendar that names no files, from JSON. */
    public static CalendarDefinition json(String text) {
        return read(Entry.json(text), "");
    }

    private static String noFiles(String file) {
        throw new Unusable("only a configured calendar may read holidays from a file");
    }

    private CalendarDefinition calendar(Entry entry) {
        Map<String, Entry> fields = fields("", entry, KEYS);
        if (!fields.containsKey(ZONE) && entry instanceof Entry.Fields) {
            fault("", entry, "zone is missing, such as zone: Asia/Shanghai");
        }
        ZoneId zone = fields.containsKey(ZONE) ? zone(fields.get(ZONE)) : ZoneOffset.UTC;
        Map<DayOfWeek, List<Shift>> hours = hours(fields.get(HOURS));
        List<Holiday> holidays = holidays(fields.get(HOLIDAYS));
        SortedMap<LocalDate, DatedHours> exceptions = exceptions(fields.get(EXCEPTIONS));
        List<Shift> makeUp = makeUpHours(fields.get(MAKE_UP_HOURS), hours);
        Years known = years(fields.get(YEARS_KNOWN));
        List<Feed> feeds = new ArrayList<>();
        texts(HOLIDAYS_OF, fields.get(HOLIDAYS_OF), code -> feeds.add(PublicHolidays.of(code)));
        texts(HOLIDAYS_FROM, fields.get(HOLIDAYS_FROM), file -> feeds.add(ICalendarHolidays.of(files.apply(file))));
        if (feeds.isEmpty()) {
            return new CalendarDefinition(zone, hours, holidays, exceptions, known);
        }
        return merged(new CalendarDefinition(zone, hours, holidays, exceptions, known), feeds, makeUp);
    }

    /** What is written in the calendar, and below it what the feeds say of the dates about which it says nothing. */
    private CalendarDefinition merged(CalendarDefinition written, List<Feed> feeds, List<Shift> makeUp) {
        Set<LocalDate> own = written.exceptions().keySet();
        SortedMap<LocalDate, String> off = new TreeMap<>();
        SortedMap<LocalDate, DatedHours> exceptions = new TreeMap<>(written.exceptions());
        NavigableMap<LocalDate, LocalDate> ownHolidays = new TreeMap<>();
        written.holidays().forEach(h -> ownHolidays.merge(h.from(), h.to(), (a, b) -> a.isAfter(b) ? a : b));
        int first = 0;
        int last = 9999;
        for (Feed feed : feeds) {
            feed.off().forEach((day, name) -> {
                if (!covered(ownHolidays, day)) {
                    off.putIfAbsent(day, name);
                }
            });
            feed.work().forEach((day, name) -> {
                if (!own.contains(day) && !covered(ownHolidays, day) && !makeUp.isEmpty()) {
                    exceptions.putIfAbsent(day, new DatedHours(makeUp, "make-up day 调休, " + name));
                }
            });
            first = Math.max(first, feed.known().first());
            last = Math.min(last, feed.known().last());
        }
        if (first > last && written.knownYears() == null) {
            faults.add(new Fault(at(HOLIDAYS_OF), line(HOLIDAYS_OF), "the sources have no year in common"));
        }
        List<Holiday> holidays = new ArrayList<>(written.holidays());
        runs(off, holidays);
        Years known = written.knownYears() != null ? written.knownYears() : new Years(first, last);
        return new CalendarDefinition(written.zone(), written.hours(), holidays, exceptions, known);
    }

    private static boolean covered(NavigableMap<LocalDate, LocalDate> holidays, LocalDate day) {
        Map.Entry<LocalDate, LocalDate> before = holidays.floorEntry(day);
        return before != null && !day.isAfter(before.getValue());
    }

    /** Days in a row with one name are one holiday. */
    private static void runs(SortedMap<LocalDate, String> off, List<Holiday> holidays) {
        Holiday run = null;
        for (Map.Entry<LocalDate, String> day : off.entrySet()) {
            if (run != null
                    && run.name().equals(day.getValue())
                    && run.to().plusDays(1).equals(day.getKey())) {
                run = new Holiday(run.from(), day.getKey(), run.name());
            } else {
                if (run != null) {
                    holidays.add(run);
                }
                run = new Holiday(day.getKey(), day.getKey(), day.getValue());
            }
        }
        if (run != null) {
            holidays.add(run);
        }
    }

    private ZoneId zone(Entry entry) {
        String name = text(ZONE, entry);
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            fault(ZONE, entry, "unknown zone: expected a name of the tz database such as Asia/Shanghai");
            return ZoneOffset.UTC;
        }
    }

    private Map<DayOfWeek, List<Shift>> hours(@Nullable Entry entry) {
        Map<DayOfWeek, List<Shift>> hours = new EnumMap<>(DayOfWeek.class);
        fields(HOURS, entry, DAYS.keySet()).forEach((name, value) -> {
            DayOfWeek day = DAYS.get(name);
            if (day != null) {
                hours.put(day, shifts(HOURS + "." + name, value));
            }
        });
        return hours;
    }

    private List<Shift> shifts(String path, Entry entry) {
        String text = text(path, entry);
        try {
            return text == null ? List.of() : Shift.ofDay(text);
        } catch (IllegalArgumentException e) {
            fault(path, entry, Sentence.of(e));
            return List.of();
        }
    }

    private List<Shift> makeUpHours(@Nullable Entry entry, Map<DayOfWeek, List<Shift>> hours) {
        if (entry != null && !(entry instanceof Entry.Nothing)) {
            return shifts(MAKE_UP_HOURS, entry);
        }
        // A make-up day stands for a working day of the week: the first that has hours, Monday in most places.
        return hours.values().stream().filter(day -> !day.isEmpty()).findFirst().orElse(List.of());
    }

    private List<Holiday> holidays(@Nullable Entry entry) {
        List<Holiday> holidays = new ArrayList<>();
        List<Entry> items = items(HOLIDAYS, entry);
        for (int i = 0; i < items.size(); i++) {
            String path = HOLIDAYS + "." + i;
            Map<String, Entry> fields = fields(path, items.get(i), Set.of("from", "to", "name"));
            Entry from = fields.get("from");
            Entry to = fields.get("to");
            Entry title = fields.get("name");
            LocalDate first = from == null ? null : date(path + ".from", from);
            LocalDate last = to == null ? first : date(path + ".to", to);
            if (from == null && items.get(i) instanceof Entry.Fields) {
                fault(path, items.get(i), "from is missing");
            }
            String called = title == null ? null : text(path + ".name", title);
            // A faulty entry keeps its place, so that the paths of those after it stay right.
            LocalDate place = LocalDate.ofEpochDay(-700_000L - 2L * i);
            String name = called == null ? "Holiday" : called;
            holidays.add(
                    first == null || last == null ? new Holiday(place, place, name) : new Holiday(first, last, name));
        }
        return holidays;
    }

    private SortedMap<LocalDate, DatedHours> exceptions(@Nullable Entry entry) {
        SortedMap<LocalDate, DatedHours> exceptions = new TreeMap<>();
        fields(EXCEPTIONS, entry, null).forEach((key, value) -> {
            String path = EXCEPTIONS + "." + key;
            LocalDate date = date(path, new Entry.Text(value.line(), key));
            DatedHours hours = datedHours(path, value);
            if (date != null) {
                exceptions.put(date, hours);
            }
        });
        return exceptions;
    }

    private DatedHours datedHours(String path, Entry entry) {
        if (!(entry instanceof Entry.Fields)) {
            return new DatedHours(shifts(path, entry), null);
        }
        Map<String, Entry> fields = fields(path, entry, Set.of("hours", "name"));
        Entry hours = fields.get("hours");
        Entry name = fields.get("name");
        if (hours == null) {
            fault(path, entry, "hours is missing");
            return new DatedHours(List.of(), null);
        }
        return new DatedHours(shifts(path + ".hours", hours), name == null ? null : text(path + ".name", name));
    }

    private @Nullable LocalDate date(String path, Entry entry) {
        String text = text(path, entry);
        try {
            if (text == null) {
                return null;
            }
            LocalDate date = LocalDate.parse(text, DATE);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException e) {
            // told below
        }
        fault(path, entry, "not a date that exists: expected such as 2026-10-01");
        return null;
    }

    private @Nullable Years years(@Nullable Entry entry) {
        String text = entry == null || entry instanceof Entry.Nothing ? null : text(YEARS_KNOWN, entry);
        if (text == null) {
            return null;
        }
        Matcher m = YEARS.matcher(text);
        if (m.matches()) {
            int first = Integer.parseInt(m.group(1));
            int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
            if (first <= last) {
                return new Years(first, last);
            }
        }
        fault(YEARS_KNOWN, entry, "expected years such as 2024-2026");
        return null;
    }

    /** One text or a list of them, each of which may be refused by what is done with it. */
    private void texts(String path, @Nullable Entry entry, Consumer<String> use) {
        if (entry instanceof Entry.Text text) {
            use(path, text, use);
            return;
        }
        List<Entry> items = items(path, entry);
        if (items.size() > MOST_SOURCES) {
            fault(path, entry, "more than {0} sources", MOST_SOURCES);
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            use(path + "." + i, items.get(i), use);
        }
    }

    private void use(String path, Entry entry, Consumer<String> use) {
        String text = text(path, entry);
        try {
            if (text != null) {
                use.accept(text);
            }
        } catch (IllegalArgumentException e) {
            fault(path, entry, Sentence.of(e));
        }
    }

    private Map<String, Entry> fields(String path, @Nullable Entry entry, @Nullable Set<String> expected) {
        if (entry == null || (entry instanceof Entry.Nothing && !path.isEmpty() && !path.contains("."))) {
            return Map.of();
        }
        lines.putIfAbsent(path, entry.line());
        if (!(entry instanceof Entry.Fields fields)) {
            fault(path, entry, "expected entries by name");
            return Map.of();
        }
        Map<String, Entry> known = new LinkedHashMap<>();
        fields.entries().forEach((name, value) -> {
            String place = path.isEmpty() ? name : path + "." + name;
            lines.put(place, value.line());
            if (expected != null && !expected.contains(name)) {
                fault(
                        place,
                        value,
                        "unknown entry: expected {0}",
                        expected.stream().sorted().toList());
            } else {
                known.put(name, value);
            }
        });
        return known;
    }

    private List<Entry> items(String path, @Nullable Entry entry) {
        if (entry == null || entry instanceof Entry.Nothing) {
            return List.of();
        }
        if (!(entry instanceof Entry.Items items)) {
            fault(path, entry, "expected a list");
            return List.of();
        }
        for (int i = 0; i < items.entries().size(); i++) {
            lines.put(path + "." + i, items.entries().get(i).line());
        }
        return items.entries();
    }

    private @Nullable String text(String path, Entry entry) {
        if (entry instanceof Entry.Text text) {
            return text.text();
        }
        fault(path, entry, "expected a text");
        return null;
    }

    private void fault(String path, @Nullable Entry entry, @CompileTimeConstant String template, Object... parameters) {
        fault(path, entry, Sentence.of(template, parameters));
    }

    private void fault(String path, @Nullable Entry entry, Sentence said) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(at(path), entry == null ? 0 : entry.line(), said));
        }
    }

    /** A fault of the definition as a whole, which knows paths but no lines. */
    private void located(Fault fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(at(fault.path()), line(fault.path()), fault.said()));
        }
    }

    private int line(String path) {
        for (String place = path; ; place = place.substring(0, Math.max(0, place.lastIndexOf('.')))) {
            Integer line = lines.get(place);
            if (line != null || place.isEmpty()) {
                return line == null ? 0 : line;
            }
        }
    }

    private String at(String path) {
        return root.isEmpty() || path.isEmpty() ? root + path : root + "." + path;
    }
}
