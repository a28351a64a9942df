package dev.steward.calendar;

import dev.steward.calendar.CalendarDefinition.Years;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Business time of one calendar: what is due when, and how much working time lies between two instants. Compiled from a
 * {@link CalendarDefinition}; immutable to its users and safe to share. Days are compiled when they are first asked for and
 * kept; the cost of an answer does not depend on the distance.
 *
 * <p>It answers for the years 1900 to 2199 and refuses the rest, as it refuses to look for working time where there is none
 * within ten years ({@link CalendarException}). The rules a to g of the specification are named at the methods.
 */
public final class BusinessCalendar {

    private static final int EARLIEST = (int) LocalDate.of(1900, 1, 1).toEpochDay();
    private static final int LATEST = (int) LocalDate.of(2200, 1, 1).toEpochDay();

    /** Days kept beside an instant, so that night shifts, offsets and skipped dates never leave the compiled run. */
    private static final int MARGIN = 8;

    private static final int DAYS_AT_FIRST = 1_000;
    private static final long NANOS = 1_000_000_000L;
    private static final long TEN_YEARS = 3_653L * Shift.DAY;
    private static final Duration LONGEST = Duration.ofDays(400 * 366L);
    private static final Duration FURTHEST_BACK = LONGEST.negated();

    private final CalendarDefinition definition;
    private final Plans plans;
    private final @Nullable Set<Integer> holidayYears;

    private volatile Timeline timeline;

    private BusinessCalendar(CalendarDefinition definition) {
        this.definition = definition;
        this.plans = new Plans(definition);
        this.holidayYears = holidayYears(definition);
        this.timeline = new Timeline(plans, EARLIEST, EARLIEST);
    }

    /**
     * Compiles a calendar.
     *
     * @throws CalendarException with everything that is wrong with the definition, by path
     */
    public static BusinessCalendar of(CalendarDefinition definition) {
        var faults = definition.faults();
        if (!faults.isEmpty()) {
            throw new CalendarException(faults);
        }
        return new BusinessCalendar(definition);
    }

    public ZoneId zone() {
        return definition.zone();
    }

    public CalendarDefinition definition() {
        return definition;
    }

    /**
     * The instant at which an amount of business time has passed (rules a, b, c, f).
     *
     * @param from outside hours the count starts at the next opening, or, backwards, at the previous closing
     * @param businessTime negative to go back; zero moves an instant outside hours to the next opening
     * @return on a boundary the end of the earlier interval, or, backwards, the start of the later one
     */
    public Instant add(Instant from, Duration businessTime) {
        if (businessTime.compareTo(LONGEST) > 0 || businessTime.compareTo(FURTHEST_BACK) < 0) {
            throw new CalendarException("more business time than any calendar holds");
        }
        long second = from.getEpochSecond();
        int fraction = from.getNano();
        boolean forward = businessTime.compareTo(Duration.ZERO) > 0;
        for (Timeline days = around(second); ; days = further(days, !businessTime.isNegative(), from)) {
            long position = days.positionOf(second);
            boolean open = (position & 1) == 1;
            long worked = (position >> 1) + businessTime.getSeconds();
            long nano = (open ? fraction : 0L) + businessTime.getNano();
            if (nano >= NANOS) {
                nano -= NANOS;
                worked++;
            }
            // The working second in which the result lies: on a boundary, forward, the last one before it.
            long in = forward && nano == 0 ? worked - 1 : worked;
            if (in >= 0 && in < days.total()) {
                long result = days.instantOf(worked, in);
                if (!open && Math.abs(result - second) > TEN_YEARS) {
                    refuseTenYearsWithout(from, days, position >> 1, businessTime.isNegative());
                }
                return result == second && nano == fraction ? from : Instant.ofEpochSecond(result, nano);
            }
        }
    }

    /**
     * The instant a number of working days later, never a multiple of 24 business hours (rule d): from the opening of a
     * working day to the close of the last of the days, otherwise the same local time on the n-th following working day,
     * moved back into its hours, or forward to its opening. A time after midnight in a night shift is a time of the day on
     * which the shift started. Negative numbers mirror this.
     *
     * @param days zero gives the instant itself, or the next opening
     */
    public Instant addWorkingDays(Instant from, int days) {
        if (days == 0) {
            return add(from, Duration.ZERO);
        }
        return days > 0 ? workingDaysAfter(from, days) : workingDaysBefore(from, -(long) days);
    }

    private Instant workingDaysAfter(Instant from, int days) {
        Instant start = nextOpening(from);
        for (Timeline run = around(start.getEpochSecond()); ; run = further(run, true, from)) {
            int day = dayOfStart(run, start);
            boolean opening = start.equals(Instant.ofEpochSecond(run.opening(day)));
            long target = (long) run.rank(day) + days - (opening ? 1 : 0);
            if (target < run.workingDays()) {
                int then = run.workingDay((int) target);
                return opening ? Instant.ofEpochSecond(run.closing(then)) : sameTime(run, start, day, then, true);
            }
        }
    }

    private Instant workingDaysBefore(Instant from, long days) {
        Instant end = previousClosing(from);
        for (Timeline run = around(end.getEpochSecond()); ; run = further(run, false, from)) {
            int day = dayOfEnd(run, end);
            boolean closing = end.equals(Instant.ofEpochSecond(run.closing(day)));
            long target = run.rank(day) - days + (closing ? 1 : 0);
            if (target >= 0) {
                int then = run.workingDay((int) target);
                return closing ? Instant.ofEpochSecond(run.opening(then)) : sameTime(run, end, day, then, false);
            }
        }
    }

    /** The local time that an instant has in its working day, on another working day, moved into the hours of that day. */
    private Instant sameTime(Timeline run, Instant instant, int day, int target, boolean back) {
        long offset = plans.rules().getOffset(instant).getTotalSeconds();
        long wall = instant.getEpochSecond() + offset - (run.first + day) * (long) Shift.DAY;
        long second = plans.instantOf(run.first + target, wall);
        DayPlan plan = run.plan(target);
        long midnight = run.midnight(target);
        long rest = second - midnight;
        long moved = back ? latest(plan, rest) : earliest(plan, rest, instant.getNano());
        // At a close the fraction of a second is outside; everywhere else the whole local time is kept.
        boolean kept = moved == rest && (plan.isOpen(rest) || instant.getNano() == 0);
        return Instant.ofEpochSecond(midnight + moved, kept ? instant.getNano() : 0);
    }

    /** The latest business second of a day at or before a second; its opening when that is later. */
    private static long latest(DayPlan plan, long second) {
        for (int i = plan.size() - 1; i >= 0; i--) {
            if (second >= plan.open(i)) {
                return Math.min(second, plan.close(i));
            }
        }
        return plan.opening();
    }

    /** The earliest business second of a day at or after a second; its close when that is earlier. */
    private static long earliest(DayPlan plan, long second, int nano) {
        for (int i = 0; i < plan.size(); i++) {
            if (second < plan.close(i) || (second == plan.close(i) && nano == 0)) {
                return Math.max(second, plan.open(i));
            }
        }
        return plan.closing();
    }

    /**
     * The close of the n-th working day after the working day of an instant (rule g).
     *
     * @param from outside hours the next opening decides which day it belongs to
     * @param days zero for the close of the same day
     */
    public Instant closeOfBusiness(Instant from, int days) {
        if (days < 0) {
            throw new IllegalArgumentException("a close of business lies ahead: zero or more working days");
        }
        Instant start = nextOpening(from);
        for (Timeline run = around(start.getEpochSecond()); ; run = further(run, true, from)) {
            long rank = (long) run.rank(dayOfStart(run, start)) + days;
            if (rank < run.workingDays()) {
                return Instant.ofEpochSecond(run.closing(run.workingDay((int) rank)));
            }
        }
    }

    /** The instant at which a promise made at {@code from} is due. */
    public Instant add(Instant from, Span span) {
        Duration time = span.time();
        if (time != null) {
            return add(from, time);
        }
        return span.closeOfBusiness() ? closeOfBusiness(from, span.days()) : addWorkingDays(from, span.days());
    }

    /** The business time between two instants; negative when {@code to} is earlier. */
    public Duration between(Instant from, Instant to) {
        Timeline days = around(from.getEpochSecond(), to.getEpochSecond());
        long start = days.positionOf(from.getEpochSecond());
        long end = days.positionOf(to.getEpochSecond());
        long nano = ((end & 1) == 1 ? to.getNano() : 0L) - ((start & 1) == 1 ? from.getNano() : 0L);
        return Duration.ofSeconds((end >> 1) - (start >> 1), nano);
    }

    /** Whether an instant is inside hours; an opening is, a closing is not. */
    public boolean isOpen(Instant instant) {
        long second = instant.getEpochSecond();
        return (around(second).positionOf(second) & 1) == 1;
    }

    /** The instant itself when it is inside hours or an opening, otherwise the next opening (rule b). */
    public Instant nextOpening(Instant instant) {
        return add(instant, Duration.ZERO);
    }

    /** The instant itself when it is inside hours or a closing, otherwise the previous closing (rule c). */
    public Instant previousClosing(Instant instant) {
        long second = instant.getEpochSecond();
        boolean whole = instant.getNano() == 0;
        for (Timeline days = around(second); ; days = further(days, false, instant)) {
            long position = days.positionOf(second);
            long worked = position >> 1;
            boolean open = (position & 1) == 1;
            if (open && !whole) {
                return instant;
            }
            if (worked > 0) {
                long result = days.instantOf(worked, worked - 1);
                if (!open && second - result > TEN_YEARS) {
                    throw tenYearsWithout(instant);
                }
                return result == second && whole ? instant : Instant.ofEpochSecond(result);
            }
        }
    }

    /** Whether a due time at this instant rests on a year for which the holidays are not known. */
    public boolean provisional(Instant until) {
        return !knows(until.atZone(zone()).getYear());
    }

    /** Whether the time between two instants, in either order, touches a year for which the holidays are not known. */
    public boolean provisional(Instant one, Instant other) {
        int from = one.atZone(zone()).getYear();
        int to = other.atZone(zone()).getYear();
        return !IntStream.rangeClosed(Math.min(from, to), Math.max(from, to)).allMatch(this::knows);
    }

    private boolean knows(int year) {
        Years known = definition.knownYears();
        return known != null ? known.contains(year) : holidayYears == null || holidayYears.contains(year);
    }

    /** Whether an instant lies in the years that calendars answer for. */
    public static boolean answersFor(Instant instant) {
        long day = Math.floorDiv(instant.getEpochSecond(), (long) Shift.DAY);
        return day >= EARLIEST && day < LATEST;
    }

    /**
     * What counted between two instants and what did not, and why; in order, without a gap. The order of the two does not
     * matter. Neighbouring stretches that did not count for the same reason are one.
     */
    public List<Counted> explain(Instant from, Instant to) {
        return explain(from, to, Integer.MAX_VALUE);
    }

    /** The same, ending early after a number of stretches. */
    public List<Counted> explain(Instant from, Instant to, int most) {
        if (to.isBefore(from)) {
            return explain(to, from, most);
        }
        return new Explanation(plans, around(from.getEpochSecond(), to.getEpochSecond()), most).of(from, to);
    }

    /** How many days are compiled: the work that its questions have cost so far. */
    int compiled() {
        return timeline.size;
    }

    private int dayOfStart(Timeline run, Instant start) {
        long second = start.getEpochSecond();
        return run.dayOfWork(run.positionOf(second) >> 1);
    }

    private int dayOfEnd(Timeline run, Instant end) {
        long second = end.getEpochSecond();
        long worked = run.positionOf(second) >> 1;
        return run.dayOfWork(end.getNano() > 0 ? worked : worked - 1);
    }

    private Timeline around(long second) {
        Timeline days = timeline;
        return days.covers(second) ? days : extend(dayOf(second), dayOf(second));
    }

    private Timeline around(long one, long other) {
        Timeline days = timeline;
        return days.covers(one) && days.covers(other)
                ? days
                : extend(dayOf(Math.min(one, other)), dayOf(Math.max(one, other)));
    }

    private static int dayOf(long second) {
        long day = Math.floorDiv(second, (long) Shift.DAY);
        if (day < EARLIEST || day >= LATEST) {
            throw new CalendarException("calendars answer for the years 1900 to 2199");
        }
        return (int) day;
    }

    /** More days in one direction, because the answer lies beyond those compiled so far. */
    private Timeline further(Timeline days, boolean forward, Instant from) {
        int more = Math.max(days.size, DAYS_AT_FIRST);
        int end = days.first + days.size;
        if (forward ? end >= LATEST + MARGIN : days.first <= EARLIEST - MARGIN) {
            throw days.total() == 0 ? tenYearsWithout(from) : endOfTime(days, from, forward);
        }
        return forward
                ? extend(days.first + MARGIN, Math.min(end + more, LATEST))
                : extend(Math.max(days.first - more, EARLIEST), end - MARGIN);
    }

    private CalendarException endOfTime(Timeline days, Instant from, boolean forward) {
        long worked = days.positionOf(from.getEpochSecond()) >> 1;
        return (forward ? worked >= days.total() : worked == 0)
                ? tenYearsWithout(from)
                : new CalendarException(
                        "the calendar has less working time than that until the year {0}", forward ? "2200" : "1900");
    }

    private synchronized Timeline extend(int firstDay, int lastDay) {
        Timeline days = timeline;
        int first = firstDay - MARGIN;
        int end = lastDay + MARGIN;
        if (days.size > 0) {
            first = Math.min(first, days.first);
            end = Math.max(end, days.first + days.size);
        } else {
            first = Math.max(firstDay - DAYS_AT_FIRST / 4, EARLIEST) - MARGIN;
            end = Math.min(lastDay + DAYS_AT_FIRST, LATEST) + MARGIN;
        }
        if (days.size == 0 || first < days.first || end > days.first + days.size) {
            days = new Timeline(plans, first, end);
            timeline = days;
        }
        return days;
    }

    /** Refuses when even the nearest working time in the direction of the count is too far away; there is some. */
    private void refuseTenYearsWithout(Instant from, Timeline days, long worked, boolean back) {
        long nearest = days.instantOf(worked, back ? worked - 1 : worked);
        if (Math.abs(nearest - from.getEpochSecond()) > TEN_YEARS) {
            throw tenYearsWithout(from);
        }
    }

    private CalendarException tenYearsWithout(Instant from) {
        return new CalendarException(
                "the calendar has no working time within ten years of {0}",
                from.atZone(zone()).toLocalDate());
    }

    private static @Nullable Set<Integer> holidayYears(CalendarDefinition definition) {
        if (definition.holidays().isEmpty()) {
            return null;
        }
        return definition.holidays().stream()
                .flatMapToInt(h ->
                        IntStream.rangeClosed(Math.max(h.from().getYear(), 1900), Math.min(h.to().getYear(), 2200)))
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }
}
