package dev.steward.platform;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Tenant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives each site its tenant in the engine, with the site's key as its id. */
@Component
class SiteTenant {

    private final IdentityService identities;

    SiteTenant(IdentityService identities) {
        this.identities = identities;
    }

    @EventListener
    void create(SiteAdded site) {
        if (identities.createTenantQuery().tenantId(site.key()).count() == 0) {
            Tenant tenant = identities.newTenant(site.key());
            tenant.setName(site.name());
            identities.saveTenant(tenant);
        }
    }
}
