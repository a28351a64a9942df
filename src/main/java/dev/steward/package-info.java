/** Steward, the service desk of a property company: the application and its feature packages. */
@NullMarked
package dev.steward;

import org.jspecify.annotations.NullMarked;
