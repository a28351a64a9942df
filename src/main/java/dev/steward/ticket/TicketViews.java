package dev.steward.ticket;

import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Role;
import dev.steward.sla.ledger.ClockViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Puts a ticket together for {@code /api/v1}: the record, its clocks, its orders and visits, its links. */
@Component
class TicketViews {

    private final TicketRepository repository;
    private final TicketSearch search;
    private final ClockViews clocks;
    private final List<TicketPart> parts;
    private final Timeline timeline;
    private final Actors actors;

    TicketViews(
            TicketRepository repository,
            TicketSearch search,
            ClockViews clocks,
            List<TicketPart> parts,
            Timeline timeline,
            Actors actors) {
        this.repository = repository;
        this.search = search;
        this.clocks = clocks;
        this.parts = parts;
        this.timeline = timeline;
        this.actors = actors;
    }

    TicketView of(Ticket ticket) {
        Person person = repository.person(ticket.number()).orElse(null);
        return new TicketView(
                ticket.number(),
                ticket.kind(),
                ticket.category(),
                ticket.title(),
                ticket.description(),
                ticket.site(),
                ticket.home(),
                ticket.place(),
                ticket.asset(),
                ticket.shownStatus(),
                ticket.priority(),
                ticket.hazard(),
                ticket.outcome(),
                ticket.provider(),
                ticket.firstResponder(),
                ticket.owner(),
                new TicketView.Departments(ticket.responsible(), ticket.cooperating(), ticket.facing()),
                person == null ? null : reporter(person),
                person == null || person.contactName() == null && person.contactPhone() == null
                        ? null
                        : new TicketView.Contact(person.contactName(), person.contactPhone()),
                ticket.channel(),
                ticket.externalReference(),
                ticket.externalDueAt(),
                ticket.appointment(),
                ticket.openedAt(),
                ticket.resolvedAt(),
                ticket.closedAt(),
                ticket.objections(),
                ticket.firstTimeFix(),
                ticket.urges(),
                clocks.of(ticket.number(), false, Locale.ENGLISH),
                part("orders", ticket),
                part("visits", ticket),
                links(ticket),
                ticket.version());
    }

    /** What was said and done, with no other tickets in it than whoever acts may know of. */
    List<Entry> timeline(Ticket ticket) {
        List<Entry> entries = timeline.of(ticket.number());
        Set<String> known =
                search.known(entries.stream().flatMap(Entry::tickets).toList());
        return entries.stream().map(entry -> entry.knowing(known)).toList();
    }

    /** Technicians get whom to call for access, and no more of the person than that. */
    private TicketView.Reporter reporter(Person person) {
        Actor actor = actors.current();
        boolean technician = actor.is(Role.TECHNICIAN) && actor.roles().size() == 1;
        return new TicketView.Reporter(
                person.name(), person.phone(), technician ? null : person.email(), person.language(), person.role());
    }

    private List<?> part(String name, Ticket ticket) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .<List<?>>map(part -> part.of(ticket.number()))
                .orElse(List.of());
    }

    /** What it has to do with other tickets, as far as whoever acts may know of them. */
    private List<TicketView.Link> links(Ticket ticket) {
        List<TicketView.Link> links = new ArrayList<>();
        if (ticket.splitFrom() != null) {
            links.add(new TicketView.Link("SPLIT_FROM", ticket.splitFrom()));
        }
        if (ticket.recurrenceOf() != null) {
            links.add(new TicketView.Link("RECURRENCE_OF", ticket.recurrenceOf()));
        }
        if (ticket.duplicateOf() != null) {
            links.add(new TicketView.Link("DUPLICATE_OF", ticket.duplicateOf()));
        }
        repository.linkedTo(ticket.number()).forEach(number -> links.add(new TicketView.Link("LINKED", number)));
        Set<String> known =
                search.known(links.stream().map(TicketView.Link::ticket).toList());
        links.removeIf(link -> !known.contains(link.ticket()));
        return links;
    }
}
