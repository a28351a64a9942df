package dev.steward.estate;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the service catalogue and its defaults.
 *
 * @param group key of the group it is shown under ({@code home-repair} …)
 * @param kind the kind of ticket it usually is ({@code REPAIR}, {@code COMPLAINT} …)
 * @param trade key of the trade that repairs it; empty where nobody repairs
 * @param photosRequired whether work is only done with photos before and after
 * @param signatureRequired whether work is only done with the resident's signature
 * @param hazard whether a matter of this category may endanger people or the building, whatever its priority
 * @param clearanceRequired whether a clearance document is needed before closing
 */
public record Category(
        String key,
        String group,
        Names names,
        String kind,
        @Nullable String trade,
        Required photosRequired,
        Required signatureRequired,
        boolean hazard,
        boolean clearanceRequired) {

    /** When a piece of evidence must be there. */
    public enum Required {
        ALWAYS,
        WHEN_CHARGED,
        NEVER;

        /** Whether it must be there for work with or without a charge. */
        public boolean when(boolean charged) {
            return this == ALWAYS || (this == WHEN_CHARGED && charged);
        }
    }
}
