package dev.steward.sla;

import java.util.HashSet;
import java.util.List;

/**
 * A named escalation: rungs, and the hours of the people it tells. Every rung is climbed once for each clock, however
 * often the clock is paused, resumed or retargeted.
 *
 * @param name the key in {@code steward.ladders}
 * @param version of its content, from 1; 0 for one that was never in force
 * @param hours name of the calendar whose working days count after a breach, and outside of whose hours people are left in
 *     peace; {@code emergency} for ladders that wake people
 * @param rungs in the order in which they are written
 */
public record Ladder(String name, int version, String hours, List<Rung> rungs) {

    /** A ladder that is not in force (yet). */
    public Ladder(String name, String hours, List<Rung> rungs) {
        this(name, 0, hours, rungs);
    }

    public Ladder {
        rungs = List.copyOf(rungs);
        var keys = new HashSet<String>();
        for (Rung rung : rungs) {
            if (!keys.add(rung.key())) {
                throw new IllegalArgumentException("ladder " + name + " has the rung " + rung.key() + " twice");
            }
        }
    }
}
