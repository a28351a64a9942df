/** What every feature stands on and no feature is known to: engine, security, database, time, refusals, configuration. */
@NullMarked
package dev.steward.platform;

import org.jspecify.annotations.NullMarked;
