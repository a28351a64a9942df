package dev.steward.calendar;

import java.util.List;

/** The intervals of one day, in seconds after its first instant, ascending and disjoint; many days share one plan. */
final class DayPlan {

    static final DayPlan EMPTY = new DayPlan(new int[0], new int[0]);

    private final int[] opens;
    private final int[] closes;
    private final int[] before;
    private final int total;

    DayPlan(int[] opens, int[] closes) {
        this.opens = opens;
        this.closes = closes;
        this.before = new int[opens.length];
        int sum = 0;
        for (int i = 0; i < opens.length; i++) {
            before[i] = sum;
            sum += closes[i] - opens[i];
        }
        this.total = sum;
    }

    /** The plan of a day on which the clock does not change. */
    static DayPlan of(List<Shift> shifts) {
        return shifts.isEmpty()
                ? EMPTY
                : new DayPlan(
                        shifts.stream().mapToInt(Shift::start).toArray(),
                        shifts.stream().mapToInt(Shift::end).toArray());
    }

    int size() {
        return opens.length;
    }

    boolean isEmpty() {
        return opens.length == 0;
    }

    int open(int interval) {
        return opens[interval];
    }

    int close(int interval) {
        return closes[interval];
    }

    int opening() {
        return opens[0];
    }

    int closing() {
        return closes[closes.length - 1];
    }

    /** Working seconds of the day. */
    int total() {
        return total;
    }

    /** Working seconds before a second of the day. */
    long before(long second) {
        for (int i = opens.length - 1; i >= 0; i--) {
            if (second >= opens[i]) {
                return before[i] + Math.min(second, closes[i]) - opens[i];
            }
        }
        return 0;
    }

    /** Whether a second of the day lies in an interval. */
    boolean isOpen(long second) {
        for (int i = opens.length - 1; i >= 0; i--) {
            if (second >= opens[i]) {
                return second < closes[i];
            }
        }
        return false;
    }

    /** The interval that holds the given working second (counted from 0) of the day. */
    int intervalOf(long worked) {
        int i = opens.length - 1;
        while (before[i] > worked) {
            i--;
        }
        return i;
    }

    /** The second of the day at which an amount of working time has passed, counted in the given interval. */
    long at(int interval, long worked) {
        return opens[interval] + worked - before[interval];
    }
}
