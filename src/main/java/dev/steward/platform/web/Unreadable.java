package dev.steward.platform.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.IgnoredPropertyException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.steward.language.Sentence;
import dev.steward.platform.Refusal;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON that is none, or not what was asked for: which field, and what would be right. Nothing sent is repeated. */
final class Unreadable {

    private Unreadable() {}

    static Answer answer(JacksonException trouble) {
        if (!(trouble instanceof JsonMappingException mapping)) {
            return notJson(trouble);
        }
        if (mapping.getCause() instanceof JacksonException cause && !(cause instanceof JsonMappingException)) {
            return notJson(cause);
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

    private static Answer notJson(JacksonException trouble) {
        Sentence kind = kind(trouble);
        return trouble.getLocation() == null
                ? Answer.malformed("Not JSON as we read it: {0}", kind)
                : Answer.malformed(
                        "Not JSON as we read it: {0} in line {1}, column {2}",
                        kind,
                        trouble.getLocation().getLineNr(),
                        trouble.getLocation().getColumnNr());
    }

    private static Sentence kind(JacksonException trouble) {
        String text = String.valueOf(trouble.getOriginalMessage());
        if (text.startsWith("Duplicate field")) {
            return Sentence.of("the same key twice");
        }
        if (text.contains("nesting depth")) {
            return Sentence.of("nested too deeply");
        }
        if (text.contains("exceeds the maximum")) {
            return Sentence.of("a value is too long");
        }
        if (text.contains("UTF-8")) {
            return Sentence.of("not UTF-8");
        }
        return Sentence.of("a syntax error");
    }

    private static Sentence fault(JsonMappingException mapping) {
        if (mapping instanceof IgnoredPropertyException) {
            return Sentence.of("read-only");
        }
        if (mapping instanceof PropertyBindingException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            return known == null || known.isEmpty()
                    ? Sentence.of("unknown or read-only")
                    : Sentence.of(
                            "unknown or read-only; the fields are {0}",
                            known.stream().map(String::valueOf).sorted().toList());
        }
        Class<?> target = mapping instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
        if (mapping instanceof InvalidFormatException && target != null && target.isEnum()) {
            return Sentence.of("not one of {0}", Arrays.asList(target.getEnumConstants()));
        }
        return Sentence.of("not {0}", wanted(target));
    }

    private static Sentence wanted(@Nullable Class<?> target) {
        if (target == null) {
            return Sentence.of("the value that belongs here");
        }
        if (target.isEnum()) {
            return Sentence.of("one of {0}", Arrays.asList(target.getEnumConstants()));
        }
        if (target.equals(java.time.LocalDate.class)) {
            return Sentence.of("an existing date such as 2026-03-01");
        }
        if (target.equals(java.time.LocalTime.class)) {
            return Sentence.of("a time of day such as 08:30");
        }
        if (Temporal.class.isAssignableFrom(target)) {
            return Sentence.of("an existing time with its offset, such as 2026-03-01T08:30:00+08:00");
        }
        if (target.equals(java.util.Date.class)) {
            return Sentence.of("a time such as 2026-03-01T08:30:00.000+0800"); // the engine's own format
        }
        if (target.equals(java.time.Duration.class)) {
            return Sentence.of("a duration such as PT4H");
        }
        if (CharSequence.class.isAssignableFrom(target)) {
            return Sentence.of("a text");
        }
        if (target.equals(boolean.class) || target.equals(Boolean.class)) {
            return Sentence.of("true or false");
        }
        if (target.equals(int.class)
                || target.equals(Integer.class)
                || target.equals(long.class)
                || target.equals(Long.class)
                || target.equals(java.math.BigInteger.class)) {
            return Sentence.of("a whole number");
        }
        if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
            return Sentence.of("a number");
        }
        if (target.isArray() || Collection.class.isAssignableFrom(target)) {
            return Sentence.of("a list");
        }
        return Sentence.of("an object");
    }

    private static Refusal below(String field, Refusal refusal) {
        if (refusal.faults().isEmpty()) {
            return refusal;
        }
        List<Refusal.Fault> faults = refusal.faults().stream()
                .map(fault -> new Refusal.Fault(join(field, fault.field()), fault.said()))
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
