package dev.steward.sla.ledger;

import dev.steward.calendar.book.Calendars;
import dev.steward.calendar.book.VersionedCalendar;
import dev.steward.sla.Terms.Counting;
import org.springframework.stereotype.Component;

/** The calendars in force, from the book. */
@Component
class CalendarCountings implements Countings {

    private final Calendars calendars;

    CalendarCountings(Calendars calendars) {
        this.calendars = calendars;
    }

    @Override
    public Counting of(String site, String name) {
        return counting(calendars.of(site, name));
    }

    @Override
    public boolean inForce(String key) {
        return calendars.find(key).isPresent();
    }

    @Override
    public Counting version(String key, int version) {
        return counting(calendars.version(key, version));
    }

    private static Counting counting(VersionedCalendar calendar) {
        return new Counting(calendar.key(), calendar.version(), calendar.calendar());
    }
}
