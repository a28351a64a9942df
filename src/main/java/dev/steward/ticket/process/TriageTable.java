package dev.steward.ticket.process;

import dev.steward.platform.EngineAccess;
import dev.steward.ticket.Priority;
import dev.steward.ticket.Triage;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the triage table outside a process, for tickets that come in finished. */
@Component
public class TriageTable {

    private final DecisionService decisions;
    private final EngineAccess engine;

    TriageTable(DecisionService decisions, EngineAccess engine) {
        this.decisions = decisions;
        this.engine = engine;
    }

    /** What the table says of a report of this kind. */
    public Triage triage(String kind, String category, boolean atHome, String danger) {
        Map<String, Object> report =
                Map.of("kind", kind, "category", category, "location", atHome ? "HOME" : "PLACE", "danger", danger);
        DmnDecisionTableResult answer = engine.decided(() ->
                decisions.evaluateDecisionTableByKey("triage").variables(report).evaluate());
        var row = answer.getSingleResult();
        return new Triage(
                Priority.valueOf(row.getEntry("priority")),
                row.getEntry("responsible"),
                blankless(row.getEntry("cooperating")),
                row.getEntry("facing"),
                row.getEntry("candidateGroup"),
                blankless(row.getEntry("skill")));
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
