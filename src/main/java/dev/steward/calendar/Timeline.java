package dev.steward.calendar;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A run of days, compiled: the first instant of each, its plan, the working seconds and working days before it. Every
 * question is a search in these sums, so that ten years cost what ten minutes cost. Immutable.
 */
final class Timeline {

    /** No interval begins more than two dates before an instant that it holds (a night shift into a skipped date). */
    private static final int REACH = 2;

    final int first;
    final int size;

    private final long[] midnight;
    private final long[] before;
    private final DayPlan[] plans;
    private final int[] rank;
    private final int[] working;

    /** For each slice of working time the day in which it begins: a search within a slice instead of over all days. */
    private final int[] slices;

    private final int sliceShift;

    Timeline(Plans written, int first, int end) {
        this.first = first;
        this.size = end - first;
        midnight = new long[size + 1];
        before = new long[size + 1];
        plans = new DayPlan[size];
        rank = new int[size + 1];
        build(written);
        working = new int[rank[size]];
        for (int day = 0; day < size; day++) {
            if (!plans[day].isEmpty()) {
                working[rank[day]] = day;
            }
        }
        int shift = 0;
        while (before[size] >> shift > size) {
            shift++;
        }
        sliceShift = shift;
        slices = new int[(int) (before[size] >> shift) + 2];
        slice();
    }

    private void build(Plans written) {
        ZoneRules rules = written.rules();
        long calmFrom = Long.MAX_VALUE;
        long calmUntil = Long.MIN_VALUE;
        int offset = 0;
        long closed = Long.MIN_VALUE;
        for (int day = 0; day < size; day++) {
            long utc = (first + day) * (long) Shift.DAY;
            if (utc < calmFrom || utc >= calmUntil) {
                ZoneOffsetTransition last = rules.previousTransition(Instant.ofEpochSecond(utc + 1));
                ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(utc));
                // Three days either side are resolved one by one: no offset, night shift or jump reaches further.
                calmFrom = last == null ? Long.MIN_VALUE : last.toEpochSecond() + 3 * Shift.DAY;
                calmUntil = next == null ? Long.MAX_VALUE : next.toEpochSecond() - 3 * Shift.DAY;
                offset = rules.getOffset(Instant.ofEpochSecond(utc)).getTotalSeconds();
            }
            boolean calm = utc >= calmFrom && utc < calmUntil;
            midnight[day] = calm ? utc - offset : written.firstInstantOf(first + day);
            plans[day] = calm ? written.written(first + day) : resolved(written, first + day, midnight[day], closed);
            if (!plans[day].isEmpty()) {
                closed = midnight[day] + plans[day].closing();
            }
            before[day + 1] = before[day] + plans[day].total();
            rank[day + 1] = rank[day] + (plans[day].isEmpty() ? 0 : 1);
        }
        midnight[size] = written.firstInstantOf(first + size);
    }

    /** The plan of a day near a change of the clock; what would overlap after moving out of a gap is counted once. */
    private static DayPlan resolved(Plans written, int day, long midnight, long closed) {
        DayPlan plan = written.written(day);
        if (plan.isEmpty() || written.isSkipped(day)) {
            return DayPlan.EMPTY;
        }
        long[][] intervals = new long[plan.size()][];
        for (int i = 0; i < plan.size(); i++) {
            intervals[i] = new long[] {written.instantOf(day, plan.open(i)), written.instantOf(day, plan.close(i))};
        }
        Arrays.sort(intervals, Comparator.comparingLong(interval -> interval[0]));
        int[] opens = new int[plan.size()];
        int[] closes = new int[plan.size()];
        int n = 0;
        for (long[] interval : intervals) {
            int open = (int) (Math.max(interval[0], closed) - midnight);
            int close = (int) (interval[1] - midnight);
            if (n > 0 && open < closes[n - 1]) {
                closes[n - 1] = Math.max(closes[n - 1], close);
            } else if (open < close) {
                opens[n] = open;
                closes[n++] = close;
            }
        }
        return n == 0 ? DayPlan.EMPTY : new DayPlan(Arrays.copyOf(opens, n), Arrays.copyOf(closes, n));
    }

    private void slice() {
        int day = 0;
        for (int slice = 0; slice < slices.length; slice++) {
            long start = (long) slice << sliceShift;
            while (day + 1 < size && before[day + 1] <= start) {
                day++;
            }
            slices[slice] = day;
        }
    }

    /** Whether everything about an instant, in epoch seconds, can be answered from here. */
    boolean covers(long second) {
        long day = Math.floorDiv(second, Shift.DAY) - first;
        return day > REACH + 1 && day < size - REACH;
    }

    /** Working seconds of the whole run. */
    long total() {
        return before[size];
    }

    int workingDays() {
        return working.length;
    }

    /** The day (counted from the first) on which an instant falls locally. */
    int dayOf(long second) {
        int day = (int) (Math.floorDiv(second, Shift.DAY) - first) + 1;
        while (midnight[day] > second) {
            day--;
        }
        return day;
    }

    /** Working seconds before an instant, times two, plus one when the instant is inside hours. */
    long positionOf(long second) {
        int today = dayOf(second);
        long rest = second - midnight[today];
        long worked = before[today] + plans[today].before(rest);
        boolean open = plans[today].isOpen(rest);
        for (int day = today - 1; day >= today - REACH; day--) {
            DayPlan plan = plans[day];
            rest = second - midnight[day];
            if (!plan.isEmpty() && plan.closing() > rest) {
                worked -= plan.total() - plan.before(rest);
                open |= plan.isOpen(rest);
            }
        }
        return worked << 1 | (open ? 1 : 0);
    }

    /** The day whose hours hold the given working second, counted from 0 and below the total. */
    int dayOfWork(long worked) {
        int slice = (int) (worked >> sliceShift);
        int low = slices[slice];
        int high = slices[slice + 1];
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (before[middle] <= worked) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The epoch second at which {@code worked} seconds have passed, on the interval that holds working second {@code in}. */
    long instantOf(long worked, long in) {
        int day = dayOfWork(in);
        DayPlan plan = plans[day];
        return midnight[day] + plan.at(plan.intervalOf(in - before[day]), worked - before[day]);
    }

    DayPlan plan(int day) {
        return plans[day];
    }

    long midnight(int day) {
        return midnight[day];
    }

    long opening(int day) {
        return midnight[day] + plans[day].opening();
    }

    long closing(int day) {
        return midnight[day] + plans[day].closing();
    }

    /** Working days before a day. */
    int rank(int day) {
        return rank[day];
    }

    /** The day that has the given number of working days before it and is one itself. */
    int workingDay(int rank) {
        return working[rank];
    }
}
