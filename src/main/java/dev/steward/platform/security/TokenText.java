package dev.steward.platform.security;

import dev.steward.platform.Fingerprint;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a bearer token: {@code stw_}, 256 random bits in 43 letters and digits, and six more that are their CRC-32.
 * Whoever searches files for secrets knows it by its beginning and by the checksum, and so does Steward, before it asks
 * the database.
 */
final class TokenText {

    static final String PREFIX = "stw_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 43;
    private static final int CHECKSUM = 6;
    private static final Pattern SHAPE =
            Pattern.compile(PREFIX + "[0-9A-Za-z]{" + RANDOM + "}[0-9A-Za-z]{" + CHECKSUM + "}");

    private TokenText() {}

    static String random(SecureRandom source) {
        String body = PREFIX + digits(new BigInteger(256, source), RANDOM);
        return body + checksum(body);
    }

    /** Whether a text can be a token at all. */
    static boolean isOne(String text) {
        return SHAPE.matcher(text).matches() && text.endsWith(checksum(text.substring(0, PREFIX.length() + RANDOM)));
    }

    /** By what a token is recognised; 256 random bits need no salt and no slow hash. */
    static byte[] fingerprint(String text) {
        return Fingerprint.bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return digits(BigInteger.valueOf(crc.getValue()), CHECKSUM);
    }

    private static String digits(BigInteger number, int length) {
        var digits = new StringBuilder();
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        for (BigInteger rest = number; digits.length() < length; rest = rest.divide(base)) {
            digits.append(DIGITS.charAt(rest.mod(base).intValue()));
        }
        return digits.reverse().toString();
    }
}
