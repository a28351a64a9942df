/** The return visit: whether it is solved is asked of the resident, within one working day, by somebody who did not do the work. */
@NullMarked
package dev.steward.visit;

import org.jspecify.annotations.NullMarked;
