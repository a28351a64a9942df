package dev.steward.platform;

/** A site was added to the estate, told in the transaction that added it: it needs a tenant in the engine. */
public record SiteAdded(String key, String name) {}
