/** The local world's tickets: made by running the processes as its people would, and by nothing else. */
@NullMarked
package dev.steward.demo;

import org.jspecify.annotations.NullMarked;
