package dev.steward.dispatch;

import dev.steward.ticket.Priority;
import dev.steward.ticket.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which orders need no dispatcher ({@code steward.dispatch}); all of them need one as shipped.
 *
 * @param pool technicians take them themselves: keys of categories by key of the site
 * @param automatic a policy sends them (see {@link AssignmentPolicy})
 */
@ConfigurationProperties("steward.dispatch")
public record DispatchPool(Map<String, Set<String>> pool, List<Automatic> automatic) {

    public DispatchPool {
        pool = pool == null ? Map.of() : Map.copyOf(pool);
        automatic = automatic == null ? List.of() : List.copyOf(automatic);
    }

    /**
     * Orders that a policy sends.
     *
     * @param site key of the site
     * @param categories keys of the catalogue; empty: all
     * @param priorities empty: NORMAL and LOW
     */
    public record Automatic(String site, Set<String> categories, Set<Priority> priorities) {

        private static final Set<Priority> USUAL = Set.of(Priority.NORMAL, Priority.LOW);

        public Automatic {
            if (site == null || site.isBlank()) {
                throw new IllegalArgumentException("steward.dispatch.automatic: each entry names its site");
            }
            categories = categories == null ? Set.of() : Set.copyOf(categories);
            priorities = priorities == null || priorities.isEmpty() ? USUAL : Set.copyOf(priorities);
        }

        boolean covers(Ticket ticket) {
            return site.equals(ticket.site())
                    && (categories.isEmpty() || categories.contains(ticket.category()))
                    && priorities.contains(ticket.priority());
        }
    }

    /** Whether technicians of the site serve themselves with orders of the category. */
    public boolean has(String site, String category) {
        return pool.getOrDefault(site, Set.of()).contains(category);
    }
}
