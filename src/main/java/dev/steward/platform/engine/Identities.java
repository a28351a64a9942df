package dev.steward.platform.engine;

import dev.steward.platform.Actor;
import dev.steward.platform.Refusal;
import dev.steward.platform.security.AccountDeleted;
import dev.steward.platform.security.Attempts;
import dev.steward.platform.security.SignedIn;
import dev.steward.platform.security.SiteLeft;
import java.util.List;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The engine's accounts, with three differences: a wrong password is held against where it comes from and not against
 * the account (the engine's own way lets anybody lock anybody out); nobody can be called what Steward itself is called;
 * a change makes {@link SignedIn} forget.
 */
class Identities extends DbIdentityServiceProvider {

    /** Between a site and the one person who is not a member of the tenant. */
    static final String WITHOUT = "-not-";

    private final Attempts attempts;
    private final SignedIn signedIn;
    private final ApplicationEventPublisher events;

    Identities(Attempts attempts, SignedIn signedIn, ApplicationEventPublisher events) {
        this.attempts = attempts;
        this.signedIn = signedIn;
        this.events = events;
    }

    @Override
    public boolean checkPassword(@Nullable String user, @Nullable String password) {
        if (user == null || password == null) {
            return false;
        }
        String source = source();
        if (!attempts.wait(source, user).isZero()) {
            markAsThrottled();
            return false;
        }
        UserEntity account = findUserById(user);
        if (account != null && matchPassword(password, account)) {
            attempts.succeeded(source, user);
            return true;
        }
        attempts.failed(source, user);
        return false;
    }

    /** Where the request comes from; Spring keeps it for every servlet. */
    private static String source() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? String.valueOf(request.getRequest().getRemoteAddr())
                : "inside";
    }

    private static void markAsThrottled() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(Attempts.THROTTLED, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        if (Actor.STEWARD.user().equalsIgnoreCase(user.getId())) {
            throw Refusal.invalid("id", "this name is Steward's own");
        }
        forget();
        return super.saveUser(user);
    }

    @Override
    public IdentityOperationResult deleteUser(String user) {
        forget();
        events.publishEvent(new AccountDeleted(user));
        return super.deleteUser(user);
    }

    @Override
    public IdentityOperationResult deleteGroup(String group) {
        forget();
        return super.deleteGroup(group);
    }

    @Override
    public IdentityOperationResult deleteTenant(String tenant) {
        forget();
        return super.deleteTenant(tenant);
    }

    @Override
    public IdentityOperationResult createMembership(String user, String group) {
        forget();
        return super.createMembership(user, group);
    }

    @Override
    public IdentityOperationResult deleteMembership(String user, String group) {
        forget();
        return super.deleteMembership(user, group);
    }

    @Override
    public IdentityOperationResult createTenantUserMembership(String tenant, String user) {
        forget();
        for (Tenant other : tenantsWithoutOneOf(tenant)) {
            if (!other.getId().equals(tenant + WITHOUT + user)) {
                super.createTenantUserMembership(other.getId(), user);
            }
        }
        return super.createTenantUserMembership(tenant, user);
    }

    @Override
    public IdentityOperationResult createTenantGroupMembership(String tenant, String group) {
        forget();
        return super.createTenantGroupMembership(tenant, group);
    }

    @Override
    public IdentityOperationResult deleteTenantUserMembership(String tenant, String user) {
        forget();
        for (Tenant other : tenantsWithoutOneOf(tenant)) {
            super.deleteTenantUserMembership(other.getId(), user);
        }
        events.publishEvent(new SiteLeft(user, tenant));
        return super.deleteTenantUserMembership(tenant, user);
    }

    @Override
    public IdentityOperationResult deleteTenantGroupMembership(String tenant, String group) {
        forget();
        return super.deleteTenantGroupMembership(tenant, group);
    }

    /** Once the change is visible; before that, the old state would only be learnt again. */
    private void forget() {
        Context.getCommandContext()
                .getTransactionContext()
                .addTransactionListener(TransactionState.COMMITTED, context -> signedIn.forget());
    }

    /** Opens one for each command. */
    static class Factory implements SessionFactory {

        private final Attempts attempts;
        private final SignedIn signedIn;
        private final ApplicationEventPublisher events;

        Factory(Attempts attempts, SignedIn signedIn, ApplicationEventPublisher events) {
            this.attempts = attempts;
            this.signedIn = signedIn;
            this.events = events;
        }

        /** The engine writes accounts only if this type can. */
        @Override
        public Class<?> getSessionType() {
            return Identities.class;
        }

        @Override
        public Session openSession() {
            return new Identities(attempts, signedIn, events);
        }
    }

    /** Makes the tenant of everybody at a site but one. */
    void createTenantWithout(String site, String user, String tenant) {
        Tenant without = createNewTenant(tenant);
        without.setName(site);
        saveTenant(without);
        for (User member : createUserQuery().memberOfTenant(site).list()) {
            if (!member.getId().equals(user)) {
                super.createTenantUserMembership(tenant, member.getId());
                forget();
            }
        }
    }

    private List<Tenant> tenantsWithoutOneOf(String site) {
        return createTenantQuery().list().stream()
                .filter(tenant -> tenant.getId().startsWith(site + WITHOUT))
                .toList();
    }
}
