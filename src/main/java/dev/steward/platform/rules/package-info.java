/** What a company changes while Steward runs: files, checked as a whole, kept in versions, the same on every node. */
@NullMarked
package dev.steward.platform.rules;

import org.jspecify.annotations.NullMarked;
