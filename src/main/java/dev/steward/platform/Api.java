package dev.steward.platform;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.RestController;

/**
 * A controller of Steward's own interface. Its paths are written without a prefix ({@code /tickets}) and served twice:
 * under {@code /api/v1} for systems (HTTP Basic) and under {@code /camunda/api/steward/v1} for forms and plugins, which
 * come with the web applications' session and CSRF token. Who acts is {@link Actors#current()} in both.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@RestController
public @interface Api {

    /** Prefix for systems. */
    String PREFIX = "/api/v1";

    /** Prefix for the web applications' forms and plugins. */
    String WEBAPP_PREFIX = "/camunda/api/steward/v1";
}
