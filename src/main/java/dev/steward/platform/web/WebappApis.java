package dev.steward.platform.web;

import dev.steward.platform.security.RouteGuard;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.rest.mapper.JacksonConfigurator;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The interfaces that Tasklist, Cockpit and Admin use, with our guard and our answers. Registered under Camunda's names
 * before Camunda does, which then leaves them alone.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class WebappApis implements ServletContextInitializer {

    /** The web applications' servlets: Camunda's name, path below {@code /camunda/api}, application. */
    private static final Map<String, Map.Entry<String, Class<? extends Application>>> SERVLETS = Map.of(
            "Engine Api", Map.entry("engine", Engine.class),
            "Cockpit Api", Map.entry("cockpit", Cockpit.class),
            "Admin Api", Map.entry("admin", Admin.class),
            "Tasklist Api", Map.entry("tasklist", Tasklist.class),
            "Welcome Api", Map.entry("welcome", Welcome.class));

    @Override
    public void onStartup(ServletContext context) {
        SERVLETS.forEach((name, api) -> {
            var servlet = context.addServlet(name, ServletContainer.class);
            servlet.addMapping("/camunda/api/" + api.getKey() + "/*");
            servlet.setInitParameter(
                    ServletProperties.JAXRS_APPLICATION_CLASS, api.getValue().getName());
            servlet.setInitParameter(ServerProperties.WADL_FEATURE_DISABLE, "true");
        });
    }

    /** Camunda's set without what answers for exceptions, and with strict JSON. */
    static Set<Class<?>> withoutAnswers(Set<Class<?>> classes) {
        Set<Class<?>> rest = new HashSet<>(classes);
        rest.removeIf(type -> ExceptionMapper.class.isAssignableFrom(type) || type.equals(JacksonConfigurator.class));
        return rest;
    }

    private static Set<Class<?>> ours(Set<Class<?>> classes) {
        Set<Class<?>> ours = withoutAnswers(classes);
        ours.add(EngineJson.class);
        ours.add(EngineTroubles.class);
        return ours;
    }

    /** The engine's interface inside the web applications. */
    static class Engine extends EngineRestApplication {
        @Override
        public Set<Class<?>> getClasses() {
            return ours(super.getClasses());
        }

        @Override
        public Set<Object> getSingletons() {
            return Set.of(new RouteGuard(""));
        }
    }

    /** Cockpit's own, with its plugins'. */
    static class Cockpit extends CockpitApplication {
        @Override
        public Set<Class<?>> getClasses() {
            return ours(super.getClasses());
        }

        @Override
        public Set<Object> getSingletons() {
            return Set.of(new RouteGuard("/cockpit"));
        }
    }

    /** Admin's own, with its plugins', and the login of all four. */
    static class Admin extends AdminApplication {
        @Override
        public Set<Class<?>> getClasses() {
            return ours(super.getClasses());
        }

        @Override
        public Set<Object> getSingletons() {
            return Set.of(new RouteGuard("/admin"));
        }
    }

    /** Tasklist's own, with its plugins'. */
    static class Tasklist extends TasklistApplication {
        @Override
        public Set<Class<?>> getClasses() {
            return ours(super.getClasses());
        }

        @Override
        public Set<Object> getSingletons() {
            return Set.of(new RouteGuard("/tasklist"));
        }
    }

    /** Welcome's own. */
    static class Welcome extends WelcomeApplication {
        @Override
        public Set<Class<?>> getClasses() {
            return ours(super.getClasses());
        }

        @Override
        public Set<Object> getSingletons() {
            return Set.of(new RouteGuard("/welcome"));
        }
    }
}
