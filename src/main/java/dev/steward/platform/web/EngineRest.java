package dev.steward.platform.web;

import dev.steward.platform.security.RouteGuard;
import jakarta.ws.rs.ApplicationPath;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ServerProperties;
import org.springframework.stereotype.Component;

/** {@code /engine-rest} as Camunda people know it, with our guard and our answers. */
@Component
@ApplicationPath("/engine-rest")
class EngineRest extends CamundaJerseyResourceConfig {

    @Override
    protected void registerCamundaRestResources() {
        registerClasses(CamundaRestResources.getResourceClasses());
        registerClasses(WebappApis.withoutAnswers(CamundaRestResources.getConfigurationClasses()));
        register(EngineJson.class);
        register(JacksonFeature.withoutExceptionMappers()); // they name classes
        register(new EngineTroubles());
        register(new RouteGuard(""));
        property(ServerProperties.WADL_FEATURE_DISABLE, true);
    }
}
