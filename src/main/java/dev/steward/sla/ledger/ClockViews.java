package dev.steward.sla.ledger;

import dev.steward.sla.ServiceClock;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The clocks of tickets as people see them now. Whoever calls has checked that the person may see the ticket. */
@Component
public class ClockViews {

    private final Clocks clocks;
    private final Clock clock;

    ClockViews(Clocks clocks, Clock clock) {
        this.clocks = clocks;
        this.clock = clock;
    }

    /**
     * The clocks of a ticket, by target and round.
     *
     * @param explain whether each explains itself, interval by interval
     * @param language of the explanation: Chinese, or English for all others
     */
    public List<ClockView> of(String ticket, boolean explain, Locale language) {
        Instant now = clock.instant();
        return clocks.of(ticket).stream()
                .map(each -> ClockView.of(each, now, explain, language))
                .toList();
    }

    /** The clocks of several tickets, not explained, in one statement. */
    public Map<String, List<ClockView>> of(Collection<String> tickets) {
        return of(tickets, each -> true);
    }

    /** The same, of those only that somebody still waits for. */
    public Map<String, List<ClockView>> openOf(Collection<String> tickets) {
        return of(tickets, ServiceClock::isOpen);
    }

    private Map<String, List<ClockView>> of(Collection<String> tickets, Predicate<ServiceClock> shown) {
        Instant now = clock.instant();
        Map<String, List<ClockView>> views = new LinkedHashMap<>();
        clocks.of(tickets)
                .forEach((ticket, of) ->
                        views.put(ticket, views(of.stream().filter(shown).toList(), now)));
        return views;
    }

    private static List<ClockView> views(List<ServiceClock> clocks, Instant now) {
        return clocks.stream()
                .map(each -> ClockView.of(each, now, false, Locale.ENGLISH))
                .toList();
    }
}
