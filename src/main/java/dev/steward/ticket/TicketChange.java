package dev.steward.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The next state of a ticket while a step decides it; what is not said stays as it was. */
final class TicketChange {

    private final Ticket before;
    private Priority priority;
    private String policy;
    private @Nullable String firstResponder;
    private @Nullable String owner;
    private Status status;
    private boolean waiting;
    private @Nullable Outcome outcome;
    private @Nullable Provider provider;
    private @Nullable Instant repliedAt;
    private @Nullable Instant resolvedAt;
    private @Nullable Instant closedAt;
    private int objections;
    private int visits;
    private boolean visitDue;
    private boolean firstTimeFix;
    private boolean withoutWork;
    private int urges;
    private @Nullable String duplicateOf;
    private @Nullable Instant passesAt;

    TicketChange(Ticket before) {
        this.before = before;
        priority = before.priority();
        policy = before.policy();
        firstResponder = before.firstResponder();
        owner = before.owner();
        status = before.status();
        waiting = before.waiting();
        outcome = before.outcome();
        provider = before.provider();
        repliedAt = before.repliedAt();
        resolvedAt = before.resolvedAt();
        closedAt = before.closedAt();
        objections = before.objections();
        visits = before.visits();
        visitDue = before.visitDue();
        firstTimeFix = before.firstTimeFix();
        withoutWork = before.withoutWork();
        urges = before.urges();
        duplicateOf = before.duplicateOf();
        passesAt = before.passesAt();
    }

    TicketChange priority(Priority value, String row) {
        priority = value;
        policy = row;
        return this;
    }

    TicketChange owner(String user) {
        owner = user;
        passesAt = null;
        if (firstResponder == null) {
            firstResponder = user;
        }
        if (status == Status.REGISTERED) {
            status = Status.OWNED;
        }
        return this;
    }

    TicketChange status(Status value) {
        status = value;
        return this;
    }

    TicketChange waiting(boolean value) {
        waiting = value;
        return this;
    }

    TicketChange assessed(@Nullable Outcome value, @Nullable Provider by) {
        outcome = value;
        provider = by;
        return this;
    }

    TicketChange provider(Provider value) {
        provider = value;
        return this;
    }

    TicketChange replied(Instant at) {
        if (repliedAt == null) {
            repliedAt = at;
        }
        return this;
    }

    TicketChange resolved(Instant at) {
        status = Status.RESOLVED;
        resolvedAt = at;
        waiting = false;
        return this;
    }

    TicketChange unresolved() {
        resolvedAt = null;
        visitDue = false;
        return this;
    }

    TicketChange visitDue(boolean value) {
        visitDue = value;
        return this;
    }

    /** When the night rule passes it on. */
    TicketChange passesAt(@Nullable Instant at) {
        passesAt = at;
        return this;
    }

    /** Whoever took it at night keeps it. */
    TicketChange nightOver() {
        return passesAt(null);
    }

    TicketChange visited() {
        status = Status.VISITED;
        visitDue = false;
        return this;
    }

    TicketChange visitOpened() {
        visits++;
        return this;
    }

    TicketChange objected() {
        objections++;
        status = Status.IN_PROGRESS;
        resolvedAt = null;
        visitDue = false;
        return this;
    }

    TicketChange notFixedFirstTime() {
        firstTimeFix = false;
        return this;
    }

    TicketChange withoutWork() {
        withoutWork = true;
        visitDue = false;
        return this;
    }

    TicketChange urged() {
        urges++;
        return this;
    }

    TicketChange duplicateOf(@Nullable String number) {
        duplicateOf = number;
        return this;
    }

    TicketChange ended(Status value, Instant at) {
        status = value;
        closedAt = at;
        waiting = false;
        visitDue = false;
        passesAt = null;
        return this;
    }

    Ticket done() {
        Ticket b = before;
        return new Ticket(
                b.number(),
                b.site(),
                b.home(),
                b.place(),
                b.building(),
                b.region(),
                b.asset(),
                b.kind(),
                b.category(),
                b.title(),
                b.description(),
                b.channel(),
                b.externalReference(),
                b.externalDueAt(),
                b.appointment(),
                priority,
                b.hazard(),
                b.responsible(),
                b.cooperating(),
                b.facing(),
                b.candidateGroup(),
                b.skill(),
                policy,
                firstResponder,
                owner,
                b.about(),
                status,
                waiting,
                outcome,
                provider,
                repliedAt,
                b.openedAt(),
                resolvedAt,
                closedAt,
                objections,
                visits,
                visitDue,
                firstTimeFix,
                withoutWork,
                urges,
                b.recurrenceOf(),
                duplicateOf,
                b.splitFrom(),
                passesAt,
                b.process(),
                b.version());
    }
}
