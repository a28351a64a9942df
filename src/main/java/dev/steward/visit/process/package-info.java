/** Where the return visit meets the engine: the delegates and listeners of {@code return-visit}. */
@NullMarked
package dev.steward.visit.process;

import org.jspecify.annotations.NullMarked;
