package dev.steward.sla;

import java.time.Duration;

/**
 * Durations in classes a tenth wide, counted: medians and percentiles become sums, at the price of an error of a few
 * percent. Class 0 is below a minute.
 */
public final class TimeClasses {

    private static final double SHORTEST = 60;
    private static final double WIDTH = Math.log(1.1);
    private static final int MOST = 255;

    private final long[] counts = new long[MOST + 1];
    private long total;

    /** The class of a duration. */
    public static int of(Duration time) {
        long seconds = time.toSeconds();
        return seconds < SHORTEST ? 0 : Math.min(MOST, 1 + (int) Math.floor(Math.log(seconds / SHORTEST) / WIDTH));
    }

    public void add(int timeClass, long count) {
        counts[timeClass] += count;
        total += count;
    }

    /** The duration that a share of all stays within, to the second; zero when there are none. */
    public Duration within(double share) {
        double wanted = share * total;
        long below = 0;
        for (int i = 0; i <= MOST; i++) {
            if (counts[i] > 0 && below + counts[i] >= wanted) {
                double part = (wanted - below) / counts[i];
                double from = lowest(i);
                return Duration.ofSeconds(Math.round(from + part * (lowest(i + 1) - from)));
            }
            below += counts[i];
        }
        return Duration.ZERO;
    }

    private static double lowest(int timeClass) {
        return timeClass == 0 ? 0 : SHORTEST * Math.exp(WIDTH * (timeClass - 1));
    }
}
