package dev.steward.estate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A flat, house or office.
 *
 * @param key unique within the site, as it stands on the door ({@code 1-201})
 * @param region the building's, unless its own was given
 * @param handedOver when the developer handed it over
 */
public record Home(
        String site,
        String key,
        String building,
        String region,
        @Nullable Integer floor,
        @Nullable LocalDate handedOver) {}
