package dev.steward.calendar;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time and whether it counted, for explaining a due time to people.
 *
 * @param from its first instant
 * @param to its end, excluded
 * @param counted whether it was working time
 * @param why what kind of time it was
 * @param name of the holiday or the exception, if it has one
 */
public record Counted(Instant from, Instant to, boolean counted, Why why, @Nullable String name) {

    /** Kinds of time. */
    public enum Why {
        SHIFT("working hours", "工作时间"),
        DATED_SHIFT("special hours", "特别工作时间"),
        BREAK("break", "休息"),
        OUTSIDE_HOURS("outside hours", "非工作时间"),
        CLOSED("no hours on this weekday", "当天不上班"),
        CLOSED_DATE("closed on this date", "当日关闭"),
        HOLIDAY("holiday", "假日"),
        NO_SUCH_DAY("the date was skipped in this zone", "该时区跳过了这一天");

        private final String english;
        private final String chinese;

        Why(String english, String chinese) {
            this.english = english;
            this.chinese = chinese;
        }
    }

    /** Why, for people: Chinese where the locale is, English otherwise. */
    public String inWords(Locale locale) {
        boolean chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
        String kind = chinese ? why.chinese : why.english;
        return name == null ? kind : kind + (chinese ? "：" : ": ") + name;
    }
}
