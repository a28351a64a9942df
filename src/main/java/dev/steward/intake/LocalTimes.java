package dev.steward.intake;

import dev.steward.language.Sentence;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of an older system. Local times are taken in the mapping's zone; one that never was (clocks went
 * forward) or was twice (they went back) is a fault unless the mapping decides.
 *
 * @param pattern as of {@link DateTimeFormatter}; null for ISO 8601
 * @param dateOnly the time of day that a date without one stands for; null to refuse it
 */
record LocalTimes(ZoneId zone, Overlap overlap, @Nullable DateTimeFormatter pattern, @Nullable DateOnly dateOnly) {

    /** What a local time means that was twice. */
    enum Overlap {
        REFUSE,
        EARLIER,
        LATER
    }

    /** What a date means that has no time of day. */
    enum DateOnly {
        START_OF_DAY,
        NOON,
        END_OF_DAY
    }

    record Reading(@Nullable Instant instant, @Nullable Sentence fault) {}

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]HH:mm[:ss]")
            .optionalStart()
            .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    /**
     * Compiles a pattern; {@code y} is read as the year that people mean by it.
     *
     * @throws IllegalArgumentException when it is none
     */
    static DateTimeFormatter compile(String pattern) {
        StringBuilder years = new StringBuilder();
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            years.append(c == 'y' && !quoted ? 'u' : c);
        }
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(years.toString())
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT)
                .withChronology(IsoChronology.INSTANCE);
    }

    Reading read(String text) {
        TemporalAccessor parsed;
        try {
            parsed = (pattern == null ? ISO : pattern).parse(text);
        } catch (DateTimeException notATime) {
            return new Reading(null, Sentence.of("\"{0}\" is not a time as the mapping says", Text.shown(text)));
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        if (date == null) {
            return new Reading(null, Sentence.of("\"{0}\" has no date", Text.shown(text)));
        }
        if (time == null) {
            if (dateOnly == null) {
                return new Reading(
                        null, Sentence.of("\"{0}\" has no time of day; say dateOnly in the mapping", Text.shown(text)));
            }
            time = switch (dateOnly) {
                case START_OF_DAY -> LocalTime.MIDNIGHT;
                case NOON -> LocalTime.NOON;
                case END_OF_DAY -> LocalTime.of(23, 59, 59);
            };
            offset = null;
        }
        return offset == null
                ? local(LocalDateTime.of(date, time))
                : new Reading(OffsetDateTime.of(date, time, offset).toInstant().truncatedTo(ChronoUnit.MILLIS), null);
    }

    private Reading local(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            return new Reading(null, Sentence.of("{0} never was in {1}: the clocks went forward", local, zone));
        }
        if (offsets.size() > 1 && overlap == Overlap.REFUSE) {
            return new Reading(
                    null,
                    Sentence.of("{0} was twice in {1}: the clocks went back; say overlap in the mapping", local, zone));
        }
        ZoneOffset offset = offsets.get(overlap == Overlap.LATER ? offsets.size() - 1 : 0);
        return new Reading(local.toInstant(offset).truncatedTo(ChronoUnit.MILLIS), null);
    }
}
