package dev.steward.bench;

import dev.steward.calendar.BusinessCalendar;
import dev.steward.calendar.CalendarDefinition;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jbpm.process.core.timer.BusinessCalendarImpl;
import org.kie.api.time.SessionClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import pro.taskana.common.api.CustomHoliday;
import pro.taskana.common.api.LocalTimeInterval;
import pro.taskana.common.api.exceptions.InvalidArgumentException;
import pro.taskana.common.internal.workingtime.HolidaySchedule;
import pro.taskana.common.internal.workingtime.WorkingTimeCalculatorImpl;

/**
 * Steward's calendar beside those of TASKANA (now KADAI) and jBPM, on the one calendar that all three can express: Monday
 * to Friday 09:00-17:00 in Berlin without a break, four fixed holidays. jBPM has no "between", and no calendar of its own
 * to compile.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class CalendarBenchmark {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FROM = Instant.parse("2026-03-02T09:17:23Z");
    private static final int[][] HOLIDAYS = {{1, 1}, {1, 5}, {25, 12}, {26, 12}};

    /** How far, in business time: a working day has eight hours, a year 260 days. */
    public enum Distance {
        TEN_MINUTES(Duration.ofMinutes(10)),
        DAY(Duration.ofHours(8)),
        YEAR(Duration.ofHours(8 * 256)),
        TEN_YEARS(Duration.ofHours(8 * 2_560));

        final Duration business;

        Distance(Duration business) {
            this.business = business;
        }
    }

    @Param
    public Distance distance;

    private CalendarDefinition definition;
    private BusinessCalendar steward;
    private WorkingTimeCalculatorImpl taskana;
    private BusinessCalendarImpl jbpm;
    private String jbpmTime;
    private Instant to;

    @Setup
    public void prepare() throws InvalidArgumentException {
        definition = definition();
        steward = BusinessCalendar.of(definition);
        taskana = taskana();
        jbpm = jbpm();
        jbpmTime = distance.business.toMinutes() + "m";
        to = steward.add(FROM, distance.business);
        if (!taskana.addWorkingTime(FROM, distance.business).equals(to)) {
            throw new IllegalStateException("TASKANA answers " + taskana.addWorkingTime(FROM, distance.business) + ", not " + to);
        }
    }

    private static CalendarDefinition definition() {
        CalendarDefinition week = CalendarDefinition.in("Europe/Berlin")
                .open("09:00-17:00", DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
        for (int year = 2020; year <= 2040; year++) {
            for (int[] day : HOLIDAYS) {
                LocalDate date = LocalDate.of(year, day[1], day[0]);
                week = week.holiday(date, date, "Holiday");
            }
        }
        return week;
    }

    private static WorkingTimeCalculatorImpl taskana() {
        Map<DayOfWeek, Set<LocalTimeInterval>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.getValue() <= 5) {
                week.put(day, Set.of(new LocalTimeInterval(LocalTime.of(9, 0), LocalTime.of(17, 0))));
            }
        }
        List<CustomHoliday> holidays = List.of(
                CustomHoliday.of(1, 1), CustomHoliday.of(1, 5), CustomHoliday.of(25, 12), CustomHoliday.of(26, 12));
        return new WorkingTimeCalculatorImpl(new HolidaySchedule(false, false, holidays), week, BERLIN);
    }

    private static BusinessCalendarImpl jbpm() {
        Properties properties = new Properties();
        properties.setProperty(BusinessCalendarImpl.START_HOUR, "9");
        properties.setProperty(BusinessCalendarImpl.END_HOUR, "17");
        properties.setProperty(BusinessCalendarImpl.HOURS_PER_DAY, "8");
        properties.setProperty(BusinessCalendarImpl.DAYS_PER_WEEK, "5");
        properties.setProperty(BusinessCalendarImpl.WEEKEND_DAYS, "1,7");
        properties.setProperty(BusinessCalendarImpl.TIMEZONE, "Europe/Berlin");
        properties.setProperty(BusinessCalendarImpl.HOLIDAY_DATE_FORMAT, "yyyy-MM-dd");
        properties.setProperty(BusinessCalendarImpl.HOLIDAYS, "*-01-01,*-05-01,*-12-25,*-12-26");
        SessionClock clock = new SessionClock() {
            @Override
            public long getCurrentTime() {
                return FROM.toEpochMilli();
            }
        };
        return new BusinessCalendarImpl(properties, clock);
    }

    @Benchmark
    public Instant addSteward() {
        return steward.add(FROM, distance.business);
    }

    @Benchmark
    public Instant addTaskana() throws InvalidArgumentException {
        return taskana.addWorkingTime(FROM, distance.business);
    }

    @Benchmark
    public Date addJbpm() {
        return jbpm.calculateBusinessTimeAsDate(jbpmTime);
    }

    @Benchmark
    public Duration betweenSteward() {
        return steward.between(FROM, to);
    }

    @Benchmark
    public Duration betweenTaskana() throws InvalidArgumentException {
        return taskana.workingTimeBetween(FROM, to);
    }

    /** Compiles the calendar and the days that the first answer needs. */
    @Benchmark
    public Instant compileSteward() {
        return BusinessCalendar.of(definition).add(FROM, distance.business);
    }

    @Benchmark
    public Instant compileTaskana() throws InvalidArgumentException {
        return taskana().addWorkingTime(FROM, distance.business);
    }

    @Benchmark
    public Date compileJbpm() {
        return jbpm().calculateBusinessTimeAsDate(jbpmTime);
    }
}
