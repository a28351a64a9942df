/** Sentences that people read: said in English where they arise, put into the reader's language where they leave. */
@NullMarked
package dev.steward.language;

import org.jspecify.annotations.NullMarked;
