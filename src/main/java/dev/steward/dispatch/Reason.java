package dev.steward.dispatch;

import java.util.Map;

/**
 * Something that speaks for or against sending somebody; a code and what it is about, so that each language can say it.
 *
 * @param points what it weighs; below zero where it speaks against
 * @param facts instants, numbers and keys that the words need
 */
public record Reason(Code code, int points, Map<String, Object> facts) {

    public Reason {
        facts = Map.copyOf(facts);
    }

    /** What it means for the choice. */
    public enum Verdict {
        FOR,
        AGAINST,
        /** Good to know. */
        NEUTRAL
    }

    public Verdict verdict() {
        return points > 0 ? Verdict.FOR : points < 0 ? Verdict.AGAINST : Verdict.NEUTRAL;
    }

    /** What there is to say; the facts in brackets. */
    public enum Code {
        /** Has learnt the trade ({@code trade}). */
        TRADE,
        /** Has not learnt it ({@code trade}). */
        OTHER_TRADE,
        /** On duty for the whole visit ({@code until}). */
        ON_DUTY,
        /** On duty for a part of it ({@code from}, {@code until}). */
        PARTLY_ON_DUTY,
        /** Only on call then. */
        ON_CALL,
        /** Not on duty then; {@code next}: when the next duty begins, if soon. */
        OFF_DUTY,
        /** Away; {@code until}, if known. */
        AWAY,
        /** Another appointment at the same time ({@code from}, {@code until}). */
        OVERLAP,
        /** In the same building before the visit ({@code until}). */
        SAME_BUILDING_BEFORE,
        /** In the same building after it ({@code from}). */
        SAME_BUILDING_AFTER,
        /** In the same region before the visit ({@code until}). */
        SAME_REGION_BEFORE,
        /** In the same region after it ({@code from}). */
        SAME_REGION_AFTER,
        /** Responsible for the region. */
        RESPONSIBLE,
        /** Works in the region. */
        WORKS_HERE,
        /** Open orders ({@code count}). */
        OPEN_ORDERS,
        /** Hours planned on the day ({@code hours}). */
        HOURS_PLANNED,
        /** So much planned on the day that it is full ({@code hours}). */
        DAY_FULL,
        /** Was there for this ticket. */
        KNOWS_THE_PLACE,
        /** Repaired the same fault before. */
        KNOWS_THE_FAULT,
        /** Did the work that the resident objects to, for the first time: mends it. */
        MENDS_OWN_WORK,
        /** Did the work and the resident objects ({@code objections}), or found no fault: another looks at it. */
        ANOTHER_PAIR_OF_EYES,
        /** Declined this order ({@code reason}). */
        DECLINED,
        /** Did not answer when this order was sent. */
        UNANSWERED,
        /** Gave this order back. */
        GIVEN_BACK
    }
}
