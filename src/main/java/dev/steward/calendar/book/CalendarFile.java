package dev.steward.calendar.book;

import dev.steward.calendar.BusinessCalendar;
import dev.steward.calendar.CalendarDefinition;
import dev.steward.calendar.CalendarException;
import dev.steward.calendar.CalendarException.Fault;
import dev.steward.calendar.CalendarReader;
import dev.steward.calendar.Entry;
import dev.steward.language.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/** The file in which a company writes its calendars, under {@code steward.calendars}. */
public final class CalendarFile {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final Resource resource;

    public CalendarFile(Resource resource) {
        this.resource = resource;
    }

    /**
     * Reads and checks every calendar in it.
     *
     * @param from when they come into force; each opens at some time after it
     * @throws CalendarException with everything that is wrong, by line and path
     */
    public SortedMap<String, CalendarDefinition> read(Instant from) {
        Map<String, Entry> calendars = calendars(Entry.yaml(text(resource)));
        SortedMap<String, CalendarDefinition> definitions = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        calendars.forEach((key, entry) -> {
            String path = "steward.calendars." + key;
            if (!KEY.matcher(key).matches()) {
                faults.add(new Fault(path, entry.line(), "a name has lower-case letters, digits and hyphens"));
                return;
            }
            try {
                CalendarDefinition definition = CalendarReader.read(entry, path, this::beside);
                BusinessCalendar.of(definition).nextOpening(from);
                definitions.put(key, definition);
            } catch (CalendarException e) {
                e.faults().forEach(fault -> faults.add(placed(fault, path, entry)));
            }
        });
        if (!faults.isEmpty()) {
            throw new CalendarException(faults);
        }
        return definitions;
    }

    /** What is wrong with a calendar as a whole stands where the calendar does. */
    private static Fault placed(Fault fault, String path, Entry entry) {
        return fault.path().isEmpty() ? new Fault(path, entry.line(), fault.said()) : fault;
    }

    private static Map<String, Entry> calendars(Entry root) {
        if (root instanceof Entry.Fields file
                && file.entries().keySet().equals(Set.of("steward"))
                && file.entries().get("steward") instanceof Entry.Fields steward
                && steward.entries().keySet().equals(Set.of("calendars"))
                && steward.entries().get("calendars") instanceof Entry.Fields calendars
                && !calendars.entries().isEmpty()) {
            return calendars.entries();
        }
        throw new CalendarException(List.of(new Fault(
                "steward.calendars", root.line(), "expected calendars by name under it, and nothing beside it")));
    }

    /** A file named by a calendar, beside the file of calendars. */
    private String beside(String name) {
        try {
            return text(resource.createRelative(name));
        } catch (CalendarException | IOException e) {
            throw new Unusable(e, "{0} cannot be read", name);
        }
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CalendarException(List.of(new Fault("", 0, "the file cannot be read")));
        }
    }
}
