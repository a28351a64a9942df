/** Where the ticket meets the engine: the process facade, the delegates and listeners of {@code service-ticket}. */
@NullMarked
package dev.steward.ticket.process;

import org.jspecify.annotations.NullMarked;
