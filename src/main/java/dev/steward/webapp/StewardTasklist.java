package dev.steward.webapp;

import java.util.Set;
import org.camunda.bpm.tasklist.plugin.spi.impl.AbstractTasklistPlugin;

/**
 * What Steward adds to Tasklist; found by the service loader, which wants a public class. The scripts are in {@code
 * plugin-webapp/steward/app} and, as they share the forms' library, in {@code assets/steward/tasklist}.
 */
public final class StewardTasklist extends AbstractTasklistPlugin {

    static final String ID = "steward";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Set<Class<?>> getResourceClasses() {
        return Set.of(StewardTasklistResource.class);
    }
}
