package dev.steward.dispatch;

import dev.steward.estate.Catalogue;
import dev.steward.estate.Sites;
import dev.steward.platform.CannotStart;
import dev.steward.ticket.Priority;
import java.util.Collection;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code steward.dispatch} names sites and categories that exist, or the start is refused: a rule for a misspelt one would
 * never apply, and nobody would know. Before the first site is there, sites cannot be checked.
 */
@Component
@Order(20) // after the estate's file
class DispatchPoolCheck implements ApplicationRunner {

    private final DispatchPool dispatch;
    private final Catalogue catalogue;
    private final Sites sites;

    DispatchPoolCheck(DispatchPool dispatch, Catalogue catalogue, Sites sites) {
        this.dispatch = dispatch;
        this.catalogue = catalogue;
        this.sites = sites;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        dispatch.pool().forEach((site, categories) -> {
            site("steward.dispatch.pool", site);
            categories("steward.dispatch.pool." + site, categories);
        });
        for (int i = 0; i < dispatch.automatic().size(); i++) {
            DispatchPool.Automatic rule = dispatch.automatic().get(i);
            String at = "steward.dispatch.automatic[" + i + "]";
            site(at + ".site", rule.site());
            categories(at + ".categories", rule.categories());
            if (rule.priorities().contains(Priority.EMERGENCY)) {
                throw new CannotStart(at + ".priorities: an emergency goes to those on call; leave EMERGENCY out");
            }
        }
    }

    private void site(String at, String site) {
        if (!sites.all().isEmpty() && sites.find(site).isEmpty()) {
            throw new CannotStart(at + ": there is no site \"" + site + "\"; there are "
                    + sites.all().stream().map(known -> known.key()).toList());
        }
    }

    private void categories(String at, Collection<String> categories) {
        categories.stream()
                .filter(category -> catalogue.find(category).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw new CannotStart(at + ": \"" + unknown + "\" is not in the catalogue");
                });
    }
}
