package dev.steward.estate;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A telephone number in E.164 ({@code +8613800138000}), however it was written. */
public record PhoneNumber(String e164) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /**
     * Reads a number as people write it.
     *
     * @param country ISO 3166 code that decides numbers without a country code: the site's
     * @return empty when it cannot be a telephone number
     */
    public static Optional<PhoneNumber> parse(@Nullable String text, String country) {
        if (text == null || text.isBlank() || text.length() > 60) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(text, country);
            return NUMBERS.isPossibleNumber(number)
                    ? Optional.of(new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /**
     * Every number that a telephone system may mean: as it is written in the country, or with a country code from which it
     * left out the plus. {@code tel:} and {@code sip:} addresses are read, too.
     */
    public static Set<String> meant(String text, String country) {
        String address = text.strip().replaceFirst("(?i)^(tel|sips?):", "").replaceFirst("[@;].*$", "");
        Set<String> numbers = new LinkedHashSet<>();
        parse(address, country).ifPresent(number -> numbers.add(number.e164()));
        if (address.matches("[1-9][0-9 ().-]{6,}")) {
            parse("+" + address, country).ifPresent(number -> numbers.add(number.e164()));
        }
        return numbers;
    }
}
