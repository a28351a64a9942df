package dev.steward.estate;

import org.jspecify.annotations.Nullable;

/**
 * A part of a site with people responsible for it.
 *
 * @param housekeeper user id; keeps the contact with the residents
 * @param safetyOfficer user id
 * @param technician user id
 */
public record Region(
        String site,
        String key,
        Names names,
        @Nullable String housekeeper,
        @Nullable String safetyOfficer,
        @Nullable String technician) {}
