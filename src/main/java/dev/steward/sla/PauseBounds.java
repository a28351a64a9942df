package dev.steward.sla;

/**
 * How long a clock may stand still.
 *
 * @param each working days of one pause; it then ends by itself
 * @param total working days of all pauses of a clock together
 */
public record PauseBounds(int each, int total) {

    /** Five working days each, fifteen in total. */
    public static final PauseBounds DEFAULT = new PauseBounds(5, 15);

    public PauseBounds {
        if (each < 1 || total < each) {
            throw new IllegalArgumentException(
                    "a pause lasts at least one working day, and all together at least as long as one");
        }
    }
}
