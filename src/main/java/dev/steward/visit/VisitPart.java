package dev.steward.visit;

import dev.steward.ticket.TicketPart;
import java.util.List;
import org.springframework.stereotype.Component;

/** The return visits in the view of a ticket. */
@Component
class VisitPart implements TicketPart {

    private final Visits visits;

    VisitPart(Visits visits) {
        this.visits = visits;
    }

    @Override
    public String name() {
        return "visits";
    }

    @Override
    public Class<ReturnVisit> type() {
        return ReturnVisit.class;
    }

    @Override
    public List<ReturnVisit> of(String ticket) {
        return visits.of(ticket);
    }
}
