package dev.steward.calendar;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.language.Said;
import dev.steward.language.Sentence;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A calendar that cannot be used, with everything that is wrong with it, or a question that it cannot answer (no working
 * time within ten years, a year that it does not know).
 */
public final class CalendarException extends RuntimeException implements Said {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param path of the offending entry, dotted: {@code hours.MON}, {@code holidays.0.to}; empty for the whole
     * @param line in the file, from 1; 0 when it was not read from a file
     * @param said what is wrong and what would be right
     */
    public record Fault(String path, int line, Sentence said) {

        public Fault(String path, int line, @CompileTimeConstant String template, @Nullable Object... parameters) {
            this(path, line, Sentence.of(template, parameters));
        }

        /** In English. */
        public String message() {
            return said.english();
        }

        /** With its line, where it has one. */
        public Sentence located() {
            return line > 0 ? Sentence.of("line {0}: {1}", line, said) : said;
        }

        @Override
        public String toString() {
            return (line > 0 ? "line " + line + ": " : "") + said.about(path);
        }
    }

    private final transient List<Fault> faults;

    public CalendarException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    CalendarException(@CompileTimeConstant String template, @Nullable Object... parameters) {
        this(List.of(new Fault("", 0, template, parameters)));
    }

    @Override
    public Sentence sentence() {
        return Sentence.all(faults.stream()
                .map(fault -> new Fault(fault.path(), fault.line(), fault.said().about(fault.path())).located())
                .toList());
    }

    public List<Fault> faults() {
        return faults;
    }
}
