package dev.steward.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import dev.steward.calendar.CalendarDefinition.Years;
import dev.steward.language.Unusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holidays from an iCalendar file (RFC 5545): each whole-day event is one, repeated as its rule says; an event whose title
 * marks it as a make-up working day (补班, 班) is a day worked.
 */
final class ICalendarHolidays {

    private static final int MOST_CHARACTERS = 2_000_000;
    private static final LocalDate HORIZON = LocalDate.of(2060, 12, 31);
    private static final Pattern MAKE_UP =
            Pattern.compile("补班|調休上班|调休上班|[(（\\[【]班[)）\\]】]|make-?up (work|day)", Pattern.CASE_INSENSITIVE);

    private final SortedMap<LocalDate, String> off = new TreeMap<>();
    private final SortedMap<LocalDate, String> work = new TreeMap<>();

    /** The last year with a day that is written out, as moving holidays are; none in a file of rules alone. */
    private @Nullable Integer lastWritten;

    private ICalendarHolidays() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it holds no calendar, an event that is not of whole days, or far too much
     */
    static Feed of(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new Unusable("more than two million characters");
        }
        ICalendarHolidays holidays = new ICalendarHolidays();
        boolean any = false;
        try (ICalReader reader = new ICalReader(text)) {
            for (ICalendar calendar = reader.readNext(); calendar != null; calendar = reader.readNext()) {
                calendar.getEvents().forEach(holidays::add);
                any = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!any || holidays.off.isEmpty()) {
            throw new Unusable("holds no holidays (VEVENT of whole days)");
        }
        Integer written = holidays.lastWritten;
        Years known = new Years(
                holidays.off.firstKey().getYear(),
                written == null ? holidays.off.lastKey().getYear() : written);
        return new Feed(holidays.off, holidays.work, known);
    }

    private void add(VEvent event) {
        String name = event.getSummary() == null || event.getSummary().getValue() == null
                ? "Holiday"
                : event.getSummary().getValue().strip();
        LocalDate first = date(event.getDateStart(), name);
        long days = days(event, first, name);
        SortedMap<LocalDate, String> target = MAKE_UP.matcher(name).find() ? work : off;
        if (event.getRecurrenceRule() == null && event.getRecurrenceDates().isEmpty()) {
            put(target, first, days, name);
            written(first.plusDays(days - 1));
            return;
        }
        DateIterator dates = event.getDateIterator(TimeZone.getDefault());
        for (int times = 0; dates.hasNext(); times++) {
            LocalDate start = local(dates.next());
            if (start.isAfter(HORIZON)) {
                return;
            }
            if (times == CalendarCheck.MOST_ENTRIES) {
                throw new Unusable("the event \"{0}\" repeats too often", name);
            }
            put(target, start, days, name);
            if (event.getRecurrenceRule() == null) {
                written(start);
            }
        }
    }

    private void written(LocalDate day) {
        lastWritten = lastWritten == null ? day.getYear() : Math.max(lastWritten, day.getYear());
    }

    private static void put(SortedMap<LocalDate, String> target, LocalDate first, long days, String name) {
        for (long day = 0; day < days; day++) {
            target.putIfAbsent(first.plusDays(day), name);
            if (target.size() > CalendarCheck.MOST_ENTRIES) {
                throw new Unusable("more than {0} days", CalendarCheck.MOST_ENTRIES);
            }
        }
    }

    private static LocalDate date(@Nullable DateStart start, String name) {
        if (start == null || start.getValue() == null || start.getValue().hasTime()) {
            throw new Unusable("the event \"{0}\" is not of whole days", name);
        }
        return local(start.getValue(), name);
    }

    private static long days(VEvent event, LocalDate first, String name) {
        DateEnd end = event.getDateEnd();
        if (end != null && end.getValue() != null) {
            long days = local(end.getValue(), name).toEpochDay() - first.toEpochDay();
            // RFC 5545 has the end excluded; an end on the first day is what some programs write for a single day.
            return days < 0 ? refuse(name) : Math.max(1, days);
        }
        if (event.getDuration() != null && event.getDuration().getValue() != null) {
            return Math.max(1, event.getDuration().getValue().toMillis() / (Shift.DAY * 1_000L));
        }
        return 1;
    }

    private static long refuse(String name) {
        throw new Unusable("the event \"{0}\" ends before it starts", name);
    }

    private static LocalDate local(ICalDate date, String name) {
        DateTimeComponents raw = date.getRawComponents();
        try {
            return raw == null ? local(date) : LocalDate.of(raw.getYear(), raw.getMonth(), raw.getDate());
        } catch (DateTimeException e) {
            throw new Unusable(e, "the event \"{0}\" has a date that does not exist", name);
        }
    }

    /** The library builds whole-day dates in the zone of the machine. */
    private static LocalDate local(Date date) {
        return date.toInstant().atZone(ZoneId.systemDefault()).toLocalDate();
    }
}
