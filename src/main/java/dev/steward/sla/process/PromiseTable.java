package dev.steward.sla.process;

import dev.steward.sla.Ladder;
import dev.steward.sla.Policies;
import dev.steward.sla.Policy;
import dev.steward.sla.Promise;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Ladders;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.ModelParseException;
import org.jspecify.annotations.Nullable;

/**
 * A service level table, read and checked as a whole: every row names known calendars and ladders and times that can be
 * read, and the last one fits everything. Evaluated by Camunda's decision engine without a database.
 */
final class PromiseTable implements Policies {

    static final String DECISION = "service-level";

    private static final Set<String> INPUTS = Set.of("kind", "category", "priority", "site");
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

    private static final Pattern LITERAL = Pattern.compile("\\s*\"([^\"]*)\"\\s*");

    /** Kinds, categories, priorities and sites are few; a limit only for the sake of invented ones. */
    private static final int MOST_REMEMBERED = 10_000;

    private record Question(String kind, String category, String priority, String site) {}

    private final String name;
    private final SortedSet<String> calendars;
    private final Ladders ladders;
    private final DefaultDmnEngineConfiguration configuration;
    private final DmnEngine engine;
    private final DmnDecision decision;
    private final Map<String, Policy> rows = new LinkedHashMap<>();
    private final Map<Question, String> answers = new ConcurrentHashMap<>();

    /**
     * Reads and checks a table.
     *
     * @param name of the file, for messages
     * @param calendars the keys of the calendars in force
     * @throws IllegalArgumentException naming the file, the row and the column that is wrong, and what would be right
     */
    PromiseTable(String name, byte[] xml, SortedSet<String> calendars, Ladders ladders) {
        this.name = name;
        this.calendars = calendars;
        this.ladders = ladders;
        this.configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        this.engine = configuration.buildEngine();
        DmnModelInstance model = model(xml);
        check(table(model));
        try {
            this.decision = engine.parseDecision(DECISION, model);
        } catch (DmnEngineException wrong) {
            throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public Policy policy(String kind, String category, String priority, String site) {
        if (answers.size() > MOST_REMEMBERED) {
            answers.clear();
        }
        String row = answers.computeIfAbsent(new Question(kind, category, priority, site), this::evaluate);
        Policy policy = rows.get(row);
        if (policy == null) {
            throw new NoSuchElementException("the service level table has no row " + row);
        }
        return policy;
    }

    @Override
    public Policy row(String row, String site) {
        Policy own = rows.get(site + "-" + row);
        Policy policy = own != null ? own : rows.get(row);
        if (policy == null) {
            throw new NoSuchElementException("the service level table has no row " + row);
        }
        return policy;
    }

    Collection<Policy> rows() {
        return rows.values();
    }

    private String evaluate(Question question) {
        VariableMap variables = Variables.createVariables()
                .putValue("kind", question.kind())
                .putValue("category", question.category())
                .putValue("priority", question.priority())
                .putValue("site", question.site());
        return engine.evaluateDecisionTable(decision, variables)
                .getSingleResult()
                .getEntry(POLICY);
    }

    private DmnModelInstance model(byte[] xml) {
        try {
            return Dmn.readModelFromStream(new ByteArrayInputStream(xml));
        } catch (DmnModelException | ModelParseException wrong) {
            throw new IllegalArgumentException(name + ": this is not a DMN model: " + wrong.getMessage(), wrong);
        }
    }

    private DecisionTable table(DmnModelInstance model) {
        Decision found = model.getModelElementById(DECISION);
        if (found == null || !(found.getExpression() instanceof DecisionTable table)) {
            throw new IllegalArgumentException(name + ": has no decision table with the id " + DECISION);
        }
        if (table.getHitPolicy() != HitPolicy.FIRST) {
            throw new IllegalArgumentException(name + ": the hit policy must be FIRST");
        }
        return table;
    }

    private void check(DecisionTable table) {
        List<String> inputs =
                table.getInputs().stream().map(PromiseTable::expression).toList();
        for (Input input : table.getInputs()) {
            if (!INPUTS.contains(expression(input))) {
                throw new IllegalArgumentException(name + ": an input reads \"" + expression(input)
                        + "\"; inputs read one of kind, category," + " priority, site");
            }
        }
        List<String> outputs = table.getOutputs().stream().map(Output::getName).toList();
        for (String needed : columns()) {
            if (!outputs.contains(needed)) {
                throw new IllegalArgumentException(name + ": has no output column " + needed);
            }
        }
        List<Rule> rules = List.copyOf(table.getRules());
        for (int i = 0; i < rules.size(); i++) {
            check(rules.get(i), i + 1, inputs, outputs);
        }
        if (rules.isEmpty() || !fitsEverything(rules.get(rules.size() - 1))) {
            throw new IllegalArgumentException(
                    name + ": the last row must fit everything, so that no ticket is without a promise");
        }
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(TARGETS.keySet());
        columns.addAll(List.of(POLICY, LADDER, PAUSABLE));
        return columns;
    }

    private void check(Rule rule, int number, List<String> inputs, List<String> outputs) {
        Map<String, String> cells = new LinkedHashMap<>();
        List<OutputEntry> entries = List.copyOf(rule.getOutputEntries());
        String where = name + ", row " + number;
        for (int column = 0; column < entries.size() && column < outputs.size(); column++) {
            OutputEntry entry = entries.get(column);
            plain(entry.getExpressionLanguage(), where, outputs.get(column));
            cells.put(outputs.get(column), content(entry.getText()));
        }
        String key = literal(cells.getOrDefault(POLICY, ""), where, POLICY);
        if (key.isBlank()) {
            throw new IllegalArgumentException(where + ", column policy: every row has a key");
        }
        where = where + " (" + key + ")";
        List<InputEntry> conditions = List.copyOf(rule.getInputEntries());
        for (int column = 0; column < conditions.size() && column < inputs.size(); column++) {
            check(conditions.get(column), inputs.get(column), where);
        }
        if (rows.putIfAbsent(key, policy(key, cells, where)) != null) {
            throw new IllegalArgumentException(where + ": another row has the same key");
        }
    }

    private void check(InputEntry condition, String input, String where) {
        plain(condition.getExpressionLanguage(), where, input);
        String text = content(condition.getText());
        if (!text.isBlank() && !text.strip().equals("-")) {
            try {
                configuration
                        .getFeelEngine()
                        .evaluateSimpleUnaryTests(
                                text,
                                input,
                                Variables.createVariables()
                                        .putValue(input, "nothing")
                                        .asVariableContext());
            } catch (FeelException wrong) {
                throw new IllegalArgumentException(
                        where + ", column " + input + ": " + text + " cannot be read: " + wrong.getMessage(), wrong);
            }
        }
    }

    /** Scripts would run code. */
    private static void plain(@Nullable String language, String where, String column) {
        if (language != null && !language.isBlank() && !language.equals("feel")) {
            throw new IllegalArgumentException(where + ", column " + column + ": only FEEL, not " + language);
        }
    }

    private Policy policy(String key, Map<String, String> cells, String where) {
        String ladder = literal(cells.getOrDefault(LADDER, ""), where, LADDER);
        ladder(ladder, where, LADDER);
        String pausable = cells.getOrDefault(PAUSABLE, "").strip();
        if (!pausable.equals("true") && !pausable.equals("false")) {
            throw new IllegalArgumentException(where + ", column pausable: true or false, not " + pausable);
        }
        Map<Target, Promise> promises = new EnumMap<>(Target.class);
        TARGETS.forEach((column, target) -> {
            String text = literal(cells.getOrDefault(column, ""), where, column);
            if (!text.isBlank()) {
                promises.put(
                        target, promise(target, text, ladder, pausable.equals("true"), where + ", column " + column));
            }
        });
        return new Policy(key, promises);
    }

    private Promise promise(Target target, String text, String ladder, boolean pausable, String where) {
        Cell cell;
        try {
            cell = Cell.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(where + ": " + wrong.getMessage(), wrong);
        }
        if (cell.span() == null && target != Target.ATTENDANCE && target != Target.RESOLUTION) {
            throw new IllegalArgumentException(where + ": only attendance and resolution can be due by the slot");
        }
        calendar(cell.calendar(), where);
        String climbed = cell.ladder() == null ? ladder : cell.ladder();
        ladder(climbed, where, null);
        return new Promise(target, cell.span(), cell.calendar(), climbed, pausable);
    }

    private void ladder(String ladder, String where, @Nullable String column) {
        String place = column == null ? where : where + ", column " + column;
        Ladder known = ladders.find(ladder)
                .orElseThrow(() -> new IllegalArgumentException(
                        place + ": there is no ladder \"" + ladder + "\" in steward.ladders"));
        calendar(known.hours(), place + ", hours of the ladder " + ladder);
    }

    /** A calendar that every site has, since any site's tickets may meet the row. */
    private void calendar(String calendar, String where) {
        if (!calendars.contains(calendar)) {
            throw new IllegalArgumentException(
                    where + ": there is no calendar \"" + calendar + "\"; known are " + String.join(", ", calendars));
        }
    }

    private static String literal(String text, String where, String column) {
        if (text.isBlank()) {
            return "";
        }
        Matcher literal = LITERAL.matcher(text);
        if (!literal.matches()) {
            throw new IllegalArgumentException(
                    where + ", column " + column + ": " + text + " must be a text in quotes");
        }
        return literal.group(1);
    }

    private static boolean fitsEverything(Rule rule) {
        return rule.getInputEntries().stream()
                .map(entry -> content(entry.getText()).strip())
                .allMatch(text -> text.isEmpty() || text.equals("-"));
    }

    private static String expression(Input input) {
        return input.getInputExpression() == null
                ? ""
                : content(input.getInputExpression().getText()).strip();
    }

    private static String content(@Nullable Text text) {
        return text == null || text.getTextContent() == null ? "" : text.getTextContent();
    }
}
