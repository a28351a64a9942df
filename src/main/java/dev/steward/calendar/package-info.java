/** Business calendars as plain data and exact arithmetic on them: no Spring, no engine, no SQL, no clock of its own. */
@NullMarked
package dev.steward.calendar;

import org.jspecify.annotations.NullMarked;
