package dev.steward.estate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who must repair at their own cost, and how long.
 *
 * @param company the developer's or contractor's name
 * @param until the last day on which it holds, in the site's zone
 * @param item what it covers ("waterproofing")
 */
public record Warranty(Provider provider, LocalDate until, String item, @Nullable String company) {

    /** Who owes the repair. */
    public enum Provider {
        DEVELOPER,
        CONTRACTOR
    }
}
