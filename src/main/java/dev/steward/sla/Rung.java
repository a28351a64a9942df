package dev.steward.sla;

import dev.steward.calendar.Span;
import java.time.Duration;
import java.util.List;

/**
 * A point on a clock at which somebody is told.
 *
 * @param point where on the clock
 * @param tells whom
 */
public record Rung(Point point, List<Told> tells) {

    public Rung {
        tells = List.copyOf(tells);
    }

    /** The rung's name, unique in its ladder and stable in the database: {@code 75%}, {@code +P1D}, {@code -PT1H}. */
    public String key() {
        return point.key();
    }

    /** Whether this is the due itself, the rung at which a breach is recorded. */
    public boolean breach() {
        return point instanceof Percent percent && percent.percent() == 100;
    }

    /** Where on the clock a rung is; everything is business time of the clock's calendar unless it says otherwise. */
    public sealed interface Point permits Percent, SinceStart, Before, After {
        String key();

        /** The point that a key names. */
        static Point parse(String key) {
            if (key.endsWith("%")) {
                return new Percent(Integer.parseInt(key.substring(0, key.length() - 1)));
            }
            return switch (key.charAt(0)) {
                case '+' -> new After(Span.parse(key.substring(1)));
                case '-' -> new Before(Duration.parse(key.substring(1)));
                default -> new SinceStart(Duration.parse(key));
            };
        }
    }

    /** A share of the target, 1 to 100; 100 is the due. */
    public record Percent(int percent) implements Point {
        public Percent {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("a rung is at 1 to 100 percent, or after the due; not " + percent);
            }
        }

        @Override
        public String key() {
            return percent + "%";
        }
    }

    /** So long after the start. */
    public record SinceStart(Duration time) implements Point {
        @Override
        public String key() {
            return time.toString();
        }
    }

    /** So long before the due. */
    public record Before(Duration time) implements Point {
        @Override
        public String key() {
            return "-" + time;
        }
    }

    /** So long after the due: minutes or hours of the clock's calendar, or working days of the ladder's own. */
    public record After(Span time) implements Point {
        @Override
        public String key() {
            return "+" + time;
        }
    }
}
