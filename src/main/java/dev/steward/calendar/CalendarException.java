package dev.steward.calendar;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A calendar that cannot be used, with everything that is wrong with it, or a question that it cannot answer (no working
 * time within ten years, a year that it does not know).
 */
public final class CalendarException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param path of the offending entry, dotted: {@code hours.MON}, {@code holidays.0.to}; empty for the whole
     * @param line in the file, from 1; 0 when it was not read from a file
     * @param message what is wrong and what would be right
     */
    public record Fault(String path, int line, String message) {

        @Override
        public String toString() {
            return (line > 0 ? "line " + line + ": " : "") + (path.isEmpty() ? "" : path + ": ") + message;
        }
    }

    private final transient List<Fault> faults;

    public CalendarException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    CalendarException(String message) {
        this(List.of(new Fault("", 0, message)));
    }

    public List<Fault> faults() {
        return faults;
    }
}
