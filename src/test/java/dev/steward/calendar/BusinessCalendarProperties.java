package dev.steward.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Label("Of any calendar")
class BusinessCalendarProperties {

    private static final int TEN_DAYS = 10 * 24 * 60;

    /** Zones with and without changes of the clock, and the moments at which they change. */
    private static final List<String> ZONES = List.of(
            "Asia/Shanghai",
            "UTC",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "Pacific/Apia",
            "America/New_York",
            "Asia/Kathmandu",
            "Africa/Casablanca",
            "Antarctica/Troll");

    private static final List<LocalDate> TIMES = List.of(
            LocalDate.of(2011, 12, 30),
            LocalDate.of(2018, 11, 4),
            LocalDate.of(2018, 2, 18),
            LocalDate.of(2026, 3, 29),
            LocalDate.of(2026, 10, 25),
            LocalDate.of(2026, 10, 4),
            LocalDate.of(2026, 4, 5),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2026, 12, 31),
            LocalDate.of(2026, 6, 15));

    record Case(CalendarDefinition definition, LocalDate around) {}

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.of(ZONES),
                        Arbitraries.of(TIMES),
                        Arbitraries.longs().between(0, Long.MAX_VALUE))
                .as((zone, around, seed) -> new Case(definition(zone, around, new Random(seed)), around));
    }

    /** A random week, a few holidays and exceptions near a date; overlaps of night shifts are avoided by dropping hours. */
    static CalendarDefinition definition(String zone, LocalDate around, Random random) {
        CalendarDefinition definition = CalendarDefinition.in(zone);
        for (DayOfWeek day : DayOfWeek.values()) {
            definition = valid(definition, definition.open(hours(random), day));
        }
        if (random.nextBoolean()) {
            LocalDate from = around.plusDays(random.nextInt(9) - 4);
            definition = valid(definition, definition.holiday(from, from.plusDays(random.nextInt(4)), "Feast"));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            definition =
                    valid(definition, definition.exception(around.plusDays(random.nextInt(13) - 6), hours(random)));
        }
        return definition;
    }

    private static CalendarDefinition valid(CalendarDefinition before, CalendarDefinition after) {
        return after.faults().isEmpty() ? after : before;
    }

    private static String hours(Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return "closed";
        }
        if (kind == 1) {
            return "00:00-24:00";
        }
        List<Integer> cuts = new ArrayList<>();
        for (int i = 2 * (1 + random.nextInt(3)); i > 0; i--) {
            cuts.add(random.nextInt(96) * 15);
        }
        List<Integer> sorted = cuts.stream().distinct().sorted().toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < sorted.size(); i += 2) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(clock(sorted.get(i)))
                    .append('-')
                    .append(clock(sorted.get(i + 1)));
        }
        if (kind == 2 && sorted.size() > 2) {
            text.append(", ").append(clock(23 * 60 + 45)).append('-').append(clock(random.nextInt(480)));
        }
        try {
            return text.isEmpty()
                            || CalendarDefinition.in("UTC")
                                            .open(text.toString())
                                            .faults()
                                            .size()
                                    > 7
                    ? "closed"
                    : text.toString();
        } catch (IllegalArgumentException e) {
            return "closed";
        }
    }

    private static String clock(int minutes) {
        return String.format("%02d:%02d", minutes / 60, minutes % 60);
    }

    private static Instant instant(Case example, int minute) {
        return example.around()
                .atStartOfDay(example.definition().zone())
                .toInstant()
                .plusSeconds(minute * 60L);
    }

    private static BusinessCalendar open(Case example) {
        Assume.that(!example.definition().hours().isEmpty());
        return BusinessCalendar.of(example.definition());
    }

    @Property(tries = 1500)
    @Label("adding and going back equal a walk, minute by minute")
    void addEqualsWalk(
            @ForAll("cases") Case example,
            @ForAll @IntRange(min = -4000, max = 4000) int minute,
            @ForAll @IntRange(min = -900, max = 900) int add) {
        BusinessCalendar calendar = open(example);
        MinuteWalk walk = new MinuteWalk(example.definition(), example.around());
        Instant from = instant(example, minute);
        assertThat(calendar.add(from, Duration.ofMinutes(add))).isEqualTo(walk.add(from, add));
    }

    @Property(tries = 1000)
    @Label("business time between two instants equals a walk, minute by minute")
    void betweenEqualsWalk(
            @ForAll("cases") Case example,
            @ForAll @IntRange(min = -4000, max = 4000) int one,
            @ForAll @IntRange(min = -4000, max = 4000) int other) {
        BusinessCalendar calendar = BusinessCalendar.of(example.definition());
        MinuteWalk walk = new MinuteWalk(example.definition(), example.around());
        Instant from = instant(example, one);
        Instant to = instant(example, other);
        assertThat(calendar.between(from, to)).isEqualTo(Duration.ofMinutes(walk.between(from, to)));
        assertThat(calendar.isOpen(from)).isEqualTo(walk.isOpen(from));
    }

    @Property(tries = 1000)
    @Label("working days and closes of business equal a walk, day by day")
    void daysEqualWalk(
            @ForAll("cases") Case example,
            @ForAll @IntRange(min = -4000, max = 4000) int minute,
            @ForAll @IntRange(min = 0, max = 8) int days) {
        BusinessCalendar calendar = open(example);
        MinuteWalk walk = new MinuteWalk(example.definition(), example.around());
        Instant from = instant(example, minute);
        assertThat(calendar.addWorkingDays(from, days)).isEqualTo(walk.addWorkingDays(from, days));
        assertThat(calendar.closeOfBusiness(from, days)).isEqualTo(walk.closeOfBusiness(from, days));
    }

    @Property(tries = 1000)
    @Label("adding business time gives that business time between")
    void addThenBetween(
            @ForAll("cases") Case example,
            @ForAll @IntRange(min = -TEN_DAYS, max = TEN_DAYS) int minute,
            @ForAll @LongRange(min = -1_000_000_000_000_000L, max = 1_000_000_000_000_000L) long nanos) {
        BusinessCalendar calendar = open(example);
        Instant from = instant(example, minute).plusNanos(nanos & 0xFFFF_FFFFL);
        assertThat(calendar.between(from, calendar.add(from, Duration.ofNanos(nanos))))
                .isEqualTo(Duration.ofNanos(nanos));
    }

    @Property(tries = 1000)
    @Label("a later start is never due earlier, and more time never earlier than less")
    void monotone(
            @ForAll("cases") Case example,
            @ForAll @IntRange(min = -TEN_DAYS, max = TEN_DAYS) int one,
            @ForAll @IntRange(min = 0, max = TEN_DAYS) int later,
            @ForAll @IntRange(min = -5000, max = 5000) int add,
            @ForAll @IntRange(min = 1, max = 5000) int more) {
        BusinessCalendar calendar = open(example);
        Instant from = instant(example, one);
        Instant after = instant(example, one + later);
        assertThat(calendar.add(after, Duration.ofMinutes(add)))
                .isAfterOrEqualTo(calendar.add(from, Duration.ofMinutes(add)));
        assertThat(calendar.add(from, Duration.ofMinutes(add + more)))
                .isAfterOrEqualTo(calendar.add(from, Duration.ofMinutes(add)));
        assertThat(calendar.addWorkingDays(from, 3)).isAfterOrEqualTo(calendar.addWorkingDays(from, 2));
        assertThat(calendar.closeOfBusiness(after, 2)).isAfterOrEqualTo(calendar.closeOfBusiness(from, 2));
    }

    @Property(tries = 1000)
    @Label("adding in two steps is adding at once, and business time adds up over any split")
    void additive(
            @ForAll("cases") Case example,
            @ForAll @IntRange(min = -TEN_DAYS, max = TEN_DAYS) int minute,
            @ForAll @IntRange(min = 1, max = 5000) int one,
            @ForAll @IntRange(min = 1, max = 5000) int other) {
        BusinessCalendar calendar = open(example);
        Instant from = instant(example, minute);
        assertThat(calendar.add(calendar.add(from, Duration.ofSeconds(one)), Duration.ofSeconds(other)))
                .isEqualTo(calendar.add(from, Duration.ofSeconds(one + other)));
        assertThat(calendar.add(calendar.add(from, Duration.ofSeconds(-one)), Duration.ofSeconds(-other)))
                .isEqualTo(calendar.add(from, Duration.ofSeconds(-one - other)));
        Instant middle = from.plusSeconds(one * 60L);
        Instant to = middle.plusSeconds(other * 60L);
        assertThat(calendar.between(from, middle).plus(calendar.between(middle, to)))
                .isEqualTo(calendar.between(from, to));
        assertThat(calendar.between(to, from))
                .isEqualTo(calendar.between(from, to).negated());
    }

    @Property(tries = 500)
    @Label("going back is the mirror of adding")
    void mirror(
            @ForAll("cases") Case example,
            @ForAll @IntRange(min = -TEN_DAYS, max = TEN_DAYS) int minute,
            @ForAll @IntRange(min = 1, max = 5000) int add) {
        BusinessCalendar calendar = open(example);
        Instant from = instant(example, minute);
        Instant due = calendar.add(from, Duration.ofMinutes(add));
        assertThat(calendar.add(due, Duration.ofMinutes(-add))).isEqualTo(calendar.nextOpening(from));
        Instant back = calendar.add(from, Duration.ofMinutes(-add));
        assertThat(calendar.add(back, Duration.ofMinutes(add))).isEqualTo(calendar.previousClosing(from));
    }

    @Property(tries = 500)
    @Label("the explanation is without gap, in order, and adds up to the business time")
    void explanationAddsUp(
            @ForAll("cases") Case example,
            @ForAll @IntRange(min = -TEN_DAYS, max = TEN_DAYS) int minute,
            @ForAll @IntRange(min = 1, max = 2 * TEN_DAYS) int length) {
        BusinessCalendar calendar = BusinessCalendar.of(example.definition());
        Instant from = instant(example, minute);
        Instant to = from.plusSeconds(length * 60L);
        Instant reached = from;
        Duration counted = Duration.ZERO;
        for (Counted stretch : calendar.explain(from, to)) {
            assertThat(stretch.from()).isEqualTo(reached).isBefore(stretch.to());
            Duration elapsed = Duration.between(stretch.from(), stretch.to());
            assertThat(calendar.between(stretch.from(), stretch.to()))
                    .isEqualTo(stretch.counted() ? elapsed : Duration.ZERO);
            counted = stretch.counted() ? counted.plus(elapsed) : counted;
            reached = stretch.to();
        }
        assertThat(reached).isEqualTo(to);
        assertThat(counted).isEqualTo(calendar.between(from, to));
    }

    @Property(tries = 300)
    @Label("what it answers does not depend on what it was asked before")
    void withoutMemory(
            @ForAll("cases") Case example,
            @ForAll @IntRange(min = -30_000, max = 30_000) int first,
            @ForAll @IntRange(min = -30_000, max = 30_000) int second) {
        BusinessCalendar fresh = open(example);
        BusinessCalendar used = BusinessCalendar.of(example.definition());
        Instant elsewhere = instant(example, 0).plus(Duration.ofDays(first));
        Instant from = instant(example, 0).plus(Duration.ofDays(second)).plusSeconds(first);
        used.isOpen(elsewhere);
        assertThat(used.add(from, Duration.ofHours(50))).isEqualTo(fresh.add(from, Duration.ofHours(50)));
        assertThat(used.between(elsewhere, from)).isEqualTo(fresh.between(elsewhere, from));
    }

    @Property(tries = 300)
    @Label("its JSON is the calendar itself")
    void jsonRoundTrip(@ForAll("cases") Case example) {
        assertThat(CalendarReader.json(example.definition().json())).isEqualTo(example.definition());
    }
}
