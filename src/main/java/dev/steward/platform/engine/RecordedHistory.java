package dev.steward.platform.engine;

import org.camunda.bpm.engine.impl.history.HistoryLevelFull;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.migration.instance.MigratingVariableInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.jspecify.annotations.Nullable;

/**
 * Full history, but of {@link ProcessVariables#RECORDED} variables only. A variable that is removed in the transaction
 * that set it would otherwise stay in the history with its value.
 */
class RecordedHistory extends HistoryLevelFull {

    static final String NAME = "steward";

    @Override
    public int getId() {
        return 17; // stored in the database; the engine's own levels are 0 to 3
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        if (type.equals(HistoryEventTypes.FORM_PROPERTY_UPDATE)) {
            return false; // holds the submitted value, whatever the variable
        }
        if (!type.getEntityType().equals("variable-instance")) {
            return true;
        }
        if (entity instanceof VariableInstance variable) {
            return ProcessVariables.RECORDED.contains(variable.getName());
        }
        if (entity instanceof HistoricVariableUpdateEventEntity update) {
            return ProcessVariables.RECORDED.contains(update.getVariableName());
        }
        if (entity instanceof MigratingVariableInstance migrating) {
            return ProcessVariables.RECORDED.contains(migrating.getVariableName());
        }
        return entity == null; // the engine asks whether to listen at all
    }
}
