package dev.steward.language;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** The languages that Steward speaks; English where somebody asks for none of them. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "; ", ", ", ": ", "uuuu-MM-dd", "uuuu-MM-dd HH:mm"),
    CHINESE(Locale.CHINESE, "；", "、", "：", "uuuu年M月d日", "uuuu年M月d日 HH:mm");

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.CHINESE);

    private final Locale locale;
    final String betweenSentences;
    final String betweenItems;
    final String afterName;
    final String date;
    final String time;

    Language(Locale locale, String betweenSentences, String betweenItems, String afterName, String date, String time) {
        this.locale = locale;
        this.betweenSentences = betweenSentences;
        this.betweenItems = betweenItems;
        this.afterName = afterName;
        this.date = date;
        this.time = time;
    }

    /**
     * The one a client likes best.
     *
     * @param accepted the header {@code Accept-Language} with its weights ({@code zh-CN,zh;q=0.9,en;q=0.8}); English when
     *     it is missing, cannot be read or names no language of ours
     */
    public static Language accepted(@Nullable String accepted) {
        if (accepted == null || accepted.isBlank()) {
            return ENGLISH;
        }
        try {
            List<LanguageRange> wanted = LanguageRange.parse(accepted.strip()).stream()
                    .filter(range -> range.getWeight() > 0)
                    .toList();
            Locale best = Locale.lookup(wanted, SPOKEN);
            return best == null ? ENGLISH : of(best);
        } catch (IllegalArgumentException unreadable) {
            return ENGLISH;
        }
    }

    /** The language of a locale; English for all that are not spoken. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH;
    }

    public Locale locale() {
        return locale;
    }

    /** As it is written in {@code Content-Language}. */
    public String tag() {
        return locale.toLanguageTag();
    }
}
