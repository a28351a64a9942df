package dev.steward.platform;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The accounts of the engine: who exists, in which roles and at which sites. */
@Component
public class People {

    private final IdentityService identities;
    private final EngineAccess engine;

    People(IdentityService identities, EngineAccess engine) {
        this.identities = identities;
        this.engine = engine;
    }

    /** The account with its roles and sites; empty when nobody has that name. */
    public Optional<Actor> find(String user) {
        return engine.decided(() -> read(user));
    }

    private Optional<Actor> read(String user) {
        if (identities.createUserQuery().userId(user).count() == 0) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Group group : identities.createGroupQuery().groupMember(user).list()) {
            Role.ofGroup(group.getId()).ifPresent(roles::add);
        }
        Set<String> sites = new LinkedHashSet<>();
        for (Tenant tenant : identities.createTenantQuery().userMember(user).list()) {
            sites.add(tenant.getId());
        }
        return Optional.of(new Actor(user, roles, sites));
    }

    /** What somebody is called; their user id where the account has no name, or is none. */
    public String nameOf(String user) {
        User account =
                engine.decided(() -> identities.createUserQuery().userId(user).singleResult());
        return account == null
                ? user
                : Stream.of(account.getFirstName(), account.getLastName())
                        .filter(name -> name != null && !name.isBlank())
                        .reduce((first, last) -> first + " " + last)
                        .orElse(user);
    }

    /** A member of staff of a site; refused, naming the field, when there is none of that name. */
    public Actor staff(String field, String user, String site) {
        return find(user)
                .filter(person -> person.isStaff() && person.sites().contains(site))
                .orElseThrow(() -> Refusal.invalid(
                        field, "\"{0}\" is no member of staff of {1}; give the user id of one", user, site));
    }

    /** The user ids of everybody in a role at a site. */
    public List<String> with(Role role, String site) {
        return engine.decided(
                () -> identities
                        .createUserQuery()
                        .memberOfGroup(role.group())
                        .memberOfTenant(site)
                        .orderByUserId()
                        .asc()
                        .list()
                        .stream()
                        .map(User::getId)
                        .toList());
    }
}
