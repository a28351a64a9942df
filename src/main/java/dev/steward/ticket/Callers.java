package dev.steward.ticket;

import dev.steward.estate.Member;
import dev.steward.estate.PhoneNumber;
import dev.steward.estate.ResidentView;
import dev.steward.estate.Residents;
import dev.steward.estate.Site;
import dev.steward.estate.Sites;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Refusal;
import dev.steward.ticket.CallerController.Caller;
import dev.steward.ticket.CallerController.OpenTicket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds who calls by their number, however it is written, and what is open for them; at the asker's own sites only. */
@Service
@Transactional(readOnly = true)
class Callers {

    /** Fewer digits are no number of anybody: withheld, or an extension of the house. */
    private static final int FEWEST_DIGITS = 3;

    private static final int MOST = 20;

    private final Sites sites;
    private final Residents residents;
    private final JdbcClient jdbc;
    private final Actors actors;

    Callers(Sites sites, Residents residents, JdbcClient jdbc, Actors actors) {
        this.sites = sites;
        this.residents = residents;
        this.jdbc = jdbc;
        this.actors = actors;
    }

    /**
     * Who calls.
     *
     * @param number as the telephone system gives it; a word or nothing where it is withheld
     * @param partly whether its last digits will do, as somebody types them
     * @throws Refusal forbidden for whoever does not take reports
     */
    Caller find(String number, boolean partly) {
        Actor actor = actors.current();
        if (!Reports.takes(actor)) {
            throw Refusal.forbidden("Only whoever takes reports looks up who calls");
        }
        if (number.chars().filter(Character::isDigit).count() < FEWEST_DIGITS) {
            return new Caller(true, List.of(), List.of());
        }
        List<Member> found = new ArrayList<>();
        Set<String> numbers = new LinkedHashSet<>();
        List<Site> mine = sites.of(actor);
        for (Site site : mine) {
            Set<String> meant = PhoneNumber.meant(number, site.country());
            numbers.addAll(meant);
            found.addAll(partly ? residents.byPhone(site.key(), number, MOST) : residents.calling(site.key(), meant));
        }
        return new Caller(false, found.stream().map(ResidentView::of).toList(), open(actor, mine, numbers, found));
    }

    private List<OpenTicket> open(Actor actor, List<Site> mine, Set<String> numbers, List<Member> found) {
        return jdbc.sql(
                        """
                        select t.*, (p.phone = any(:numbers) or p.contact_phone = any(:numbers)) is true as same
                          from steward.ticket t join steward.ticket_person p on p.ticket = t.number
                         where t.closed_at is null and t.site = any(:sites) and t.about is distinct from :user
                           and (p.phone = any(:numbers) or p.contact_phone = any(:numbers)
                                or t.site || '/' || t.home = any(:homes))
                         order by t.opened_at desc limit :most
                        """)
                .param("numbers", numbers.toArray(String[]::new))
                .param("sites", mine.stream().map(Site::key).toArray(String[]::new))
                .param(
                        "homes",
                        found.stream()
                                .map(member -> member.resident().site() + "/" + member.home())
                                .toArray(String[]::new))
                .param("user", actor.user())
                .param("most", MOST)
                .query((row, n) -> {
                    Ticket ticket = TicketRepository.ticket(row);
                    return new OpenTicket(
                            ticket.number(),
                            ticket.site(),
                            ticket.home(),
                            ticket.place(),
                            ticket.title(),
                            ticket.shownStatus(),
                            ticket.openedAt(),
                            row.getBoolean("same"));
                })
                .list();
    }
}
