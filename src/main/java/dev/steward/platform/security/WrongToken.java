package dev.steward.platform.security;

import java.io.Serial;
import org.springframework.security.core.AuthenticationException;

/** A bearer token that is none, has expired or is revoked, or whose account is gone; which of them is not told. */
class WrongToken extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1L;

    WrongToken() {
        super("Wrong token");
    }
}
