package dev.steward.dispatch;

import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which orders technicians take without a dispatcher ({@code steward.dispatch.pool}).
 *
 * @param pool keys of categories by key of the site; empty as shipped
 */
@ConfigurationProperties("steward.dispatch")
public record DispatchPool(Map<String, Set<String>> pool) {

    public DispatchPool {
        pool = pool == null ? Map.of() : Map.copyOf(pool);
    }

    /** Whether technicians of the site serve themselves with orders of the category. */
    public boolean has(String site, String category) {
        return pool.getOrDefault(site, Set.of()).contains(category);
    }
}
