package dev.steward.platform.security;

/**
 * An account is taken out of a site, or out of what is none; told in the transaction that does it, before it is done.
 *
 * @param user its id
 * @param site the tenant's key
 */
public record SiteLeft(String user, String site) {}
