package dev.steward.platform.engine;

import dev.steward.platform.EngineAccess;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Gives decision tables to the engine, whose processes ask the latest version of each. */
@Component
public class TableDeployment {

    private final RepositoryService repository;
    private final EngineAccess engine;

    TableDeployment(@Lazy RepositoryService repository, EngineAccess engine) {
        this.repository = repository;
        this.engine = engine;
    }

    /** Deploys a table in the caller's transaction, unless it is the latest one already. */
    public void deploy(String decision, String dmn) {
        String name = ModelDeployment.NAME + "/" + decision;
        engine.run(() -> repository
                .createDeployment()
                .name(name)
                .source(ModelDeployment.NAME)
                .enableDuplicateFiltering(true)
                .addString("bpmn/" + decision + ".dmn", dmn)
                .deploy());
    }
}
