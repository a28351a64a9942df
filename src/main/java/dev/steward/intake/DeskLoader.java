package dev.steward.intake;

import dev.steward.estate.Location;
import dev.steward.estate.Locations;
import dev.steward.estate.Region;
import dev.steward.estate.Sites;
import dev.steward.platform.Refusal;
import dev.steward.ticket.Channel;
import dev.steward.ticket.FinishedTicket;
import dev.steward.ticket.FinishedTickets;
import dev.steward.ticket.Person;
import dev.steward.ticket.Status;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import dev.steward.ticket.process.TicketProcess;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Loads old tickets into the desk: finished ones as records, open ones as processes that go on. */
@Component
class DeskLoader implements TicketLoader {

    private final FinishedTickets finished;
    private final TicketProcess process;
    private final Tickets tickets;
    private final Locations locations;
    private final Sites sites;

    DeskLoader(FinishedTickets finished, TicketProcess process, Tickets tickets, Locations locations, Sites sites) {
        this.finished = finished;
        this.process = process;
        this.tickets = tickets;
        this.locations = locations;
        this.sites = sites;
    }

    @Override
    public Loaded load(OldTicket old) {
        if (finished.imported(old.site(), old.externalReference()).isPresent()) {
            return Loaded.SKIPPED;
        }
        if (old.state() == OldTicket.State.OPEN) {
            open(old);
        } else {
            finish(old);
        }
        return Loaded.CREATED;
    }

    private void finish(OldTicket old) {
        Location at = old.home() == null && old.place() == null
                ? null
                : locations.require(old.site(), old.home(), old.place());
        Region region = at == null ? null : at.region();
        finished.add(new FinishedTicket(
                old.site(),
                old.home(),
                old.place(),
                at == null ? null : at.building().orElse(null),
                region == null ? null : region.key(),
                old.asset(),
                old.kind(),
                old.category(),
                old.priority(),
                old.title(),
                described(old),
                old.externalReference(),
                new Person(old.reporterName(), old.phone(), old.email(), language(old), null, null, null),
                Status.valueOf(old.state().name()),
                old.openedAt(),
                old.repliedAt(),
                old.resolvedAt(),
                Objects.requireNonNull(old.closedAt())));
    }

    private void open(OldTicket old) {
        if (old.home() == null && old.place() == null) {
            throw Refusal.invalid(
                    "home", "an open ticket needs a home or a place of the estate, so that somebody can go there");
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("kind", old.kind().name());
        variables.put("category", old.category());
        variables.put("title", old.title());
        variables.put("description", described(old));
        variables.put("site", old.site());
        put(variables, "home", old.home());
        put(variables, "place", old.place());
        put(variables, "asset", old.asset());
        put(variables, "reporterName", old.reporterName());
        put(variables, "reporterPhone", old.phone());
        put(variables, "reporterEmail", old.email());
        put(variables, "language", old.language());
        variables.put("channel", Channel.IMPORT.name());
        variables.put("externalReference", old.externalReference());
        variables.put("openedAt", old.openedAt().toString());
        goesOn(process.start(variables), old);
    }

    /** As far as it had come in the older system: how urgent it was there, and when the resident was answered. */
    private void goesOn(String number, OldTicket old) {
        Ticket ticket = tickets.get(number);
        if (old.repliedAt() != null) {
            ticket = tickets.answeredBefore(number, old.repliedAt());
        }
        if (old.priority() != null && old.priority() != ticket.priority()) {
            process.command(
                    ticket,
                    "ticket.reprioritised",
                    Map.of("priority", old.priority().name(), "reason", old.externalReference()));
        }
    }

    /** Where it was in the older system's words belongs to what was said. */
    private static String described(OldTicket old) {
        return old.address() == null ? old.description() : old.description() + "\n" + old.address();
    }

    private String language(OldTicket old) {
        return old.language() != null
                ? old.language()
                : sites.find(old.site())
                        .orElseThrow(() -> Refusal.invalid("site", "no such site"))
                        .languageDefault();
    }

    private static void put(Map<String, Object> variables, String name, @Nullable String value) {
        if (value != null) {
            variables.put(name, value);
        }
    }
}
