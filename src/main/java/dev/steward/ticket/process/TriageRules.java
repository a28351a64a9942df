package dev.steward.ticket.process;

import dev.steward.estate.Catalogue;
import dev.steward.platform.Role;
import dev.steward.platform.engine.RuleTable;
import dev.steward.platform.engine.RuleTable.Row;
import dev.steward.platform.engine.TableDeployment;
import dev.steward.platform.rules.RuleFiles;
import dev.steward.platform.rules.Rules;
import dev.steward.platform.rules.RulesInForce;
import dev.steward.platform.rules.WrongRules;
import dev.steward.ticket.Danger;
import dev.steward.ticket.Departments;
import dev.steward.ticket.Kind;
import dev.steward.ticket.Priority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The triage table: who does the work, who may take it, how much it presses; asked by the engine. */
@Component
final class TriageRules implements Rules {

    static final String DECISION = "triage";

    private static final String FILE = "triage.dmn";
    private static final List<String> COLUMNS =
            List.of("priority", "responsible", "cooperating", "facing", "candidateGroup", "skill");

    private final RuleFiles files;
    private final Catalogue catalogue;
    private final Departments departments;
    private final TableDeployment engine;

    TriageRules(
            RuleFiles files, RulesInForce rules, Catalogue catalogue, Departments departments, TableDeployment engine) {
        this.files = files;
        this.catalogue = catalogue;
        this.departments = departments;
        this.engine = engine;
        rules.start(this);
    }

    @Override
    public String name() {
        return DECISION;
    }

    @Override
    public List<String> files() {
        return List.of(files.name(FILE));
    }

    @Override
    public String written() {
        return files.text(FILE);
    }

    @Override
    public Draft checked(String text) {
        check(files.name(FILE), text);
        return new Draft() {

            @Override
            public void keep() {
                // the version itself is all that there is to keep
            }

            @Override
            public void publish() {
                engine.deploy(DECISION, text);
            }

            @Override
            public void take() {
                // the engine asks its latest version on every node
            }
        };
    }

    private void check(String file, String text) {
        Map<String, Collection<String>> inputs = Map.of(
                "kind", names(Kind.values()),
                "category", catalogue.keys(),
                "location", List.of("HOME", "PLACE"),
                "danger", names(Danger.values()));
        RuleTable table = new RuleTable(file, text, DECISION, inputs, COLUMNS, "");
        Collection<String> groups = Arrays.stream(Role.values())
                .filter(role -> role != Role.INTEGRATION && role != Role.ADMINISTRATOR)
                .map(Role::group)
                .toList();
        Collection<String> known = new TreeSet<>(departments.groups().keySet());
        List<WrongRules.Fault> faults = new ArrayList<>();
        for (Row row : table.rows()) {
            Cells cells = new Cells(file, table, row, faults);
            cells.oneOf("priority", names(Priority.values()), true);
            cells.oneOf("responsible", known, true);
            cells.oneOf("cooperating", known, false);
            cells.oneOf("facing", groups, true);
            cells.oneOf("skill", catalogue.trades().keySet(), false);
            cells.each("candidateGroup", groups);
        }
        if (!faults.isEmpty()) {
            throw new WrongRules(faults);
        }
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    /** The cells of a row, each checked against what exists. */
    private record Cells(String file, RuleTable table, Row row, List<WrongRules.Fault> faults) {

        void oneOf(String column, Collection<String> known, boolean needed) {
            String value = text(column);
            if (value.isBlank() ? needed : !known.contains(value)) {
                fault(column, value, known);
            }
        }

        void each(String column, Collection<String> known) {
            for (String value : text(column).split(",", -1)) {
                if (!known.contains(value.strip())) {
                    fault(column, value.strip(), known);
                }
            }
        }

        private String text(String column) {
            try {
                return table.text(row, column);
            } catch (WrongRules wrong) {
                faults.addAll(wrong.faults());
                return "";
            }
        }

        private void fault(String column, String value, Collection<String> known) {
            faults.add(new WrongRules.Fault(
                    file, row.place(column), "\"" + value + "\" is not known; known are " + String.join(", ", known)));
        }
    }
}
