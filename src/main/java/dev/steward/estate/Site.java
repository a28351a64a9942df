package dev.steward.estate;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An estate under management; its key is the tenant's id in the engine.
 *
 * @param zone where its days and shifts are counted
 * @param country ISO 3166 code: how telephone numbers without a country code are read
 * @param languageDefault {@code en} or {@code zh}: for whoever has stated no language
 * @param currency ISO 4217 code of its charges
 * @param phone of the desk, E.164
 * @param emergencyPhone answered day and night, E.164
 */
public record Site(
        String key,
        Names names,
        ZoneId zone,
        String country,
        String languageDefault,
        String currency,
        @Nullable String phone,
        @Nullable String emergencyPhone,
        @Nullable String email,
        @Nullable String address) {

    /** Its name in its own default language. */
    public String name() {
        return names.in(languageDefault);
    }
}
