package dev.steward.platform;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.platform.Refusal.Fault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form or a request, read with their rules; faults are collected and refused together. A required field
 * that is wrong is answered as if it were fine, so that reading can go on: nothing may be done before {@link #refuse}.
 */
public final class Fields {

    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24}");
    /** Overrides and isolates that turn text around, as they are used to forge names and addresses. */
    private static final Pattern BIDI = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C]");

    private final Map<String, Object> values;
    private final List<Fault> faults = new ArrayList<>();

    private Fields(Map<String, Object> values) {
        this.values = values;
    }

    /** Takes the values; whatever is not declared is a fault. */
    public static Fields of(Map<String, Object> values, Set<String> declared) {
        Fields fields = new Fields(values);
        new TreeSet<>(values.keySet())
                .stream()
                        .filter(name -> !declared.contains(name))
                        .forEach(name -> fields.fault(name, "not known here; known are {0}", new TreeSet<>(declared)));
        return fields;
    }

    /** The one field of a small request. */
    public static Fields of(String field, @Nullable Object value) {
        return of(value == null ? Map.of() : Map.of(field, value), Set.of(field));
    }

    /** Throws when anything was wrong so far. */
    public void refuse() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    /** A rule over several fields. */
    public void check(
            boolean holds, String field, @CompileTimeConstant String otherwise, @Nullable Object... parameters) {
        if (!holds) {
            fault(field, otherwise, parameters);
        }
    }

    /** A key or code: one line, no surprises. */
    @SuppressWarnings("NullAway") // see the class: refused before it is used
    public String required(String field, int max) {
        return needed(field, optional(field, max));
    }

    /** A title: one line. */
    @SuppressWarnings("NullAway")
    public String requiredLine(String field, int max) {
        return needed(field, optionalLine(field, max));
    }

    /** Free text of several lines. */
    @SuppressWarnings("NullAway")
    public String requiredText(String field, int max) {
        return needed(field, optionalText(field, max));
    }

    /** One of the values of an enum. */
    @SuppressWarnings("NullAway")
    public <E extends Enum<E>> E required(String field, Class<E> type) {
        E value = optional(field, type);
        if (value == null && text(field) == null) {
            fault(field, "missing; one of {0}", Arrays.asList(type.getEnumConstants()));
        }
        return value;
    }

    @SuppressWarnings("NullAway")
    public Instant requiredInstant(String field) {
        Instant value = optionalInstant(field);
        if (value == null && values.get(field) == null) {
            fault(field, "missing");
        }
        return value;
    }

    public boolean requiredTruth(String field) {
        Boolean value = optionalTruth(field);
        if (value == null && values.get(field) == null) {
            fault(field, "missing; true or false");
        }
        return value != null && value;
    }

    public @Nullable String optional(String field, int max) {
        return optionalLine(field, max);
    }

    public @Nullable String optionalLine(String field, int max) {
        String value = text(field);
        if (value == null) {
            return null;
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            fault(field, "control characters are not allowed in one line");
        }
        return shape(field, value, max);
    }

    public @Nullable String optionalText(String field, int max) {
        String value = text(field);
        if (value == null) {
            return null;
        }
        if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            fault(field, "control characters other than line breaks are not allowed");
        }
        return shape(field, value, max);
    }

    /** Ids, separated by commas, semicolons or blanks; none where the field is empty. */
    public List<String> optionalIds(String field) {
        String text = optionalText(field, 2_000);
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[\\s,;]+"))
                        .filter(id -> !id.isBlank())
                        .toList();
    }

    private String shape(String field, String value, int max) {
        if (value.codePointCount(0, value.length()) > max) {
            fault(field, "longer than {0} characters", max);
        }
        if (turnsAround(value)) {
            fault(field, "characters that turn the direction of text are not allowed");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (paired) {
                i++;
            } else if (Character.isSurrogate(c)) {
                fault(field, "not valid Unicode (half a character)");
                break;
            }
        }
        return value.strip();
    }

    /** Whether a text has characters that turn the direction of text, by which names and addresses are forged. */
    public static boolean turnsAround(String text) {
        return BIDI.matcher(text).find();
    }

    public @Nullable String optionalEmail(String field) {
        String value = optionalLine(field, 254);
        if (value != null && !EMAIL.matcher(value).matches()) {
            fault(field, "not an e-mail address");
        }
        return value;
    }

    public <E extends Enum<E>> @Nullable E optional(String field, Class<E> type) {
        String value = text(field);
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        fault(field, "not one of {0}", Arrays.asList(type.getEnumConstants()));
        return null;
    }

    public <E extends Enum<E>> E optional(String field, Class<E> type, E otherwise) {
        E value = optional(field, type);
        return value == null ? otherwise : value;
    }

    /** An instant: RFC 3339 text with offset, or a date of the engine; of the days that a request may name. */
    public @Nullable Instant optionalInstant(String field) {
        Instant at = instant(field);
        Days.check(faults, field, at);
        return at;
    }

    private @Nullable Instant instant(String field) {
        Object value = values.get(field);
        if (value instanceof Date date) {
            return date.toInstant();
        }
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            fault(field, "not a time with offset, such as 2026-11-22T09:00:00+08:00");
            return null;
        }
    }

    public @Nullable Boolean optionalTruth(String field) {
        Object value = values.get(field);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        fault(field, "true or false");
        return null;
    }

    public @Nullable Integer optionalNumber(String field, int from, int to) {
        Object value = values.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            long number = ((Number) value).longValue();
            if (number >= from && number <= to) {
                return (int) number;
            }
        }
        fault(field, "a whole number from {0} to {1}", from, to);
        return null;
    }

    /** An amount of money with at most two decimals, never negative. */
    public @Nullable BigDecimal optionalAmount(String field) {
        Object value = values.get(field);
        if (value == null) {
            return null;
        }
        try {
            BigDecimal amount = new BigDecimal(value.toString().strip());
            if (amount.signum() >= 0 && amount.stripTrailingZeros().scale() <= 2 && amount.precision() <= 12) {
                return amount.setScale(2);
            }
        } catch (NumberFormatException e) {
            // told below, with what would be right
        }
        fault(field, "an amount such as 80 or 80.50");
        return null;
    }

    private @Nullable String text(String field) {
        Object value = values.get(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            fault(field, "must be text");
            return null;
        }
        return isBlank(text) ? null : text;
    }

    /** Blank to the eye: spaces of all kinds, and characters that show nothing. */
    private static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    @SuppressWarnings("NullAway")
    private String needed(String field, @Nullable String value) {
        if (value == null && faults.stream().noneMatch(fault -> fault.field().equals(field))) {
            fault(field, "missing");
        }
        return value;
    }

    private void fault(String field, @CompileTimeConstant String template, @Nullable Object... parameters) {
        faults.add(new Fault(field, template, parameters));
    }
}
