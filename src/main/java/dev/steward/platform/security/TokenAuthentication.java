package dev.steward.platform.security;

import java.io.Serial;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody who has shown a good bearer token. */
class TokenAuthentication extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    TokenAuthentication(Caller caller) {
        super(caller.authorities());
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.user();
    }
}
