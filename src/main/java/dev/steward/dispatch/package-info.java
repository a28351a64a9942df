/** Work orders: who goes where and when, what came of each visit, what it costs whom, and the evidence. */
@NullMarked
package dev.steward.dispatch;

import org.jspecify.annotations.NullMarked;
