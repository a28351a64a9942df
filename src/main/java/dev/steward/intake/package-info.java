/** What comes from other systems: files of old tickets, read by a mapping and loaded in the background. */
@NullMarked
package dev.steward.intake;

import org.jspecify.annotations.NullMarked;
