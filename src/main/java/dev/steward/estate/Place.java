package dev.steward.estate;

import org.jspecify.annotations.Nullable;

/**
 * A shared area: lobby, garage, garden, lift.
 *
 * @param building empty for what belongs to the whole site
 */
public record Place(String site, String key, @Nullable String building, String region, Names names) {}
