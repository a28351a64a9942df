package dev.steward.platform;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Calls of the engine after our own rules have decided: the engine checks neither authorizations nor tenants again, and the actor
 * stays who it is. In the caller's transaction.
 */
@Component
public class EngineAccess {

    private final ProcessEngineConfigurationImpl configuration;

    EngineAccess(@Lazy ProcessEngineConfigurationImpl configuration) {
        this.configuration = configuration;
    }

    /** Does the work and answers its result. */
    public <T> T decided(Supplier<T> work) {
        return configuration.getCommandExecutorTxRequired().execute(command -> {
            boolean checked = command.isTenantCheckEnabled();
            command.disableTenantCheck();
            try {
                return command.runWithoutAuthorization(work::get);
            } finally {
                command.setTenantCheckEnabled(checked);
            }
        });
    }

    /** Does the work. */
    public void run(Runnable work) {
        decided(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
