package dev.steward.calendar;

import dev.steward.calendar.Counted.Why;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Walks over the days between two instants and says of each stretch whether it counted, and why. */
final class Explanation {

    private final Plans plans;
    private final Timeline days;
    private final int most;
    private final List<Counted> stretches = new ArrayList<>();

    Explanation(Plans plans, Timeline days, int most) {
        this.plans = plans;
        this.days = days;
        this.most = most;
    }

    List<Counted> of(Instant from, Instant to) {
        Instant reached = from;
        int last = days.dayOf(to.getEpochSecond());
        for (int day = Math.max(0, days.dayOf(from.getEpochSecond()) - 2);
                day <= last && stretches.size() < most;
                day++) {
            DayPlan plan = days.plan(day);
            long midnight = days.midnight(day);
            for (int i = 0; i < plan.size(); i++) {
                Instant open = later(reached, Instant.ofEpochSecond(midnight + plan.open(i)));
                Instant close = earlier(to, Instant.ofEpochSecond(midnight + plan.close(i)));
                if (open.isBefore(close)) {
                    skip(reached, open);
                    DatedHours dated = plans.exceptionOn(days.first + day);
                    stretches.add(new Counted(
                            open,
                            close,
                            true,
                            dated == null ? Why.SHIFT : Why.DATED_SHIFT,
                            dated == null ? null : dated.name()));
                    reached = close;
                }
            }
        }
        if (stretches.size() < most) {
            skip(reached, to);
        }
        return List.copyOf(stretches.subList(0, Math.min(most, stretches.size())));
    }

    /** What did not count, cut where the date changes and joined again where the reason stays the same. */
    private void skip(Instant from, Instant to) {
        Instant reached = from;
        while (reached.isBefore(to)) {
            int day = days.dayOf(reached.getEpochSecond());
            Instant end = earlier(to, Instant.ofEpochSecond(days.midnight(day + 1)));
            add(stretch(day, reached, end));
            reached = end;
        }
    }

    private void add(Counted next) {
        if (!stretches.isEmpty()) {
            int last = stretches.size() - 1;
            Counted before = stretches.get(last);
            if (!before.counted() && before.why() == next.why() && Objects.equals(before.name(), next.name())) {
                stretches.set(last, new Counted(before.from(), next.to(), false, next.why(), next.name()));
                return;
            }
        }
        stretches.add(next);
    }

    private Counted stretch(int day, Instant from, Instant to) {
        DayPlan plan = days.plan(day);
        if (!plan.isEmpty()) {
            long second = from.getEpochSecond() - days.midnight(day);
            boolean between = second >= plan.opening() && second < plan.closing();
            return new Counted(from, to, false, between ? Why.BREAK : Why.OUTSIDE_HOURS, null);
        }
        return closed(days.first + day, from, to);
    }

    private Counted closed(int date, Instant from, Instant to) {
        DatedHours dated = plans.exceptionOn(date);
        if (dated != null) {
            boolean hours = !dated.shifts().isEmpty();
            return new Counted(from, to, false, hours ? Why.NO_SUCH_DAY : Why.CLOSED_DATE, dated.name());
        }
        Holiday holiday = plans.holidayOn(date);
        if (holiday != null) {
            return new Counted(from, to, false, Why.HOLIDAY, holiday.name());
        }
        boolean weekday = plans.hasHours(LocalDate.ofEpochDay(date).getDayOfWeek());
        return new Counted(from, to, false, weekday ? Why.NO_SUCH_DAY : Why.CLOSED, null);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
