package dev.steward.platform.security;

import dev.steward.platform.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may use which route of the engine's REST interface and of the web applications' own ones. The table {@code
 * engine-routes.txt} names every route; one that it does not name is denied, and a test compares it with the routes that
 * exist. What a caller may do behind an allowed route is the engine's authorizations' matter.
 */
public final class EngineRoutes {

    /** Who is let in. */
    public enum Callers {
        /** Anybody, logged in or not: what the web applications need to show their login. */
        ANYBODY,
        /** Everybody who is logged in. */
        EVERYBODY,
        /** Other systems; no people but administrators. */
        SYSTEMS,
        /** Supervisors and managers: what Cockpit shows. */
        LEADERS,
        /** Administrators. */
        ADMINISTRATORS,
        /** Nobody at all: ways around the use cases. */
        NOBODY;

        boolean include(@Nullable Set<Role> roles) {
            if (roles == null) {
                return this == ANYBODY;
            }
            boolean administrator = roles.contains(Role.ADMINISTRATOR);
            return switch (this) {
                case ANYBODY, EVERYBODY -> true;
                case SYSTEMS -> administrator || roles.contains(Role.INTEGRATION);
                case LEADERS -> administrator || roles.contains(Role.SUPERVISOR) || roles.contains(Role.MANAGER);
                case ADMINISTRATORS -> administrator;
                case NOBODY -> false;
            };
        }
    }

    private static final Map<String, Callers> TABLE = read("/engine-routes.txt");

    private EngineRoutes() {}

    /** The table: method and template of the path, and who is let in. */
    public static Map<String, Callers> table() {
        return TABLE;
    }

    /**
     * Whether a caller is let in.
     *
     * @param method the HTTP method; {@code HEAD} counts as {@code GET}
     * @param template the path with its parameters' names, such as {@code /task/{id}/complete}
     * @param roles the caller's roles; null when nobody is logged in
     */
    public static boolean allow(String method, String template, @Nullable Set<Role> roles) {
        if (method.equals("OPTIONS")) {
            return roles != null; // says what one may do; does nothing
        }
        Callers callers = TABLE.get((method.equals("HEAD") ? "GET" : method) + " " + template);
        return callers != null && callers.include(roles);
    }

    private static Map<String, Callers> read(String resource) {
        try (InputStream in = EngineRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s+"))
                    .collect(Collectors.toMap(
                            cells -> cells[1] + " " + cells[2],
                            cells -> Callers.valueOf(cells[0]),
                            (one, other) -> {
                                throw new IllegalStateException(resource + " names a route twice");
                            },
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
