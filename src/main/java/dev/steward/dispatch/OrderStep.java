package dev.steward.dispatch;

import dev.steward.language.Sentence;
import dev.steward.platform.Actor;
import dev.steward.platform.Role;
import dev.steward.ticket.Ticket;

/** The steps of an order that people take, and who may. */
public enum OrderStep {
    ASSIGN,
    ACCEPT,
    AGREE,
    VISIT,
    PARTS,
    QUOTE,
    DECIDE;

    /**
     * Whether somebody may take the step.
     *
     * @param pool whether technicians serve themselves with orders of this category
     */
    boolean allows(Actor person, Ticket ticket, WorkOrder order, boolean pool) {
        boolean owner = person.user().equals(ticket.owner());
        boolean theirs = person.user().equals(order.technician());
        boolean dispatches = person.isAny(Role.DISPATCHER, Role.SUPERVISOR, Role.MANAGER);
        return switch (this) {
            case ASSIGN ->
                dispatches
                        || (owner && order.isExternal())
                        || (ticket.isEmergency() && person.is(Role.MONITORING_CENTER))
                        || (pool && !order.isExternal() && person.is(Role.TECHNICIAN));
            case ACCEPT -> theirs;
            case AGREE -> theirs || owner || dispatches || person.is(Role.FRONT_DESK);
            case VISIT -> order.isExternal() ? owner || dispatches : theirs;
            case PARTS -> theirs || owner || dispatches;
            case QUOTE, DECIDE -> owner || person.isAny(Role.SUPERVISOR, Role.MANAGER);
        };
    }

    /** Who may, for a refusal. */
    Sentence who(WorkOrder order) {
        return switch (this) {
            case ASSIGN ->
                order.isExternal()
                        ? Sentence.of("a dispatcher, a supervisor or the owner")
                        : Sentence.of("a dispatcher or supervisor");
            case ACCEPT -> Sentence.of("the technician it was sent to");
            case AGREE -> Sentence.of("the technician, the owner, the desk or a dispatcher");
            case VISIT ->
                order.isExternal()
                        ? Sentence.of("the owner or a dispatcher")
                        : Sentence.of("the technician who has the order");
            case PARTS -> Sentence.of("the technician, the owner or a dispatcher");
            case QUOTE, DECIDE -> Sentence.of("the owner or a supervisor");
        };
    }
}
