package dev.steward.webapp;

import jakarta.ws.rs.Path;
import org.camunda.bpm.tasklist.resource.AbstractTasklistPluginRootResource;

/** Serves the plugin's script and style sheet; without it Tasklist would not load at all. */
@Path("plugin/" + StewardTasklist.ID)
public final class StewardTasklistResource extends AbstractTasklistPluginRootResource {

    public StewardTasklistResource() {
        super(StewardTasklist.ID);
    }
}
