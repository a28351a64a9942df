/** What is told to residents and staff: the outbox, the letters in each language, and the sender that posts them. */
@NullMarked
package dev.steward.notice;

import org.jspecify.annotations.NullMarked;
