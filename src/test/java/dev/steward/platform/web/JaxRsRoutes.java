package dev.steward.platform.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Walks JAX-RS resources and lists the routes they make: method and template, as {@code engine-routes.txt} writes them. */
final class JaxRsRoutes {

    private final Set<String> routes = new TreeSet<>();

    static Set<String> of(String prefix, Class<?>... resources) {
        var walk = new JaxRsRoutes();
        for (Class<?> resource : resources) {
            Path path = path(resource);
            walk.visit(resource, path == null ? prefix : join(prefix, path.value()), 0);
        }
        return walk.routes;
    }

    static Path path(Class<?> type) {
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            if (t.isAnnotationPresent(Path.class)) {
                return t.getAnnotation(Path.class);
            }
            for (Class<?> side : t.getInterfaces()) {
                if (side.isAnnotationPresent(Path.class)) {
                    return side.getAnnotation(Path.class);
                }
            }
        }
        return null;
    }

    private void visit(Class<?> resource, String base, int depth) {
        if (depth > 6) {
            throw new IllegalStateException("Resources that contain themselves: " + base);
        }
        for (Method method : resource.getMethods()) {
            Method declared = method.isBridge() ? null : annotated(method);
            if (declared == null) {
                continue;
            }
            Path path = declared.getAnnotation(Path.class);
            String full = path == null ? base : join(base, path.value());
            String verb = verb(declared);
            if (verb == null) {
                visit(method.getReturnType(), full, depth + 1);
            } else if (!verb.equals("OPTIONS")) {
                routes.add(verb + " " + full);
            }
        }
    }

    private static String join(String base, String path) {
        String full = (base + "/" + path).replaceAll("/+", "/").replaceAll("\\{\\s*([\\w-]+)\\s*:[^}]*}", "{$1}");
        return full.length() > 1 && full.endsWith("/") ? full.substring(0, full.length() - 1) : full;
    }

    private static String verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    /** The method that carries the annotations: JAX-RS inherits them from what is overridden or implemented. */
    private static Method annotated(Method method) {
        if (isResource(method)) {
            return method;
        }
        for (Class<?> type : ancestors(method.getDeclaringClass())) {
            try {
                Method above = type.getMethod(method.getName(), method.getParameterTypes());
                if (isResource(above)) {
                    return above;
                }
            } catch (NoSuchMethodException e) {
                continue;
            }
        }
        return null;
    }

    private static boolean isResource(Method method) {
        return method.isAnnotationPresent(Path.class) || verb(method) != null;
    }

    private static List<Class<?>> ancestors(Class<?> type) {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            all.add(t);
            addInterfaces(t, all);
        }
        return all;
    }

    private static void addInterfaces(Class<?> type, List<Class<?>> all) {
        Arrays.stream(type.getInterfaces()).forEach(side -> {
            all.add(side);
            addInterfaces(side, all);
        });
    }
}
