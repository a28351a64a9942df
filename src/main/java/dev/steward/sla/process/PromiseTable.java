package dev.steward.sla.process;

import dev.steward.platform.engine.RuleTable;
import dev.steward.platform.engine.RuleTable.Row;
import dev.steward.platform.rules.WrongRules;
import dev.steward.sla.Policies;
import dev.steward.sla.Policy;
import dev.steward.sla.Promise;
import dev.steward.sla.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A service level table, read and checked as a whole: every row names known calendars and ladders and times that can be
 * read, and the last one fits everything.
 */
final class PromiseTable implements Policies {

    static final String DECISION = "service-level";

    /**
     * What the conditions may read, and the values of those that are the same everywhere. Sites are any: the table is read
     * before the estate, and a row may wait for its site.
     */
    private static final Map<String, Collection<String>> INPUTS = Map.of(
            "kind", List.of("INQUIRY", "COMPLAINT", "REPAIR", "SUGGESTION", "VALUE_ADDED", "WARRANTY"),
            "priority", List.of("EMERGENCY", "URGENT", "NORMAL", "LOW"),
            "site", List.of());

    private static final String POLICY = "policy";
    private static final String LADDER = "ladder";
    private static final String PAUSABLE = "pausable";

    /** The column of each target. */
    private static final Map<String, Target> TARGETS = Map.of(
            "response", Target.RESPONSE,
            "attendance", Target.ATTENDANCE,
            "madeSafe", Target.MADE_SAFE,
            "resolution", Target.RESOLUTION,
            "callback", Target.CALLBACK,
            "progress", Target.PROGRESS,
            "dispatch", Target.DISPATCH,
            "accept", Target.ACCEPT,
            "investigation", Target.INVESTIGATION,
            "followUp", Target.FOLLOW_UP);

    /** Kinds, categories, priorities and sites are few; a limit only for the sake of invented ones. */
    private static final int MOST_REMEMBERED = 10_000;

    private record Question(String kind, String category, String priority, String site) {}

    private final String file;
    private final SortedSet<String> calendars;
    private final SortedSet<String> ladders;
    private final RuleTable table;
    private final List<WrongRules.Fault> faults = new ArrayList<>();
    private final Map<String, Policy> rows = new LinkedHashMap<>();
    private final Map<Question, String> answers = new ConcurrentHashMap<>();

    /**
     * Reads and checks a table.
     *
     * @param file for messages
     * @param calendars the keys of the calendars
     * @param ladders their names
     * @param categories the keys of the catalogue; empty where any may be named, as in a table that was in force once
     * @throws WrongRules naming the row and the column of everything that is wrong, and what would be right
     */
    PromiseTable(
            String file,
            String dmn,
            SortedSet<String> calendars,
            SortedSet<String> ladders,
            Collection<String> categories) {
        this.file = file;
        this.calendars = calendars;
        this.ladders = ladders;
        Map<String, Collection<String>> inputs = new HashMap<>(INPUTS);
        inputs.put("category", categories);
        this.table = new RuleTable(file, dmn, DECISION, inputs, columns(), POLICY);
        table.rows().forEach(this::read);
        if (!faults.isEmpty()) {
            throw new WrongRules(faults);
        }
    }

    private static Set<String> columns() {
        Set<String> columns = new java.util.TreeSet<>(TARGETS.keySet());
        columns.addAll(List.of(POLICY, LADDER, PAUSABLE));
        return columns;
    }

    @Override
    public Policy policy(String kind, String category, String priority, String site) {
        if (answers.size() > MOST_REMEMBERED) {
            answers.clear();
        }
        String row = answers.computeIfAbsent(new Question(kind, category, priority, site), this::evaluate);
        return row(row, site);
    }

    @Override
    public Policy row(String row, String site) {
        return find(row, site).orElseThrow(() -> noRow(row));
    }

    /** A row by its key, if the table has it; that of the site wins. */
    Optional<Policy> find(String row, String site) {
        return find(site + "-" + row).or(() -> find(row));
    }

    private Optional<Policy> find(String row) {
        return Optional.ofNullable(rows.get(row));
    }

    private static NoSuchElementException noRow(String row) {
        return new NoSuchElementException("the service level table has no row " + row);
    }

    Collection<Policy> rows() {
        return rows.values();
    }

    private String evaluate(Question question) {
        String row = table.answer(
                Map.of(
                        "kind", question.kind(),
                        "category", question.category(),
                        "priority", question.priority(),
                        "site", question.site()),
                POLICY);
        return row == null ? "" : row;
    }

    /** Reads a row; what is wrong with one does not hide what is wrong with the next. */
    private void read(Row row) {
        int before = faults.size();
        String key = text(row, POLICY);
        if (key.isBlank()) {
            fault(row.place(POLICY), "every row has a key");
        } else if (rows.containsKey(key)) {
            fault(row.place(POLICY), "another row has the same key");
        }
        String ladder = text(row, LADDER);
        ladder(ladder, row.place(LADDER));
        String pausable = row.cell(PAUSABLE).strip();
        if (!pausable.equals("true") && !pausable.equals("false")) {
            fault(row.place(PAUSABLE), "true or false, not " + pausable);
        }
        Map<Target, Promise> promises = new EnumMap<>(Target.class);
        TARGETS.forEach((column, target) -> {
            String text = text(row, column);
            if (!text.isBlank()) {
                Promise promise = promise(target, text, ladder, pausable.equals("true"), row.place(column));
                if (promise != null) {
                    promises.put(target, promise);
                }
            }
        });
        if (faults.size() == before) {
            rows.put(key, new Policy(key, promises));
        }
    }

    private @Nullable Promise promise(Target target, String text, String ladder, boolean pausable, String place) {
        Cell cell;
        try {
            cell = Cell.parse(text);
        } catch (IllegalArgumentException wrong) {
            fault(place, String.valueOf(wrong.getMessage()));
            return null;
        }
        if (cell.span() == null && target != Target.ATTENDANCE && target != Target.RESOLUTION) {
            fault(place, "only attendance and resolution can be due by the slot");
        }
        calendar(cell.calendar(), place);
        String climbed = cell.ladder();
        if (climbed != null) {
            ladder(climbed, place);
        }
        return new Promise(target, cell.span(), cell.calendar(), climbed == null ? ladder : climbed, pausable);
    }

    private void ladder(String ladder, String place) {
        if (!ladders.contains(ladder)) {
            fault(place, "there is no ladder \"" + ladder + "\"; known are " + String.join(", ", ladders));
        }
    }

    /** A calendar that every site has, since any site's tickets may meet the row. */
    private void calendar(String calendar, String place) {
        if (!calendars.contains(calendar)) {
            fault(place, "there is no calendar \"" + calendar + "\"; known are " + String.join(", ", calendars));
        }
    }

    private String text(Row row, String column) {
        try {
            return table.text(row, column);
        } catch (WrongRules wrong) {
            faults.addAll(wrong.faults());
            return "";
        }
    }

    private void fault(String place, String message) {
        faults.add(new WrongRules.Fault(file, place, message));
    }
}
