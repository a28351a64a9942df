package dev.steward.sla.ledger;

import dev.steward.calendar.CalendarException;
import dev.steward.calendar.Entry;
import dev.steward.calendar.Span;
import dev.steward.platform.rules.WrongRules;
import dev.steward.sla.Ladder;
import dev.steward.sla.Rung;
import dev.steward.sla.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the file in which a company writes its ladders, under {@code steward.ladders}. */
public final class LadderFile {

    /** The ladder that serves a clock whose own is not configured any more; it must exist. */
    public static final String STANDARD = "standard";

    private static final String ROOT = "steward.ladders";
    private static final Set<String> POINTS = new TreeSet<>(Set.of("percent", "since", "before", "after"));
    private static final int MOST_REPEATS = 100;

    private final String file;
    private final SortedSet<String> calendars;
    private final List<WrongRules.Fault> faults = new ArrayList<>();

    private LadderFile(String file, SortedSet<String> calendars) {
        this.file = file;
        this.calendars = calendars;
    }

    /**
     * Reads and checks every ladder.
     *
     * @param file for messages
     * @param calendars the keys of those that there are; people work by one of them
     * @throws WrongRules with everything that is wrong, by line and path
     */
    public static SortedMap<String, Ladder> read(String file, String yaml, SortedSet<String> calendars) {
        return new LadderFile(file, calendars).ladders(yaml);
    }

    private SortedMap<String, Ladder> ladders(String yaml) {
        SortedMap<String, Ladder> ladders = new TreeMap<>();
        try {
            written(Entry.yaml(yaml)).forEach((name, entry) -> {
                Ladder ladder = ladder(name, entry);
                if (ladder != null) {
                    ladders.put(name, ladder);
                }
            });
        } catch (CalendarException wrong) {
            wrong.faults().forEach(fault -> fault(fault.line(), fault.path(), fault.message()));
        }
        if (faults.isEmpty() && !ladders.containsKey(STANDARD)) {
            fault(0, ROOT, "there is no ladder named " + STANDARD + ", which must exist");
        }
        if (!faults.isEmpty()) {
            throw new WrongRules(faults);
        }
        return ladders;
    }

    private static Map<String, Entry> written(Entry root) {
        if (root instanceof Entry.Fields all
                && all.entries().keySet().equals(Set.of("steward"))
                && all.entries().get("steward") instanceof Entry.Fields steward
                && steward.entries().keySet().equals(Set.of("ladders"))
                && steward.entries().get("ladders") instanceof Entry.Fields ladders) {
            return ladders.entries();
        }
        throw new CalendarException(List.of(new CalendarException.Fault(
                ROOT, root.line(), "expected ladders by name under it, and nothing beside it")));
    }

    private @Nullable Ladder ladder(String name, Entry entry) {
        String path = ROOT + "." + name;
        Map<String, Entry> fields = fields(path, entry, Set.of("hours", "rungs"));
        String hours = fields.get("hours") instanceof Entry.Text text ? text.text() : "";
        if (hours.isBlank()) {
            fault(entry.line(), path + ".hours", "which calendar do the people who are told work by?");
        } else if (!calendars.contains(hours)) {
            fault(
                    fields.getOrDefault("hours", entry).line(),
                    path + ".hours",
                    "there is no calendar \"" + hours + "\"; known are " + String.join(", ", calendars));
        }
        List<Entry> written = List.of();
        if (fields.get("rungs") instanceof Entry.Items items) {
            written = items.entries();
        } else if (fields.containsKey("rungs")) {
            fault(entry.line(), path + ".rungs", "expected a list");
        }
        List<Rung> rungs = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            try {
                rungs.addAll(rungs(path + ".rungs." + i, written.get(i)));
            } catch (IllegalArgumentException wrong) {
                fault(written.get(i).line(), path + ".rungs." + i, String.valueOf(wrong.getMessage()));
            }
        }
        try {
            return new Ladder(name, hours, rungs);
        } catch (IllegalArgumentException wrong) {
            fault(entry.line(), path, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private List<Rung> rungs(String path, Entry entry) {
        Set<String> known = new TreeSet<>(POINTS);
        known.addAll(List.of("every", "until", "tell"));
        Map<String, Entry> fields = fields(path, entry, known);
        List<Rung.Point> points = new ArrayList<>();
        for (String point : POINTS) {
            Entry written = fields.get(point);
            if (written != null) {
                points.add(point(point, text(written)));
            }
        }
        if (points.size() != 1) {
            throw new IllegalArgumentException("a rung has one of percent, since, before and after");
        }
        if (!(fields.get("tell") instanceof Entry.Items tell) || tell.entries().isEmpty()) {
            throw new IllegalArgumentException("a rung tells somebody: tell: [OWNER]");
        }
        List<Told> told =
                tell.entries().stream().map(whom -> Told.parse(text(whom))).toList();
        return repeated(points.get(0), fields.get("every"), fields.get("until")).stream()
                .map(point -> new Rung(point, told))
                .toList();
    }

    /** A rung that is repeated is as many rungs, each at its own point of the clock. */
    private static List<Rung.Point> repeated(Rung.Point first, @Nullable Entry every, @Nullable Entry until) {
        if (every == null && until == null) {
            return List.of(first);
        }
        if (every == null || until == null) {
            throw new IllegalArgumentException("every and until come together: every: PT5M, until: PT4H");
        }
        Duration from = first instanceof Rung.SinceStart since
                ? since.time()
                : first instanceof Rung.After after ? after.time().time() : null;
        if (from == null) {
            throw new IllegalArgumentException("only a rung with since or after in hours or minutes is repeated");
        }
        Duration step = time(text(every));
        Duration last = time(text(until));
        if (step.isZero() || last.compareTo(from) < 0 || last.minus(from).dividedBy(step) >= MOST_REPEATS) {
            throw new IllegalArgumentException("every " + text(every) + " until " + text(until) + ": expected 1 to "
                    + MOST_REPEATS + " times, the last not before the first");
        }
        return Stream.iterate(from, point -> point.compareTo(last) <= 0, point -> point.plus(step))
                .<Rung.Point>map(point -> first instanceof Rung.After
                        ? new Rung.After(Span.parse(point.toString()))
                        : new Rung.SinceStart(point))
                .toList();
    }

    private static Rung.Point point(String point, String text) {
        return switch (point) {
            case "percent" -> {
                if (!text.matches("\\d{1,3}")) {
                    throw new IllegalArgumentException("percent: " + text + " is no whole number of 1 to 100");
                }
                yield new Rung.Percent(Integer.parseInt(text));
            }
            case "since" -> new Rung.SinceStart(time(text));
            case "before" -> new Rung.Before(time(text));
            default -> new Rung.After(after(text));
        };
    }

    private static String text(Entry entry) {
        if (entry instanceof Entry.Text text) {
            return text.text();
        }
        return entry instanceof Entry.Figure figure ? figure.digits() : "";
    }

    private Map<String, Entry> fields(String path, Entry entry, Set<String> known) {
        if (!(entry instanceof Entry.Fields fields)) {
            fault(entry.line(), path, "expected entries by name");
            return Map.of();
        }
        fields.entries().forEach((name, value) -> {
            if (!known.contains(name)) {
                fault(
                        value.line(),
                        path + "." + name,
                        "unknown entry: expected " + String.join(", ", new TreeSet<>(known)));
            }
        });
        return fields.entries();
    }

    private static Span after(String text) {
        Span span = Span.parse(text);
        Duration time = span.time();
        if (time != null ? time.isNegative() || time.isZero() : span.days() < 1) {
            throw new IllegalArgumentException(text + " is not after the due; the due itself is percent: 100");
        }
        return span;
    }

    private static Duration time(String text) {
        Duration time = Span.parse(text).time();
        if (time == null || time.isNegative()) {
            throw new IllegalArgumentException(text + " must be business time such as PT5M");
        }
        return time;
    }

    private void fault(int line, String path, String message) {
        faults.add(WrongRules.Fault.at(file, line, path, message));
    }
}
