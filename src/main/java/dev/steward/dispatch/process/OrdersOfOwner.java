package dev.steward.dispatch.process;

import static dev.steward.dispatch.process.RepairDispatchModel.AGREE_APPOINTMENT;
import static dev.steward.dispatch.process.RepairDispatchModel.ASSIGN_TECHNICIAN;
import static dev.steward.dispatch.process.RepairDispatchModel.VISIT_HOME;
import static dev.steward.dispatch.process.RepairDispatchModel.WAIT_FOR_PARTS;

import dev.steward.dispatch.Orders;
import dev.steward.dispatch.WorkOrder;
import dev.steward.ticket.OwnerChanged;
import dev.steward.ticket.process.TicketTasks;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The steps of an order that its ticket's owner may take: another owner may take them, and the one before no more. */
@Component
class OrdersOfOwner {

    private static final Set<String> ALWAYS = Set.of(AGREE_APPOINTMENT, WAIT_FOR_PARTS);
    private static final Set<String> WHERE_OTHERS_WORK = Set.of(ASSIGN_TECHNICIAN, VISIT_HOME);

    private final Orders orders;
    private final TicketTasks tasks;

    OrdersOfOwner(Orders orders, TicketTasks tasks) {
        this.orders = orders;
        this.tasks = tasks;
    }

    @EventListener
    public void follow(OwnerChanged changed) {
        orders.find(changed.ticket().number()).ifPresent(order -> follow(changed, order));
    }

    private void follow(OwnerChanged changed, WorkOrder order) {
        tasks.offer(
                changed,
                ALWAYS,
                Stream.of(changed.owner(), order.technician())
                        .filter(Objects::nonNull)
                        .toList());
        if (order.isExternal()) {
            tasks.offer(changed, WHERE_OTHERS_WORK, List.of(changed.owner()));
        }
    }
}
