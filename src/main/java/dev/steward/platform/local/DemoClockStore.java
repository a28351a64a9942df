package dev.steward.platform.local;

import java.time.Duration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps how far the clock is ahead, and sets it again before the engine looks at it for the first time. */
@Component
@Profile("local")
@DependsOnDatabaseInitialization
class DemoClockStore implements ProcessEnginePlugin {

    private static final Logger log = LoggerFactory.getLogger(DemoClockStore.class);

    private final JdbcClient database;

    DemoClockStore(JdbcClient database) {
        this.database = database;
    }

    static Duration ahead(JdbcClient database) {
        return Duration.ofMillis(database.sql("select ahead_millis from steward.demo_clock")
                .query(Long.class)
                .optional()
                .orElse(0L));
    }

    static void write(JdbcClient database, Duration ahead) {
        database.sql(
                        """
                insert into steward.demo_clock (ahead_millis) values (:ahead)
                on conflict (id) do update set ahead_millis = excluded.ahead_millis
                """)
                .param("ahead", ahead.toMillis())
                .update();
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        Duration ahead = ahead(database);
        if (!ahead.isZero()) {
            ClockUtil.offset(ahead.toMillis());
            log.info("The clock is ahead by {}", ahead);
        }
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {}

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {}
}
