package dev.steward.sla;

import java.util.Map;
import java.util.Optional;

/**
 * A row of the service level table: everything that is promised for one class of tickets.
 *
 * @param row the key of the row, e.g. {@code urgent-repair}
 * @param promises what is promised, by target; a target without a promise has no clock
 */
public record Policy(String row, Map<Target, Promise> promises) {

    public Policy {
        promises = Map.copyOf(promises);
    }

    public Optional<Promise> promise(Target target) {
        return Optional.ofNullable(promises.get(target));
    }
}
