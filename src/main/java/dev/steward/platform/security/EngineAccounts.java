package dev.steward.platform.security;

import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** HTTP Basic against the engine's accounts. */
@Component
class EngineAccounts implements AuthenticationProvider {

    private final IdentityService identities;
    private final Attempts attempts;
    private final SignedIn signedIn;

    EngineAccounts(IdentityService identities, Attempts attempts, SignedIn signedIn) {
        this.identities = identities;
        this.attempts = attempts;
        this.signedIn = signedIn;
    }

    @Override
    public Authentication authenticate(Authentication claim) {
        String user = claim.getName();
        String password = String.valueOf(claim.getCredentials());
        Caller caller = signedIn.find(user, password).orElseGet(() -> look(claim, user, password));
        return UsernamePasswordAuthenticationToken.authenticated(caller, null, caller.authorities());
    }

    private Caller look(Authentication claim, String user, String password) {
        Duration wait = attempts.wait(source(claim), user);
        if (!wait.isZero()) {
            throw new TooManyAttempts(wait);
        }
        identities.clearAuthentication();
        if (!identities.checkPassword(user, password)) {
            throw new BadCredentialsException("Unknown account or wrong password");
        }
        List<String> groups = identities.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        List<String> tenants =
                identities.createTenantQuery().userMember(user).includingGroupsOfUser(true).list().stream()
                        .map(Tenant::getId)
                        .toList();
        var caller = new Caller(user, groups, tenants);
        signedIn.remember(caller, password);
        return caller;
    }

    private static String source(Authentication claim) {
        return claim.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
