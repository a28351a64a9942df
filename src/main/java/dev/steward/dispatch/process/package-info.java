/** Where work orders meet the engine: the delegates and listeners of {@code repair-dispatch}. */
@NullMarked
package dev.steward.dispatch.process;

import org.jspecify.annotations.NullMarked;
