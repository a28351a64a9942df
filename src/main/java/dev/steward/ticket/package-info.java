/** The ticket: what a resident reported, who owns it, and what has become of it. */
@NullMarked
package dev.steward.ticket;

import org.jspecify.annotations.NullMarked;
