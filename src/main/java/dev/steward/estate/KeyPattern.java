package dev.steward.estate;

import dev.steward.language.Unusable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many keys in one text: {@code 1-{2..4}0{1..5}} stands for {@code 1-201}, {@code 1-202} … {@code 1-405}. */
final class KeyPattern {

    private static final Pattern RANGE = Pattern.compile("\\{(\\d{1,5})\\.\\.(\\d{1,5})}");
    private static final int MOST = 20_000;

    private KeyPattern() {}

    /**
     * The keys, in their order; the text itself when there is no range in it.
     *
     * @throws IllegalArgumentException for an empty range or far too many keys
     */
    static List<String> expand(String pattern) {
        Matcher range = RANGE.matcher(pattern);
        if (!range.find()) {
            if (pattern.indexOf('{') >= 0 || pattern.indexOf('}') >= 0) {
                throw new Unusable("a range is written like {1..5}");
            }
            return List.of(pattern);
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        if (last < first) {
            throw new Unusable("the range {0} is empty", range.group());
        }
        String before = pattern.substring(0, range.start());
        List<String> rest = expand(pattern.substring(range.end()));
        if ((last - first + 1L) * rest.size() > MOST) {
            throw new Unusable("stands for more than {0} keys", MOST);
        }
        List<String> keys = new ArrayList<>();
        // {01..12} keeps its leading zero
        int width = range.group(1).startsWith("0") ? range.group(1).length() : 1;
        for (int number = first; number <= last; number++) {
            String digits =
                    "0".repeat(Math.max(0, width - String.valueOf(number).length())) + number;
            for (String end : rest) {
                keys.add(before + digits + end);
            }
        }
        return keys;
    }
}
