/** The estate: sites, buildings, homes, regions, residents, warranties, prices, the catalogue, and who is on duty. */
@NullMarked
package dev.steward.estate;

import org.jspecify.annotations.NullMarked;
