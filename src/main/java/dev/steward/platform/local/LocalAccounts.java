package dev.steward.platform.local;

import dev.steward.platform.Role;
import java.util.Collection;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;

/** Accounts with a password that everybody knows: never outside the local profile and the tests. */
public class LocalAccounts {

    /** The password of every one of them. */
    public static final String PASSWORD = "steward";

    private static final String GROUP_TYPE = "WORKFLOW";

    private final IdentityService identities;

    LocalAccounts(IdentityService identities) {
        this.identities = identities;
    }

    /**
     * Adds an account with its role and sites; whatever is there already stays as it is.
     *
     * @param sites keys of sites that have their tenants
     */
    public void add(String user, String firstName, String lastName, String email, Role role, Collection<String> sites) {
        if (identities.createUserQuery().userId(user).count() > 0) {
            return;
        }
        User account = identities.newUser(user);
        account.setFirstName(firstName);
        account.setLastName(lastName);
        account.setEmail(email);
        account.setPassword(PASSWORD);
        identities.saveUser(account);
        if (identities.createGroupQuery().groupId(role.group()).count() == 0) {
            Group group = identities.newGroup(role.group());
            group.setName(role.group());
            group.setType(role == Role.ADMINISTRATOR ? "SYSTEM" : GROUP_TYPE);
            identities.saveGroup(group);
        }
        identities.createMembership(user, role.group());
        sites.forEach(site -> identities.createTenantUserMembership(site, user));
    }
}
