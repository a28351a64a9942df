package dev.steward.platform.engine;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;

import dev.steward.platform.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The roles as groups of the engine, and what each may do there; brought about at every start, in every profile. Tasks
 * are not named: their assignee and candidate groups get what they need with each task ({@code TASK_WORK}). Sites are not
 * named either: the engine limits everything here to the tenants of the caller. Nobody but administrators may start a
 * called process, change a task or a variable, correlate a message, or deploy. Which filters a role sees is told with the
 * filters.
 */
@Component
class Authorizations implements SmartInitializingSingleton {

    private static final String TICKET_PROCESS = "service-ticket";
    private static final long LOCK = 0x5354_4155_5448L; // any number that nobody else takes

    /** Everybody who works with Tasklist. */
    private static final Set<Role> STAFF = EnumSet.complementOf(EnumSet.of(Role.INTEGRATION, Role.ADMINISTRATOR));

    private static final Set<Role> LEADERS = EnumSet.of(Role.SUPERVISOR, Role.MANAGER);

    private record Key(String group, int resource, String id) {}

    private final IdentityService identities;
    private final AuthorizationService authorizations;
    private final TransactionTemplate transaction;
    private final JdbcClient sql;

    Authorizations(
            IdentityService identities,
            AuthorizationService authorizations,
            TransactionTemplate transaction,
            JdbcClient sql) {
        this.identities = identities;
        this.authorizations = authorizations;
        this.transaction = transaction;
        this.sql = sql;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            // two nodes may start at once
            sql.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query((row, n) -> 1)
                    .single();
            groups();
            grants();
        });
    }

    private void groups() {
        Set<String> known = new HashSet<>();
        identities.createGroupQuery().list().forEach(group -> known.add(group.getId()));
        for (Role role : Role.values()) {
            if (!known.contains(role.group())) {
                var group = identities.newGroup(role.group());
                group.setName(nameOf(role));
                group.setType(role == Role.ADMINISTRATOR ? Groups.GROUP_TYPE_SYSTEM : "WORKFLOW");
                identities.saveGroup(group);
            }
        }
    }

    private static String nameOf(Role role) {
        String words = role.name().replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private void grants() {
        Map<Key, Set<Permission>> wanted = wanted();
        Map<Key, Authorization> known = new HashMap<>();
        String[] groups = Arrays.stream(Role.values()).map(Role::group).toArray(String[]::new);
        for (Authorization grant : authorizations
                .createAuthorizationQuery()
                .groupIdIn(groups)
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .list()) {
            known.put(new Key(grant.getGroupId(), grant.getResourceType(), grant.getResourceId()), grant);
        }
        wanted.forEach((key, permissions) -> {
            Authorization grant = known.get(key);
            if (grant == null) {
                grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                grant.setGroupId(key.group);
                grant.setResourceType(key.resource);
                grant.setResourceId(key.id);
            } else if (permissions.stream().allMatch(grant::isPermissionGranted)) {
                return;
            }
            grant.setPermissions(permissions.toArray(Permission[]::new));
            authorizations.saveAuthorization(grant);
        });
    }

    private static Map<Key, Set<Permission>> wanted() {
        Map<Key, Set<Permission>> wanted = new HashMap<>();
        for (Resource resource : Resources.values()) {
            grant(wanted, Role.ADMINISTRATOR, resource, ANY, Permissions.ALL);
        }
        for (Role role : STAFF) {
            grant(wanted, role, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            grant(wanted, role, Resources.GROUP, ANY, Permissions.READ);
            grant(wanted, role, Resources.PROCESS_DEFINITION, ANY, Permissions.READ);
        }
        for (Role role : Role.TAKE_REPORTS) {
            grant(
                    wanted,
                    role,
                    Resources.PROCESS_DEFINITION,
                    TICKET_PROCESS,
                    Permissions.READ,
                    Permissions.CREATE_INSTANCE);
            grant(wanted, role, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
        }
        for (Role role : LEADERS) {
            grant(wanted, role, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
            grant(
                    wanted,
                    role,
                    Resources.PROCESS_DEFINITION,
                    ANY,
                    Permissions.READ,
                    Permissions.READ_INSTANCE,
                    Permissions.READ_TASK,
                    Permissions.READ_HISTORY,
                    ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE,
                    ProcessDefinitionPermissions.READ_TASK_VARIABLE,
                    ProcessDefinitionPermissions.READ_HISTORY_VARIABLE);
            grant(wanted, role, Resources.DECISION_DEFINITION, ANY, Permissions.READ);
            grant(wanted, role, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ);
            grant(wanted, role, Resources.DEPLOYMENT, ANY, Permissions.READ);
        }
        return wanted;
    }

    private static void grant(
            Map<Key, Set<Permission>> wanted, Role role, Resource resource, String id, Permission... permissions) {
        wanted.computeIfAbsent(new Key(role.group(), resource.resourceType(), id), key -> new HashSet<>())
                .addAll(List.of(permissions));
    }
}
