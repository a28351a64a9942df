package dev.steward.estate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a resident pays for an item of the price list of a site.
 *
 * @param category of the catalogue, where it belongs to one
 * @param amount per unit, in {@code currency} (ISO 4217), tax included
 * @param unit {@code piece}, {@code hour}, {@code visit}, {@code m2} …
 */
public record Price(
        String site,
        String item,
        @Nullable String category,
        Names names,
        BigDecimal amount,
        String currency,
        String unit) {}
