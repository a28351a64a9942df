package dev.steward.platform;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/** Says in one line why Steward does not start, where we know it; everything else is left to Spring Boot's own report. */
class StartReport implements SpringBootExceptionReporter {

    private static final Logger log = LoggerFactory.getLogger(StartReport.class);

    /** Connection refused, authorisation refused, no such database, too many connections or shutting down. */
    private static final Set<String> UNREACHABLE = Set.of("08", "28", "3D", "53", "57");

    StartReport(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> reason = reason(failure);
        reason.ifPresent(line -> log.error("Steward does not start: {}", line));
        return reason.isPresent();
    }

    static Optional<String> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart cannotStart) {
                return Optional.ofNullable(cannotStart.getMessage());
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5
                    && UNREACHABLE.contains(sql.getSQLState().substring(0, 2))) {
                return Optional.of("the database cannot be used: "
                        + String.valueOf(sql.getMessage()).lines().findFirst().orElse("no reason given"));
            }
        }
        return Optional.empty();
    }
}
