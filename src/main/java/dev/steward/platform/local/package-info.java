/** The local profile: a database and a mail server of its own, a clock that can be moved, and a world to try things in. */
@NullMarked
package dev.steward.platform.local;

import org.jspecify.annotations.NullMarked;
