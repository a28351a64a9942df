/** The world of the local profile: two sites that do not exist and an account for each role. */
@NullMarked
package dev.steward.estate.local;

import org.jspecify.annotations.NullMarked;
