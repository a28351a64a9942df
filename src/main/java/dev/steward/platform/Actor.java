package dev.steward.platform;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Who acts: a person or a system with its roles and the sites it may see, or Steward itself (timers, jobs).
 *
 * @param user the engine's user id; {@code steward} for Steward itself
 * @param roles the roles held
 * @param sites keys of the sites (tenants) the actor belongs to; ignored for Steward and administrators
 */
public record Actor(String user, Set<Role> roles, Set<String> sites) {

    /** Steward itself: a timer, a job, the reconciler. */
    public static final Actor STEWARD = new Actor("steward", Set.of(), Set.of());

    public Actor {
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isAny(Role... anyOf) {
        return isAny(List.of(anyOf));
    }

    public boolean isAny(Collection<Role> anyOf) {
        return anyOf.stream().anyMatch(this::is);
    }

    public boolean isSteward() {
        return user.equals(STEWARD.user);
    }

    /** Whether the actor may see anything of a site. */
    public boolean belongsTo(String site) {
        return isSteward() || is(Role.ADMINISTRATOR) || sites.contains(site);
    }

    /** Whether this is one of the company's own people, rather than another system or Steward itself. */
    public boolean isStaff() {
        return !isSteward() && !is(Role.INTEGRATION);
    }
}
