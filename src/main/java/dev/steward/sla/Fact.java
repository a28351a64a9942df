package dev.steward.sla;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Something that happened to a clock. Facts are appended, never changed; everything else is computed from them. */
public sealed interface Fact {

    /** When it happened. */
    Instant at();

    /** The promise was made. */
    record Started(Instant at, Terms terms) implements Fact {}

    /** The clock stands still because the resident is waited for, at the latest until the given instant. */
    record Paused(Instant at, PauseReason reason, Instant until, String actor) implements Fact {}

    /** The wait is over: somebody said so, or its bound was reached ({@code steward}). */
    record Resumed(Instant at, String actor) implements Fact {}

    /**
     * Priority, category or policy changed: the new terms count from the original start, all pauses kept.
     *
     * @param oldDue the due before, if there was one
     */
    record Retargeted(Instant at, Terms terms, String actor, String reason, @Nullable Instant oldDue) implements Fact {

        /** The reason when open clocks were brought to the rules in force, with the calendar before and after it. */
        static final Pattern RECOMPUTED = Pattern.compile("recomputed(: (?<before>\\S+ \\d+) to (?<after>\\S+ \\d+))?");

        /**
         * The reason when open clocks were brought to the rules in force.
         *
         * @param before key and version of the calendar
         * @param after key and version of the calendar
         */
        public static String recomputed(String before, String after) {
            return before.equals(after) ? "recomputed" : "recomputed: " + before + " to " + after;
        }
    }

    /** A due was agreed or imposed: the resident's slot, a city hotline's date. No pause moves it; an objection does. */
    record DueSet(Instant at, Instant due, String actor, String reason) implements Fact {}

    /** What was promised is done. */
    record Met(Instant at) implements Fact {}

    /** The resident objects: the clock runs on, without the time since it was met. */
    record Reopened(Instant at) implements Fact {}

    /**
     * What was promised is not needed any more.
     *
     * @param unpromised whether only other terms took the promise away; terms that make it again bring it back
     */
    record Cancelled(Instant at, boolean unpromised) implements Fact {

        public Cancelled(Instant at) {
            this(at, false);
        }
    }

    /**
     * A rung of the ladder was climbed.
     *
     * @param at when the handler climbed it
     * @param rung key of the rung
     * @param due the rung's own instant
     */
    record RungClimbed(Instant at, String rung, Instant due, List<Told> told) implements Fact {
        public RungClimbed {
            told = List.copyOf(told);
        }
    }

    /** Why the promise was broken, as stated by a person or computed from where the time went. */
    record CauseStated(Instant at, String reason, RootCause cause, String actor) implements Fact {}
}
