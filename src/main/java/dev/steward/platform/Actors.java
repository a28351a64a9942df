package dev.steward.platform;

import java.util.EnumSet;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** Tells who acts now, from the engine's authentication of the thread (REST, Tasklist and Cockpit set it alike). */
@Component
public class Actors {

    private final IdentityService identities;

    Actors(IdentityService identities) {
        this.identities = identities;
    }

    /** The authenticated person or system; {@link Actor#STEWARD} where nobody is (a job, a timer). */
    public Actor current() {
        Authentication authentication = identities.getCurrentAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            return Actor.STEWARD;
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (authentication.getGroupIds() != null) {
            authentication.getGroupIds().forEach(group -> Role.ofGroup(group).ifPresent(roles::add));
        }
        var sites =
                authentication.getTenantIds() == null ? Set.<String>of() : Set.copyOf(authentication.getTenantIds());
        return new Actor(authentication.getUserId(), roles, sites);
    }
}
