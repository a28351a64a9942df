package dev.steward.estate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The roster of a site as it is planned: the weekly rules, single duties besides, and the standing deputies. */
record RosterPlan(List<DutyRule> rules, List<Duty> duties, List<Deputy> deputies) {

    RosterPlan {
        rules = List.copyOf(rules);
        duties = List.copyOf(duties);
        deputies = List.copyOf(deputies);
    }

    /** A mark of the content: two equal plans have the same. */
    String version() {
        return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
