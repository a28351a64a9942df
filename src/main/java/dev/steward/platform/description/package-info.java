/** The OpenAPI document of {@code /api/v1}, drawn from the code and its Javadoc; what holds for every route is said here once. */
@NullMarked
package dev.steward.platform.description;

import org.jspecify.annotations.NullMarked;
