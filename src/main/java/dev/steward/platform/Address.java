package dev.steward.platform;

import org.jspecify.annotations.Nullable;

/**
 * Where a member of staff is written to.
 *
 * @param email the address as the person's account has it, unchecked
 * @param name how the person is called; the user id where no name is known
 * @param language BCP 47 tag that the person prefers, where the account says so
 */
public record Address(String email, String name, @Nullable String language) {}
