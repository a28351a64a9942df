/** What has to be true before Steward serves anybody outside the local profile: settings, accounts, an administrator. */
@NullMarked
package dev.steward.platform.production;

import org.jspecify.annotations.NullMarked;
