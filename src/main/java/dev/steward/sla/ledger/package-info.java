/** The clocks of all tickets as records: append-only facts, the rungs climbed, and indexed figures for the reports. */
@NullMarked
package dev.steward.sla.ledger;

import org.jspecify.annotations.NullMarked;
