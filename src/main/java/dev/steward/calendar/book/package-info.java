/** The company's configured calendars, kept in versions, and the preview that lets anyone try one. */
@NullMarked
package dev.steward.calendar.book;

import org.jspecify.annotations.NullMarked;
