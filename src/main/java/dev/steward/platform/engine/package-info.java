/** The engine as Steward runs it: its settings, its guards, its deployment, who may do what in it. */
@NullMarked
package dev.steward.platform.engine;

import org.jspecify.annotations.NullMarked;
