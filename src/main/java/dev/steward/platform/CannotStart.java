package dev.steward.platform;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Steward cannot start: something it needs is missing, damaged or unsafe. The message is one line for the operator that
 * names the thing and what to do; it is printed alone, without a stack trace.
 */
public final class CannotStart extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        this(message, null);
    }

    public CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
