/** How requests are read and refusals are answered, by {@code /api/v1} and by the engine's own interfaces. */
@NullMarked
package dev.steward.platform.web;

import org.jspecify.annotations.NullMarked;
