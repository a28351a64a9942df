package dev.steward.platform.engine;

import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * The site of an instance is its tenant. It comes from the variable {@code site} of the start, must be a site of the
 * caller (the engine would take any text from anybody) and is inherited by the instances it calls.
 */
class SiteTenants implements TenantIdProvider {

    static final String SITE = "site";
    static final String ABOUT = "about";

    @Override
    public @Nullable String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext start) {
        if (start.getSuperExecution() != null) {
            return start.getSuperExecution().getTenantId();
        }
        Object site = text(start.getVariables(), SITE);
        Authentication caller = Context.getCommandContext().getAuthentication();
        boolean person = caller != null && caller.getUserId() != null;
        if (site == null) {
            if (person) {
                throw Refusal.invalid(SITE, "missing; name the site");
            }
            return null; // a timer start of Steward itself
        }
        if (!(site instanceof String key) || key.isBlank()) {
            throw Refusal.invalid(SITE, "not the key of a site");
        }
        boolean own =
                person && caller.getTenantIds() != null && caller.getTenantIds().contains(key);
        boolean everywhere =
                !person || (caller.getGroupIds() != null && caller.getGroupIds().contains(Role.ADMINISTRATOR.group()));
        if (own || (everywhere && exists(key))) {
            Object about = text(start.getVariables(), ABOUT);
            return about instanceof String user && !user.isBlank()
                    ? Context.getCommandContext().runWithoutAuthorization(() -> withoutOne(key, user))
                    : key;
        }
        throw Refusal.invalid(SITE, "no such site, or not one of yours"); // which of the two is nobody's business
    }

    /**
     * The tenant of everybody of a site but one: a complaint about a person runs there, so that no query of the engine,
     * by whatever way it comes, shows it to them.
     */
    private static String withoutOne(String site, String user) {
        var identities = (Identities) Context.getCommandContext().getWritableIdentityProvider();
        String tenant = site + Identities.WITHOUT + user;
        if (!exists(tenant)) {
            identities.createTenantWithout(site, user, tenant);
        }
        return tenant;
    }

    /** A serialized object would fail when it is read. */
    private static @Nullable Object text(VariableMap variables, String name) {
        TypedValue value = variables.getValueTyped(name);
        if (value instanceof ObjectValue object && !object.isDeserialized()) {
            throw Refusal.invalid(name, "must be text");
        }
        return value == null ? null : value.getValue();
    }

    private static boolean exists(String key) {
        return Context.getCommandContext().getReadOnlyIdentityProvider().findTenantById(key) != null;
    }

    @Override
    public @Nullable String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext start) {
        return null; // there are no cases
    }

    @Override
    public @Nullable String provideTenantIdForHistoricDecisionInstance(
            TenantIdProviderHistoricDecisionInstanceContext decision) {
        return decision.getExecution() == null ? null : decision.getExecution().getTenantId();
    }
}
