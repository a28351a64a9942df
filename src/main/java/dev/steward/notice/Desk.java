package dev.steward.notice;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a letter says of the site it comes from.
 *
 * @param names as residents know it, by language ({@code en}, {@code zh})
 * @param zone in which times are told
 * @param language BCP 47 tag used where the recipient's language is not spoken here
 * @param phone for emergencies and questions
 */
record Desk(Map<String, String> names, ZoneId zone, String language, @Nullable String phone) {

    String name(Locale in) {
        String name = names.get(in.getLanguage());
        return name != null ? name : names.values().iterator().next();
    }
}
