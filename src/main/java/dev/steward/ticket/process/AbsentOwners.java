package dev.steward.ticket.process;

import dev.steward.estate.StaffAbsent;
import dev.steward.ticket.OwnedTickets;
import dev.steward.ticket.Ownership;
import dev.steward.ticket.Ticket;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody is away: the deputy owns what they owned, tasks included. */
@Component
class AbsentOwners {

    private final OwnedTickets owned;
    private final Ownership ownership;
    private final TicketTasks tasks;

    AbsentOwners(OwnedTickets owned, Ownership ownership, TicketTasks tasks) {
        this.owned = owned;
        this.ownership = ownership;
        this.tasks = tasks;
    }

    @EventListener
    @Transactional
    public void pass(StaffAbsent absent) {
        for (String number : owned.open(absent.site(), absent.user())) {
            pass(number, absent.user(), absent.deputy());
        }
    }

    private void pass(String number, String user, @Nullable String deputy) {
        Ticket ticket = ownership.deputise(number, user, deputy);
        tasks.followOwner(ticket);
    }
}
