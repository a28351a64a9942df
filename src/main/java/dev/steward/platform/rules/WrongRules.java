package dev.steward.platform.rules;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rules that cannot be taken into force, with everything that is wrong with them. */
public final class WrongRules extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param file in which it stands
     * @param place in the file: a line and a path, or a row and a column; empty for the whole
     * @param message what is wrong and what would be right
     */
    public record Fault(String file, String place, String message) {

        /** A fault at a line (0 for none) and a path (may be empty). */
        public static Fault at(String file, int line, String path, String message) {
            String where = line == 0 ? "" : "line " + line + (path.isEmpty() ? "" : ": ");
            return new Fault(file, where + path, message);
        }

        /** The place and what is wrong there. */
        public String told() {
            return place.isEmpty() ? message : place + ": " + message;
        }

        @Override
        public String toString() {
            return file + (place.isEmpty() ? "" : ", " + place) + ": " + message;
        }
    }

    private final transient List<Fault> faults;

    public WrongRules(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public WrongRules(String file, String place, String message) {
        this(List.of(new Fault(file, place, message)));
    }

    public List<Fault> faults() {
        return faults;
    }

    /** Checks several things and refuses all that is wrong with them at once. */
    public static void together(Runnable... checks) {
        List<Fault> faults = new ArrayList<>();
        for (Runnable check : checks) {
            try {
                check.run();
            } catch (WrongRules wrong) {
                faults.addAll(wrong.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new WrongRules(faults);
        }
    }
}
