package dev.steward.platform.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.IgnoredPropertyException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.steward.platform.Refusal;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON that is none, or not what was asked for: which field, and what would be right. Nothing sent is repeated. */
final class Unreadable {

    private Unreadable() {}

    static Answer answer(JacksonException trouble) {
        if (!(trouble instanceof JsonMappingException mapping)) {
            return Answer.malformed("Not JSON as we read it: " + kind(trouble) + place(trouble));
        }
        if (mapping.getCause() instanceof JacksonException cause && !(cause instanceof JsonMappingException)) {
            return Answer.malformed("Not JSON as we read it: " + kind(cause) + place(cause));
        }
        if (String.valueOf(mapping.getOriginalMessage()).startsWith("Trailing token")) {
            return Answer.malformed("Not JSON as we read it: something after its end");
        }
        String field = field(mapping.getPath());
        for (Throwable cause = mapping.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return Answer.of(below(field, refusal));
            }
        }
        if (mapping instanceof ValueInstantiationException instantiation && instantiation.getCause() != null) {
            return Answer.of(Refusal.invalid(field, "not a value that can be used here"));
        }
        return Answer.of(Refusal.invalid(field, fault(mapping)));
    }

    private static String kind(JacksonException trouble) {
        String text = String.valueOf(trouble.getOriginalMessage());
        if (text.startsWith("Duplicate field")) {
            return "the same key twice";
        }
        if (text.contains("nesting depth")) {
            return "nested too deeply";
        }
        if (text.contains("exceeds the maximum")) {
            return "a value is too long";
        }
        if (text.contains("UTF-8")) {
            return "not UTF-8";
        }
        return "a syntax error";
    }

    private static String place(JacksonException trouble) {
        return trouble.getLocation() == null
                ? ""
                : " in line " + trouble.getLocation().getLineNr() + ", column "
                        + trouble.getLocation().getColumnNr();
    }

    private static String fault(JsonMappingException mapping) {
        if (mapping instanceof IgnoredPropertyException) {
            return "read-only";
        }
        if (mapping instanceof PropertyBindingException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            return "unknown or read-only"
                    + (known == null || known.isEmpty()
                            ? ""
                            : "; the fields are "
                                    + known.stream()
                                            .map(String::valueOf)
                                            .sorted()
                                            .collect(Collectors.joining(", ")));
        }
        Class<?> target = mapping instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
        String wanted = wanted(target);
        if (mapping instanceof InvalidFormatException && target != null && target.isEnum()) {
            return "not one of " + wanted;
        }
        return "not " + wanted;
    }

    private static String wanted(@Nullable Class<?> target) {
        if (target == null) {
            return "the value that belongs here";
        }
        if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", "));
        }
        if (target.equals(java.time.LocalDate.class)) {
            return "an existing date such as 2026-03-01";
        }
        if (target.equals(java.time.LocalTime.class)) {
            return "a time of day such as 08:30";
        }
        if (Temporal.class.isAssignableFrom(target)) {
            return "an existing time with its offset, such as 2026-03-01T08:30:00+08:00";
        }
        if (target.equals(java.util.Date.class)) {
            return "a time such as 2026-03-01T08:30:00.000+0800"; // the engine's own format
        }
        if (target.equals(java.time.Duration.class)) {
            return "a duration such as PT4H";
        }
        if (CharSequence.class.isAssignableFrom(target)) {
            return "a text";
        }
        if (target.equals(boolean.class) || target.equals(Boolean.class)) {
            return "true or false";
        }
        if (target.equals(int.class)
                || target.equals(Integer.class)
                || target.equals(long.class)
                || target.equals(Long.class)
                || target.equals(java.math.BigInteger.class)) {
            return "a whole number";
        }
        if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
            return "a number";
        }
        if (target.isArray() || Collection.class.isAssignableFrom(target)) {
            return "a list";
        }
        return "an object";
    }

    private static Refusal below(String field, Refusal refusal) {
        if (refusal.faults().isEmpty()) {
            return refusal;
        }
        List<Refusal.Fault> faults = refusal.faults().stream()
                .map(fault -> new Refusal.Fault(join(field, fault.field()), fault.message()))
                .toList();
        return Refusal.invalid(faults);
    }

    private static String join(String outer, String inner) {
        return outer.isEmpty() ? inner : inner.isEmpty() ? outer : outer + "." + inner;
    }

    private static String field(List<Reference> path) {
        StringBuilder field = new StringBuilder();
        for (Reference step : path) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.toString();
    }
}
