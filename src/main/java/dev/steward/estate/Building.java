package dev.steward.estate;

import org.jspecify.annotations.Nullable;

/** A building of a site, and the region it belongs to. */
public record Building(String site, String key, String region, Names names, @Nullable String address) {}
