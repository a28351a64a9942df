package dev.steward.platform.engine;

import dev.steward.platform.rules.WrongRules;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import org.camunda.bpm.model.dmn.instance.Definitions;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.ModelParseException;
import org.jspecify.annotations.Nullable;

/**
 * A decision table of the company, of which the first row that fits counts: read, and checked as far as it can be without
 * knowing what its answers mean. Its last row fits everything, its conditions can be read and name what exists, its columns
 * are those that are read, its answers are plain values, and nothing in it is a script.
 */
public final class RuleTable {

    private static final Pattern LITERAL = Pattern.compile("\\s*\"([^\"\\\\]*)\"\\s*");
    private static final Pattern ANSWER = Pattern.compile("\\s*(true|false)?\\s*|" + LITERAL.pattern());
    private static final Pattern LITERALS = Pattern.compile("\"([^\"]*)\"");

    /** Every other language, be it that of one cell or of the whole model, is a script to the engine. */
    private static final Set<String> FEEL = Set.of(
            "feel",
            "FEEL",
            "http://www.omg.org/spec/FEEL/20140401",
            "http://www.omg.org/spec/DMN/20180521/FEEL/",
            "https://www.omg.org/spec/DMN/20191111/FEEL/",
            "https://www.omg.org/spec/DMN/20211108/FEEL/",
            "https://www.omg.org/spec/DMN/20230324/FEEL/");

    /**
     * A row.
     *
     * @param place for messages: {@code row 5 (urgent-repair)}
     * @param cells the answers as written, by column
     */
    public record Row(String place, Map<String, String> cells) {

        /** Where a cell stands, for messages. */
        public String place(String column) {
            return place + ", column " + column;
        }

        /** The answer of a column as written; empty where it has none. */
        public String cell(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    private final String file;
    private final String decisionId;
    private final List<WrongRules.Fault> faults = new ArrayList<>();
    private final DefaultDmnEngineConfiguration configuration;
    private final DmnEngine engine;
    private final List<Row> rows = new ArrayList<>();
    private final DmnDecision decision;

    /**
     * Reads a table.
     *
     * @param file for messages
     * @param decisionId the id of the decision and of nothing else
     * @param inputs what the conditions may read, and the values that each may name; any where there are none
     * @param outputs the columns that it has, and no others
     * @param name the output that names a row in messages; empty for the id of the row
     * @throws WrongRules with everything that is wrong, by row and column
     */
    public RuleTable(
            String file,
            String dmn,
            String decisionId,
            Map<String, Collection<String>> inputs,
            Collection<String> outputs,
            String name) {
        this.file = file;
        this.decisionId = decisionId;
        this.configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        this.engine = configuration.buildEngine();
        DmnModelInstance model = model(dmn);
        check(table(model), inputs, outputs, name);
        if (!faults.isEmpty()) {
            throw new WrongRules(faults);
        }
        try {
            this.decision = engine.parseDecision(decisionId, model);
        } catch (DmnEngineException wrong) {
            throw new WrongRules(file, "", String.valueOf(wrong.getMessage()));
        }
    }

    /** The rows in their order. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** What the first row that fits says in a column. */
    public @Nullable String answer(Map<String, String> question, String column) {
        VariableMap variables = Variables.createVariables();
        variables.putAll(question);
        return engine.evaluateDecisionTable(decision, variables)
                .getSingleResult()
                .getEntry(column);
    }

    /**
     * The text in a cell; empty where there is none.
     *
     * @throws WrongRules when it is something else
     */
    public String text(Row row, String column) {
        String cell = row.cell(column);
        if (cell.isBlank()) {
            return "";
        }
        Matcher literal = LITERAL.matcher(cell);
        if (!literal.matches()) {
            throw new WrongRules(file, row.place(column), cell + " must be a text in quotes");
        }
        return literal.group(1);
    }

    private DmnModelInstance model(String dmn) {
        try {
            return Dmn.readModelFromStream(new ByteArrayInputStream(dmn.getBytes(StandardCharsets.UTF_8)));
        } catch (DmnModelException | ModelParseException wrong) {
            throw new WrongRules(file, "", "this is not a DMN model: " + wrong.getMessage());
        }
    }

    private DecisionTable table(DmnModelInstance model) {
        Decision found = model.getModelElementById(decisionId);
        if (found == null || !(found.getExpression() instanceof DecisionTable table)) {
            throw new WrongRules(file, "", "has no decision table with the id " + decisionId);
        }
        if (model.getModelElementsByType(Decision.class).size() > 1) {
            throw new WrongRules(file, "", "has another decision beside " + decisionId);
        }
        if (table.getHitPolicy() != HitPolicy.FIRST) {
            throw new WrongRules(file, "", "the hit policy must be FIRST");
        }
        if (found.getCamundaHistoryTimeToLiveString() == null) {
            throw new WrongRules(file, "", "the decision needs camunda:historyTimeToLive, such as P3650D");
        }
        Definitions whole = model.getDefinitions();
        plain(whole.getExpressionLanguage(), "expressionLanguage of the definitions");
        plain(whole.getTypeLanguage(), "typeLanguage of the definitions");
        return table;
    }

    private void check(
            DecisionTable table, Map<String, Collection<String>> known, Collection<String> needed, String name) {
        List<String> inputs =
                table.getInputs().stream().map(RuleTable::expression).toList();
        for (String input : inputs) {
            if (!known.containsKey(input)) {
                fault(
                        "",
                        "an input reads \"" + input + "\"; inputs read one of "
                                + String.join(", ", new TreeSet<>(known.keySet())));
            }
        }
        for (Input input : table.getInputs()) {
            if (input.getInputExpression() != null) {
                plain(input.getInputExpression().getExpressionLanguage(), "input " + expression(input));
            }
        }
        List<String> outputs = table.getOutputs().stream()
                .map(output -> String.valueOf(output.getName()))
                .toList();
        columns(outputs, needed);
        if (!faults.isEmpty()) {
            return;
        }
        List<Rule> rules = List.copyOf(table.getRules());
        for (int i = 0; i < rules.size(); i++) {
            check(rules.get(i), i + 1, inputs, outputs, known, name);
        }
        if (rules.isEmpty() || !fitsEverything(rules.get(rules.size() - 1))) {
            fault("", "the last row must fit everything, so that no ticket is without an answer");
        }
    }

    private void check(
            Rule rule,
            int number,
            List<String> inputs,
            List<String> outputs,
            Map<String, Collection<String>> known,
            String name) {
        List<OutputEntry> entries = List.copyOf(rule.getOutputEntries());
        List<InputEntry> conditions = List.copyOf(rule.getInputEntries());
        if (entries.size() != outputs.size() || conditions.size() != inputs.size()) {
            fault(
                    "row " + number,
                    "has " + conditions.size() + " conditions and " + entries.size() + " answers for " + inputs.size()
                            + " inputs and " + outputs.size() + " outputs");
            return;
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int column = 0; column < entries.size(); column++) {
            cells.put(outputs.get(column), content(entries.get(column).getText()));
        }
        Matcher literal = LITERAL.matcher(cells.getOrDefault(name, ""));
        String called = literal.matches() ? literal.group(1) : name.isEmpty() ? rule.getId() : "";
        Row row = new Row("row " + number + (called.isBlank() ? "" : " (" + called + ")"), cells);
        for (int column = 0; column < entries.size(); column++) {
            String place = row.place(outputs.get(column));
            plain(entries.get(column).getExpressionLanguage(), place);
            answer(row.cell(outputs.get(column)), place);
        }
        for (int column = 0; column < conditions.size(); column++) {
            String input = inputs.get(column);
            check(conditions.get(column), input, row, known.getOrDefault(input, List.of()));
        }
        rows.add(row);
    }

    private void check(InputEntry condition, String input, Row row, Collection<String> known) {
        plain(condition.getExpressionLanguage(), row.place(input));
        String text = content(condition.getText());
        if (text.isBlank() || text.strip().equals("-")) {
            return;
        }
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
            fault(row.place(input), text + " cannot be read: " + wrong.getMessage());
            return;
        }
        if (known.isEmpty()) {
            return;
        }
        for (Matcher value = LITERALS.matcher(text); value.find(); ) {
            if (!known.contains(value.group(1))) {
                fault(
                        row.place(input),
                        "there is no " + input + " \"" + value.group(1) + "\"; known are " + String.join(", ", known));
            }
        }
    }

    /** The engine evaluates every column of a row that fits, also one that nobody asks for. */
    private void columns(List<String> outputs, Collection<String> needed) {
        for (String column : needed) {
            if (!outputs.contains(column)) {
                fault("", "has no output column " + column);
            }
        }
        Set<String> found = new HashSet<>();
        for (String column : outputs) {
            if (!needed.contains(column)) {
                fault(
                        "",
                        "nobody reads the output column " + column + "; outputs are "
                                + String.join(", ", new TreeSet<>(needed)));
            } else if (!found.add(column)) {
                fault("", "has the output column " + column + " twice");
            }
        }
    }

    /** Scripts would run code. */
    private void plain(@Nullable String language, String place) {
        if (language != null && !FEEL.contains(language)) {
            fault(place, "only FEEL, not " + language);
        }
    }

    /** An answer is given, not computed. */
    private void answer(String cell, String place) {
        if (!ANSWER.matcher(cell).matches()) {
            fault(place, cell + " must be a text in quotes, or true or false");
        }
    }

    private void fault(String place, String message) {
        faults.add(new WrongRules.Fault(file, place, message));
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
