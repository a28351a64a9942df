package dev.steward.platform.security;

import java.io.Serial;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords from this source; it has to wait. */
class TooManyAttempts extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooManyAttempts(Duration wait) {
        super("Too many wrong passwords from here");
        this.wait = wait;
    }

    Duration howLong() {
        return wait;
    }
}
