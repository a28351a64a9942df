/** What Steward adds to the engine's web applications: the filters of Tasklist. */
@NullMarked
package dev.steward.webapp;

import org.jspecify.annotations.NullMarked;
