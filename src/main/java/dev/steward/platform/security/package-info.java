/** Who comes in, by which route, and what is denied: everything that no rule names. */
@NullMarked
package dev.steward.platform.security;

import org.jspecify.annotations.NullMarked;
