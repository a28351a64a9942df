package dev.steward.platform.security;

/**
 * An account was deleted; told in the transaction that deletes it.
 *
 * @param user its id
 */
public record AccountDeleted(String user) {}
