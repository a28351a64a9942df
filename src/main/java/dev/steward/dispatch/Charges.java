package dev.steward.dispatch;

import static dev.steward.ticket.Saying.fact;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.ticket.Saying;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.TicketSearch;
import dev.steward.ticket.Timeline;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is owed for visits: due, paid with a receipt, or waived with a reason. */
@Service
@Transactional
public class Charges {

    private final HomeVisitRepository repository;
    private final TicketSearch tickets;
    private final Timeline timeline;
    private final Actors actors;
    private final Clock clock;

    Charges(HomeVisitRepository repository, TicketSearch tickets, Timeline timeline, Actors actors, Clock clock) {
        this.repository = repository;
        this.tickets = tickets;
        this.timeline = timeline;
        this.actors = actors;
        this.clock = clock;
    }

    /** The charges of a ticket, the first one first. */
    @Transactional(readOnly = true)
    public List<Charge> of(String number) {
        return repository.charges(tickets.visible(number).number());
    }

    /** It was paid; the receipt says so. */
    public Charge paid(String number, long id, String receipt) {
        Ticket ticket = tickets.visible(number);
        require(
                "The desk or a supervisor records a payment",
                Role.FRONT_DESK,
                Role.HOUSEKEEPER,
                Role.SUPERVISOR,
                Role.MANAGER,
                Role.INTEGRATION);
        Charge charge = due(number, id);
        Charge paid = repository
                .settle(
                        charge.id(),
                        Charge.Status.PAID,
                        receipt,
                        null,
                        actors.current().user(),
                        clock.instant())
                .orElseThrow(() -> settled(charge));
        timeline.tell(
                ticket,
                Saying.CHARGE_PAID.of(fact("amount", paid.amount() + " " + paid.currency()), fact("receipt", receipt)));
        return paid;
    }

    /** It is not asked for; a supervisor says why. */
    public Charge waived(String number, long id, String reason) {
        Ticket ticket = tickets.visible(number);
        require("Only a supervisor or manager waives a charge", Role.SUPERVISOR, Role.MANAGER);
        Charge charge = due(number, id);
        Charge waived = repository
                .settle(
                        charge.id(),
                        Charge.Status.WAIVED,
                        null,
                        reason,
                        actors.current().user(),
                        clock.instant())
                .orElseThrow(() -> settled(charge));
        timeline.tell(
                ticket,
                Saying.CHARGE_WAIVED.of(
                        fact("amount", waived.amount() + " " + waived.currency()), fact("reason", reason)));
        return waived;
    }

    private Charge due(String number, long id) {
        Charge charge = repository
                .charge(number, id)
                .orElseThrow(() -> Refusal.notFound("There is no such charge of ticket {0}", number));
        if (charge.status() != Charge.Status.DUE) {
            throw settled(charge);
        }
        return charge;
    }

    private static Refusal settled(Charge charge) {
        return Refusal.conflict("The charge is {0} already", charge.status());
    }

    private void require(@CompileTimeConstant String otherwise, Role... roles) {
        Actor actor = actors.current();
        if (!actor.isAny(roles)) {
            throw Refusal.forbidden(otherwise);
        }
    }
}
