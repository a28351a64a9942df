/** Service levels: what is promised, the clock that measures it, the ladder that escalates it. Pure Java, no now(). */
@NullMarked
package dev.steward.sla;

import org.jspecify.annotations.NullMarked;
