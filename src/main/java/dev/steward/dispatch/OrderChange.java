package dev.steward.dispatch;

import dev.steward.dispatch.WorkOrder.Tallies;
import dev.steward.ticket.Provider;
import dev.steward.ticket.Slot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The next state of an order while a step decides it; what is not said stays as it was. */
final class OrderChange {

    private final WorkOrder before;
    private OrderStatus status;
    private Provider provider;
    private @Nullable String technician;
    private @Nullable Slot slot;
    private boolean slotNeeded;
    private @Nullable String skill;
    private boolean openToClaim;
    private int absences;
    private int missedByUs;
    private boolean recharge;
    private @Nullable Instant assignedAt;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant arrivedAt;
    private @Nullable Instant promisedAt;
    private Instant since;
    private @Nullable Instant endedAt;
    private @Nullable Next next;
    private Tallies tallies;

    OrderChange(WorkOrder before) {
        this.before = before;
        status = before.status();
        provider = before.provider();
        technician = before.technician();
        slot = before.slot();
        slotNeeded = before.slotNeeded();
        skill = before.skill();
        openToClaim = before.openToClaim();
        absences = before.absences();
        missedByUs = before.missedByUs();
        recharge = before.recharge();
        assignedAt = before.assignedAt();
        acceptedAt = before.acceptedAt();
        arrivedAt = before.arrivedAt();
        promisedAt = before.promisedAt();
        since = before.since();
        endedAt = before.endedAt();
        next = before.next();
        tallies = before.tallies();
    }

    OrderChange status(OrderStatus value) {
        status = value;
        return this;
    }

    OrderChange provider(Provider value) {
        provider = value;
        return this;
    }

    OrderChange technician(@Nullable String user) {
        technician = user;
        return this;
    }

    OrderChange slot(@Nullable Slot value) {
        slot = value;
        return this;
    }

    OrderChange slotNeeded(boolean value) {
        slotNeeded = value;
        return this;
    }

    OrderChange skill(@Nullable String trade) {
        skill = trade;
        return this;
    }

    OrderChange openToClaim(boolean value) {
        openToClaim = value;
        return this;
    }

    OrderChange absences(int value) {
        absences = value;
        return this;
    }

    OrderChange missedByUs(int value) {
        missedByUs = value;
        return this;
    }

    OrderChange recharge(boolean value) {
        recharge = value;
        return this;
    }

    OrderChange assignedAt(@Nullable Instant at) {
        assignedAt = at;
        return this;
    }

    OrderChange acceptedAt(@Nullable Instant at) {
        acceptedAt = at;
        return this;
    }

    OrderChange arrivedAt(@Nullable Instant at) {
        arrivedAt = at;
        return this;
    }

    OrderChange promisedAt(@Nullable Instant at) {
        promisedAt = at;
        return this;
    }

    OrderChange since(Instant at) {
        since = at;
        return this;
    }

    OrderChange endedAt(Instant at) {
        endedAt = at;
        return this;
    }

    OrderChange next(@Nullable Next value) {
        next = value;
        return this;
    }

    OrderChange tallies(Tallies value) {
        tallies = value;
        return this;
    }

    /** Nobody has it any more; a slot that the resident was promised stays. */
    OrderChange backToDispatcher(Instant now, Tallies counted) {
        status = OrderStatus.OPEN;
        technician = null;
        openToClaim = false;
        assignedAt = null;
        acceptedAt = null;
        arrivedAt = null;
        since = now;
        tallies = counted;
        return this;
    }

    WorkOrder done() {
        return new WorkOrder(
                before.id(),
                before.ticket(),
                before.site(),
                before.round(),
                status,
                provider,
                technician,
                slot,
                slotNeeded,
                skill,
                openToClaim,
                absences,
                missedByUs,
                before.rework(),
                before.free(),
                recharge,
                before.openedAt(),
                assignedAt,
                acceptedAt,
                arrivedAt,
                promisedAt,
                since,
                endedAt,
                next,
                tallies,
                before.version());
    }
}
