package dev.steward.dispatch;

import dev.steward.ticket.Provider;
import dev.steward.ticket.Slot;
import dev.steward.ticket.Ticket;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One order of a ticket, however many visits it takes; each objection makes another. Immutable: each step answers a new
 * record.
 *
 * @param round counts the orders of the ticket from one
 * @param technician who does the work; empty for providers without accounts
 * @param slot agreed with the resident for the next visit
 * @param slotNeeded whether somebody has to be at home: not in shared areas, and not before an emergency is made safe
 * @param skill key of the trade that is needed now
 * @param openToClaim whether a technician may take it without a dispatcher
 * @param absences how often nobody was at home inside an agreed slot
 * @param missedByUs how often we, or the provider, missed an agreed slot
 * @param rework whether an objection caused it: it needs a diagnosis
 * @param free whether the resident pays nothing: rework, or the same fault within thirty days of our work on it
 * @param recharge whether the developer who let two dates pass pays for it
 * @param assignedAt when the technician, or the provider, got it
 * @param arrivedAt since when somebody is on site
 * @param promisedAt when the missing parts are promised
 * @param since when the present step began
 * @param next where it goes after the last visit or decision
 * @param tallies counted in the whole ticket
 * @param version counts the changes
 */
public record WorkOrder(
        long id,
        String ticket,
        String site,
        int round,
        OrderStatus status,
        Provider provider,
        @Nullable String technician,
        @Nullable Slot slot,
        boolean slotNeeded,
        @Nullable String skill,
        boolean openToClaim,
        int absences,
        int missedByUs,
        boolean rework,
        boolean free,
        boolean recharge,
        Instant openedAt,
        @Nullable Instant assignedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant arrivedAt,
        @Nullable Instant promisedAt,
        Instant since,
        @Nullable Instant endedAt,
        @Nullable Next next,
        Tallies tallies,
        long version) {

    /** A resident who was absent so often is not waited for any more; the owner decides. */
    public static final int MOST_ABSENCES = 3;

    /** A developer who missed so many dates loses the order. */
    public static final int MOST_MISSED_DATES = 2;

    /**
     * How often things were told or started in the whole ticket, all its orders included: clocks and notices are numbered
     * by them.
     */
    public record Tallies(int dispatches, int acceptances, int appointments, int delays) {

        static final Tallies NONE = new Tallies(0, 0, 0, 0);

        Tallies dispatch() {
            return new Tallies(dispatches + 1, acceptances, appointments, delays);
        }

        Tallies acceptance() {
            return new Tallies(dispatches, acceptances + 1, appointments, delays);
        }

        Tallies appointment() {
            return new Tallies(dispatches, acceptances, appointments + 1, delays);
        }

        Tallies delay() {
            return new Tallies(dispatches, acceptances, appointments, delays + 1);
        }
    }

    public boolean isOpen() {
        return !status.isEnd();
    }

    /** Whether somebody without an account of ours does the work. */
    public boolean isExternal() {
        return provider != Provider.OWN;
    }

    /** Whether it is settled who comes. */
    public boolean accepted() {
        return acceptedAt != null;
    }

    /** Whether the next visit can be made: a slot is agreed, or none is needed. */
    public boolean slotAgreed() {
        return slot != null || !slotNeeded;
    }

    /** A technician got it: accepts first, unless they took it themselves. */
    WorkOrder assigned(String technician, boolean accepted, @Nullable Slot agreed, Instant now) {
        OrderChange change = change().technician(technician)
                .openToClaim(false)
                .assignedAt(now)
                .slot(agreed != null ? agreed : upcomingSlot(now))
                .since(now)
                .next(null);
        return accepted
                ? change.status(OrderStatus.ACCEPTED).acceptedAt(now).done()
                : change.status(OrderStatus.DISPATCHED)
                        .acceptedAt(null)
                        .tallies(tallies.acceptance())
                        .done();
    }

    /** Developer or contractor got it; somebody of ours records what they do. */
    WorkOrder passedOn(@Nullable Slot agreed, Instant now) {
        return change().technician(null)
                .openToClaim(false)
                .assignedAt(now)
                .acceptedAt(now)
                .status(OrderStatus.ACCEPTED)
                .slot(agreed != null ? agreed : upcomingSlot(now))
                .since(now)
                .next(null)
                .done();
    }

    /** The technician comes. */
    WorkOrder acceptedBy(Instant now) {
        return change().status(OrderStatus.ACCEPTED)
                .acceptedAt(now)
                .slot(upcomingSlot(now))
                .since(now)
                .done();
    }

    /** Declined, not answered, another trade, another provider: the dispatcher sends it again. */
    WorkOrder backToDispatcher(Instant now) {
        return change().backToDispatcher(now, tallies.dispatch()).done();
    }

    /** The technician gave it back: any other may take it. */
    WorkOrder givenBack(Instant now) {
        return change().backToDispatcher(now, tallies.dispatch())
                .openToClaim(true)
                .done();
    }

    /** An emergency: whoever is on call takes it and goes at once, without an appointment. */
    WorkOrder calledOut(Instant now) {
        return change().backToDispatcher(now, tallies.acceptance())
                .openToClaim(true)
                .slot(null)
                .slotNeeded(false)
                .next(null)
                .done();
    }

    /** Whether somebody has to go at once: an emergency until it is made safe, and in shared areas until it is done. */
    boolean hurries(Ticket of) {
        return of.isEmergency() && !isExternal() && !slotNeeded;
    }

    /** The next visit is agreed with the resident. */
    WorkOrder agreed(Slot agreed, Instant now) {
        return change().slot(agreed).since(now).done();
    }

    /** Somebody is there. */
    WorkOrder arrived(Instant at) {
        return change().status(OrderStatus.ON_SITE).arrivedAt(at).done();
    }

    /** What a visit makes of it. */
    WorkOrder visited(VisitReport report, boolean home, Instant now) {
        OrderChange change = change().since(now)
                .arrivedAt(null)
                .promisedAt(null)
                .status(OrderStatus.ACCEPTED)
                .slot(report.next());
        switch (report.result()) {
            case DONE, NO_FAULT ->
                change.status(OrderStatus.DONE).slot(slot).next(null).endedAt(now);
            case MADE_SAFE -> change.slotNeeded(home).next(Next.VISIT);
            case PARTIAL, DIAGNOSED, NEEDS_NEIGHBOUR -> change.next(Next.VISIT);
            case ABSENT ->
                change.absences(absences + 1).slot(null).next(absences + 1 >= MOST_ABSENCES ? Next.DECIDE : Next.VISIT);
            case MISSED_BY_US -> {
                change.missedByUs(missedByUs + 1).next(Next.VISIT);
                if (provider == Provider.DEVELOPER && missedByUs + 1 >= MOST_MISSED_DATES) {
                    change.provider(Provider.OWN)
                            .recharge(true)
                            .backToDispatcher(now, tallies.dispatch())
                            .next(Next.DISPATCH);
                }
            }
            case NEEDS_PARTS ->
                change.status(OrderStatus.WAITING_PARTS)
                        .slot(null)
                        .promisedAt(report.promisedAt())
                        .next(Next.PARTS);
            case NEEDS_QUOTE ->
                change.status(OrderStatus.WAITING_QUOTE).slot(null).next(Next.QUOTE);
            case NEXT_TRADE ->
                change.backToDispatcher(now, tallies.dispatch())
                        .skill(report.skill())
                        .next(Next.DISPATCH);
            case REFUSED -> change.slot(null).next(Next.DECIDE);
        }
        return change.done();
    }

    /** The parts are here, or promised for another day; then the next visit is agreed. */
    WorkOrder supplied(@Nullable Instant promised, @Nullable Slot agreed, Instant now) {
        return change().status(OrderStatus.ACCEPTED)
                .promisedAt(promised)
                .slot(agreed)
                .since(now)
                .next(Next.VISIT)
                .done();
    }

    /** The payer decided on the quote. */
    WorkOrder quoted(boolean accepted, Instant now) {
        return change().status(OrderStatus.ACCEPTED)
                .since(now)
                .next(accepted ? Next.VISIT : Next.DECIDE)
                .done();
    }

    /** The resident gets another appointment. */
    WorkOrder tryAgain(Instant now) {
        return change().since(now).slot(null).next(Next.VISIT).done();
    }

    /** Somebody else does the work. */
    WorkOrder providedBy(Provider other, Instant now) {
        return change().provider(other)
                .backToDispatcher(now, tallies.dispatch())
                .next(Next.DISPATCH)
                .done();
    }

    /** Closed without work. */
    WorkOrder givenUp(Instant now) {
        return change().status(OrderStatus.GIVEN_UP).next(null).endedAt(now).done();
    }

    /** A slot that is over is no appointment any more. */
    @Nullable
    Slot upcomingSlot(Instant now) {
        return slot != null && slot.to().isAfter(now) ? slot : null;
    }

    OrderChange change() {
        return new OrderChange(this);
    }
}
