package dev.steward.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.StewardTest;
import dev.steward.platform.security.EngineRoutes;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.rest.impl.DefaultProcessEngineRestServiceImpl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@StewardTest
@DisplayName("The table of the engine's routes")
class RouteTableTest {

    static Set<String> existing() {
        Set<String> routes = new TreeSet<>(JaxRsRoutes.of("", DefaultProcessEngineRestServiceImpl.class));
        routes.add("GET /engine"); // the list of engines; there is one
        routes.addAll(JaxRsRoutes.of("/cockpit", resources(new WebappApis.Cockpit())));
        routes.addAll(JaxRsRoutes.of("/admin", resources(new WebappApis.Admin())));
        routes.addAll(JaxRsRoutes.of("/tasklist", resources(new WebappApis.Tasklist())));
        routes.addAll(JaxRsRoutes.of("/welcome", resources(new WebappApis.Welcome())));
        return routes;
    }

    private static Class<?>[] resources(jakarta.ws.rs.core.Application application) {
        return application.getClasses().stream()
                .filter(type -> JaxRsRoutes.path(type) != null)
                .toArray(Class<?>[]::new);
    }

    @Test
    @DisplayName("names every route that exists, and no other")
    void complete() {
        assertThat(EngineRoutes.table().keySet()).containsExactlyInAnyOrderElementsOf(existing());
    }
}
