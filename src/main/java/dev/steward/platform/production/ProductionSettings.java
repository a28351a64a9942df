package dev.steward.platform.production;

import dev.steward.platform.CannotStart;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/** Reads the production profile's settings before anything is built, and names at once everything that is missing. */
class ProductionSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String DATABASE = "STEWARD_DB_URL";
    static final String POOL = "STEWARD_DB_POOL";
    static final String PUBLIC_URL = "STEWARD_PUBLIC_URL";

    static final List<String> REQUIRED = List.of(
            DATABASE, "STEWARD_DB_USER", "STEWARD_DB_PASSWORD", "STEWARD_SMTP_HOST", "STEWARD_MAIL_FROM", PUBLIC_URL);

    /** Connections for the outbox, imports, the reconciler and the looks for new rules. */
    private static final int OTHERS = 5;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.acceptsProfiles(Profiles.of("production"))) {
            return;
        }
        if (environment.acceptsProfiles(Profiles.of("local"))) {
            throw new CannotStart(
                    "the profiles local and production exclude each other; set SPRING_PROFILES_ACTIVE to one");
        }
        List<String> missing = REQUIRED.stream()
                .filter(name -> !StringUtils.hasText(environment.getProperty(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new CannotStart(
                    "the environment lacks " + String.join(", ", missing) + "; docker/README.md says what each is for");
        }
        checkDatabase(environment);
        checkPool(environment);
        if (publicUrl(environment).getScheme().equalsIgnoreCase("https")) {
            secureCookies(environment);
        }
    }

    private static void checkDatabase(Environment environment) {
        if (!environment.getRequiredProperty(DATABASE).startsWith("jdbc:postgresql:")) {
            throw new CannotStart(
                    DATABASE + " must begin with jdbc:postgresql:, such as jdbc:postgresql://db:5432/steward");
        }
    }

    /** With fewer, threads wait for each other's connections, and requests fail under load. */
    private static void checkPool(Environment environment) {
        int jobs = environment.getRequiredProperty("camunda.bpm.job-execution.max-pool-size", Integer.class);
        int requests = environment.getRequiredProperty("server.tomcat.threads.max", Integer.class);
        int least = jobs + requests + OTHERS;
        String pool = environment.getRequiredProperty("spring.datasource.hikari.maximum-pool-size");
        if (!pool.matches("[0-9]{1,5}") || Integer.parseInt(pool) < least) {
            throw new CannotStart(
                    "%s must be at least %d, a connection for each of %d jobs, %d requests and %d more; it is %s"
                            .formatted(POOL, least, jobs, requests, OTHERS, pool));
        }
    }

    private static URI publicUrl(Environment environment) {
        try {
            URI url = new URI(environment.getRequiredProperty(PUBLIC_URL));
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http")) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // answered below
        }
        throw new CannotStart(PUBLIC_URL + " must be the address that people use, such as https://desk.example.com");
    }

    private static void secureCookies(ConfigurableEnvironment environment) {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "https",
                        Map.of(
                                "camunda.bpm.webapp.session-cookie.enable-secure-cookie",
                                true,
                                "camunda.bpm.webapp.csrf.enable-secure-cookie",
                                true)));
    }
}
