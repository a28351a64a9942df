package dev.steward.platform.engine;

import java.sql.Connection;
import java.sql.SQLException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets one node after the other build the engine: two on an empty database would both create its tables. */
@Component
@Order(Ordering.DEFAULT_ORDER + 200)
class SchemaLock extends AbstractProcessEnginePlugin {

    private static final String KEY = "hashtext('steward engine schema')";

    private @Nullable Connection held;

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        try {
            held = engine.getDataSource().getConnection();
            execute(held, "select pg_advisory_lock(" + KEY + ")");
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        if (held == null) {
            return;
        }
        try (Connection connection = held) {
            execute(connection, "select pg_advisory_unlock(" + KEY + ")");
        } catch (SQLException e) {
            throw new IllegalStateException("The database is gone: " + e.getMessage(), e);
        } finally {
            held = null;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
