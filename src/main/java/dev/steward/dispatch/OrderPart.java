package dev.steward.dispatch;

import dev.steward.ticket.TicketPart;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The orders of a ticket with their visits, quotes and charges. */
@Component
class OrderPart implements TicketPart {

    private final OrderRepository orders;
    private final HomeVisitRepository visits;
    private final PhotoRepository photos;

    OrderPart(OrderRepository orders, HomeVisitRepository visits, PhotoRepository photos) {
        this.orders = orders;
        this.visits = visits;
        this.photos = photos;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Class<OrderView> type() {
        return OrderView.class;
    }

    @Override
    @Transactional(readOnly = true)
    public List<OrderView> of(String ticket) {
        List<WorkOrder> found = orders.of(ticket);
        if (found.isEmpty()) {
            return List.of();
        }
        List<HomeVisit> made = visits.visits(ticket);
        List<Photo> taken = made.isEmpty() ? List.of() : photos.of(ticket);
        List<Quote> quotes = made.isEmpty() ? List.of() : visits.quotes(ticket);
        List<Charge> charges = made.isEmpty() ? List.of() : visits.charges(ticket);
        return found.stream()
                .map(order -> new OrderView(
                        order.id(),
                        order.round(),
                        order.status(),
                        order.provider(),
                        order.technician(),
                        order.slot(),
                        order.skill(),
                        order.rework(),
                        order.free(),
                        order.recharge(),
                        order.absences(),
                        order.missedByUs(),
                        order.openedAt(),
                        order.assignedAt(),
                        order.acceptedAt(),
                        order.arrivedAt(),
                        order.promisedAt(),
                        order.endedAt(),
                        made.stream()
                                .filter(visit -> visit.order() == order.id())
                                .map(visit -> view(visit, taken))
                                .toList(),
                        quotes.stream()
                                .filter(quote -> quote.order() == order.id())
                                .toList(),
                        charges.stream()
                                .filter(charge -> charge.order() == order.id())
                                .toList()))
                .toList();
    }

    private static OrderView.Visit view(HomeVisit visit, List<Photo> photos) {
        return new OrderView.Visit(
                visit.id(),
                visit.result(),
                visit.technician(),
                visit.recordedBy(),
                visit.at(),
                visit.arrivedAt(),
                visit.slot(),
                visit.workDone(),
                visit.diagnosis(),
                visit.plan(),
                visit.materials(),
                visit.charge(),
                visit.skill(),
                visit.neighbourHome(),
                visit.linked(),
                visit.clearance(),
                visit.signature(),
                photos.stream()
                        .filter(photo -> photo.visit() != null && photo.visit() == visit.id())
                        .map(Photo::id)
                        .toList());
    }
}
