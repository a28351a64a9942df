package dev.steward.ticket.process;

import dev.steward.estate.StaffAbsent;
import dev.steward.ticket.OwnedTickets;
import dev.steward.ticket.Ownership;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody is away: the deputy owns what they owned, tasks included. */
@Component
class AbsentOwners {

    private final OwnedTickets owned;
    private final Ownership ownership;

    AbsentOwners(OwnedTickets owned, Ownership ownership) {
        this.owned = owned;
        this.ownership = ownership;
    }

    /** Before anything that is decided by who owns a ticket. */
    @EventListener
    @Order(0)
    @Transactional
    public void pass(StaffAbsent absent) {
        for (String number : owned.open(absent.site(), absent.user())) {
            ownership.deputise(number, absent.user(), absent.deputy());
        }
    }
}
