package dev.steward.platform.security;

import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.rest.util.EngineUtil;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the table of {@link EngineRoutes} against a request, after Jersey has decided which method answers it: no
 * spelling of the path leads around it.
 */
public class RouteGuard implements ContainerRequestFilter {

    private static final String NAMED_ENGINE = "/engine/{name}";
    /** A parameter with the pattern it must match, {@code {file:.*}}; the table writes {@code {file}}. */
    private static final Pattern PATTERN = Pattern.compile("\\{\\s*([\\w-]+)\\s*:(?:[^{}]|\\{[^{}]*\\})*\\}");

    private final String prefix;

    /**
     * A guard.
     *
     * @param prefix what the table writes before the paths of this application; empty for the engine's own
     */
    public RouteGuard(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String template = prefix + template((ExtendedUriInfo) request.getUriInfo());
        if (!EngineRoutes.allow(request.getMethod(), template, roles())) {
            throw Refusal.forbidden("Your role does not allow this");
        }
    }

    private static String template(ExtendedUriInfo uri) {
        List<String> parts = new ArrayList<>();
        for (UriTemplate template : uri.getMatchedTemplates()) {
            parts.add(PATTERN.matcher(template.getTemplate()).replaceAll("{$1}"));
        }
        Collections.reverse(parts); // innermost first, Jersey says
        String path = ("/" + String.join("/", parts)).replaceAll("/+", "/");
        if (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return path.startsWith(NAMED_ENGINE) ? path.substring(NAMED_ENGINE.length()) : path;
    }

    private static @Nullable Set<Role> roles() {
        Authentication caller =
                EngineUtil.lookupProcessEngine(null).getIdentityService().getCurrentAuthentication();
        if (caller == null || caller.getUserId() == null) {
            return null;
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (caller.getGroupIds() != null) {
            caller.getGroupIds().stream()
                    .map(Role::ofGroup)
                    .flatMap(Optional::stream)
                    .forEach(roles::add);
        }
        return roles;
    }
}
