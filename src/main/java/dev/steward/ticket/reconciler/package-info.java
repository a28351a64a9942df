/** Nothing is stuck in silence: looks every minute whether tickets, processes and clocks still fit together. */
@NullMarked
package dev.steward.ticket.reconciler;

import org.jspecify.annotations.NullMarked;
