package dev.steward.sla.ledger;

import dev.steward.sla.Terms.Counting;

/** Where calendars come from: the book of the versions in use, or one calendar that is tried out. */
interface Countings {

    /** The present version of the calendar that a site has under a name. */
    Counting of(String site, String name);

    /** Whether there is a calendar by this key now. */
    boolean inForce(String key);

    /** The version that a clock was started with. */
    Counting version(String key, int version);
}
