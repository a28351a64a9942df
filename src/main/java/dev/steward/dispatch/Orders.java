package dev.steward.dispatch;

import static dev.steward.ticket.Saying.fact;

import dev.steward.dispatch.Candidate.Past;
import dev.steward.dispatch.WorkOrder.Tallies;
import dev.steward.estate.Roster;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Fields;
import dev.steward.platform.People;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.sla.Policy;
import dev.steward.sla.Promise;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.sla.ledger.Dimensions;
import dev.steward.sla.process.ServiceLevelTable;
import dev.steward.ticket.ClocksMoved;
import dev.steward.ticket.Provider;
import dev.steward.ticket.Said;
import dev.steward.ticket.Saying;
import dev.steward.ticket.Slot;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.TicketSearch;
import dev.steward.ticket.TicketWithdrawn;
import dev.steward.ticket.Tickets;
import dev.steward.ticket.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way of an order to the door and back: opened, sent, accepted, agreed with the resident, and what the owner decides
 * when the door stays shut. What a visit makes of it is in {@link HomeVisits}. Each step loads the record, decides, saves
 * and moves the clocks, in the transaction of whoever took it.
 */
@Service
@Transactional
public class Orders {

    private final OrderRepository repository;
    private final HomeVisitRepository visits;
    private final OrderNews news;
    private final Waits waits;
    private final Tickets tickets;
    private final Timeline timeline;
    private final Clocks clocks;
    private final ServiceLevelTable serviceLevels;
    private final Roster roster;
    private final DispatchPool pool;
    private final Suggestions suggestions;
    private final CandidateRepository candidates;
    private final TicketSearch search;
    private final People people;
    private final Actors actors;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Orders(
            OrderRepository repository,
            HomeVisitRepository visits,
            OrderNews news,
            Waits waits,
            Tickets tickets,
            Timeline timeline,
            Clocks clocks,
            ServiceLevelTable serviceLevels,
            Roster roster,
            DispatchPool pool,
            Suggestions suggestions,
            CandidateRepository candidates,
            TicketSearch search,
            People people,
            Actors actors,
            Clock clock,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.visits = visits;
        this.news = news;
        this.waits = waits;
        this.tickets = tickets;
        this.timeline = timeline;
        this.clocks = clocks;
        this.serviceLevels = serviceLevels;
        this.roster = roster;
        this.pool = pool;
        this.suggestions = suggestions;
        this.candidates = candidates;
        this.search = search;
        this.people = people;
        this.actors = actors;
        this.clock = clock;
        this.events = events;
    }

    /** The order that works on a ticket, for a step that has a right to it. */
    @Transactional(readOnly = true)
    public WorkOrder current(String number) {
        return repository.open(number).orElseThrow(() -> Refusal.conflict("Ticket {0} has no open work order", number));
    }

    /** The same, where there need not be one. */
    @Transactional(readOnly = true)
    public Optional<WorkOrder> find(String number) {
        return repository.open(number);
    }

    /** Open orders that a technician of a site has, or was sent. */
    @Transactional(readOnly = true)
    public List<WorkOrder> openOf(String site, String technician) {
        return repository.openOf(site, technician);
    }

    /** Who did the work of a ticket, or had it: none of them makes its return visit. */
    @Transactional(readOnly = true)
    public Set<String> workedOn(String number) {
        return repository.workedOn(number);
    }

    /** Opens the next order of a ticket; an emergency calls the technicians on call at once. */
    public Work open(String number) {
        Ticket ticket = tickets.held(number);
        Instant now = clock.instant();
        Optional<WorkOrder> before = repository.latest(number);
        Provider provider = ticket.provider() == null ? Provider.OWN : ticket.provider();
        boolean own = provider == Provider.OWN;
        boolean onCall = own && ticket.isEmergency();
        Tallies tallies = before.map(WorkOrder::tallies).orElse(Tallies.NONE);
        boolean rework = ticket.objections() > 0;
        Slot chosen = ticket.appointment();
        WorkOrder order = repository.add(new WorkOrder(
                0,
                number,
                ticket.site(),
                before.map(WorkOrder::round).orElse(0) + 1,
                OrderStatus.OPEN,
                provider,
                null,
                before.isEmpty() && chosen != null && chosen.to().isAfter(now) ? chosen : null,
                !ticket.isShared() && !onCall,
                ticket.skill(),
                onCall || (own && pool.has(ticket.site(), ticket.category())),
                0,
                0,
                rework,
                rework || (ticket.recurrenceOf() != null && visits.done(ticket.recurrenceOf())),
                false,
                now,
                null,
                null,
                null,
                null,
                now,
                null,
                null,
                onCall ? tallies.acceptance() : tallies.dispatch(),
                0));
        if (onCall) {
            call(ticket, order, null, now);
        } else {
            start(ticket, order, Target.DISPATCH, order.tallies().dispatches(), now);
        }
        return new Work(ticket, order);
    }

    /**
     * The technicians for an order.
     *
     * @param slot what they were ranked for
     * @param suggestions the best first; none where others than our own people do the work
     */
    record Ranking(WorkOrder order, @Nullable Slot slot, List<Suggestion> suggestions) {}

    /**
     * Whom to send, for whoever may.
     *
     * @param slot to rank for; null for the one that is agreed or wished
     */
    @Transactional(readOnly = true)
    Ranking technicians(String number, @Nullable Slot slot) {
        Ticket ticket = search.visible(number);
        WorkOrder order = current(number);
        require(OrderStep.ASSIGN, ticket, order);
        Slot asked = slot == null ? order.upcomingSlot(clock.instant()) : slot;
        return new Ranking(order, asked, order.isExternal() ? List.of() : suggestions.rank(ticket, order, asked));
    }

    /** A slot of a form or a request: both ends or none. */
    public static @Nullable Slot slot(Fields form, String from, String to) {
        Instant start = form.optionalInstant(from);
        Instant end = form.optionalInstant(to);
        boolean good = (start == null) == (end == null) && (start == null || end == null || start.isBefore(end));
        form.check(good, to, "a slot has a beginning and a later end");
        return good && start != null && end != null ? new Slot(start, end) : null;
    }

    /**
     * Sends the order to a technician, who accepts it unless they took it themselves; to developer or contractor without
     * naming anybody.
     *
     * @param slot when the resident expects them, if that is agreed already
     */
    public Work assign(String number, @Nullable String technician, @Nullable Slot slot) {
        Ticket ticket = tickets.held(number);
        WorkOrder order = current(number);
        require(OrderStep.ASSIGN, ticket, order);
        if (order.status() != OrderStatus.OPEN) {
            throw Refusal.conflict("The order is {0} already", order.status());
        }
        Instant now = clock.instant();
        requireFuture(slot, ticket, "appointment", now);
        Actor actor = actors.current();
        WorkOrder sent;
        if (order.isExternal()) {
            if (technician != null) {
                throw Refusal.invalid(
                        "technician", "leave it empty: the {0} does it, and has no accounts here", order.provider());
            }
            sent = order.passedOn(slot, now);
        } else {
            if (technician == null) {
                throw Refusal.invalid("technician", "missing");
            }
            Slot at = slot == null ? order.upcomingSlot(now) : slot;
            requireTechnician(ticket, technician, at == null ? now : at.from());
            sent = order.assigned(technician, technician.equals(actor.user()), slot, now);
        }
        Said said = sent.isExternal()
                ? Saying.ORDER_PASSED_ON.of(fact("provider", sent.provider()))
                : Saying.ORDER_SENT.of(fact("technician", technician));
        return sent(ticket, sent, said, now);
    }

    /**
     * A policy sends the order to the best technician if nothing speaks against them; otherwise it stays with the
     * dispatcher. The technician accepts it as any other.
     */
    public Work assignByPolicy(String number) {
        Ticket ticket = tickets.held(number);
        candidates.alone(ticket.site());
        WorkOrder order = current(number);
        if (order.status() != OrderStatus.OPEN) {
            return new Work(ticket, order);
        }
        Instant now = clock.instant();
        return suggestions.rank(ticket, order, order.upcomingSlot(now)).stream()
                .findFirst()
                .filter(Suggestion::fits)
                .map(best -> sent(
                        ticket,
                        order.assigned(best.user(), false, null, now),
                        Saying.ORDER_SENT_BY_POLICY.of(
                                fact("technician", best.user()),
                                fact(
                                        "reasons",
                                        best.reasons().stream()
                                                .filter(reason -> reason.verdict() == Reason.Verdict.FOR)
                                                .map(reason -> reason.code().name())
                                                .collect(Collectors.joining(", ")))),
                        now))
                .orElseGet(() -> new Work(ticket, order));
    }

    private Work sent(Ticket ticket, WorkOrder sent, Said said, Instant now) {
        String number = ticket.number();
        WorkOrder saved = announceSlot(ticket, sent, null, now);
        clocks.met(number, Target.DISPATCH, now);
        if (saved.technician() != null) {
            clocks.describe(number, Dimensions.NONE.withTechnician(saved.technician()));
        }
        if (!saved.accepted()) {
            start(ticket, saved, Target.ACCEPT, saved.tallies().acceptances(), now);
            if (saved.technician() != null) {
                news.sent(
                        ticket,
                        saved,
                        saved.technician(),
                        clocks.dueOf(number, Target.ACCEPT).orElse(null));
            }
        }
        timeline.note(ticket, said);
        return new Work(ticket, saved);
    }

    private void requireTechnician(Ticket ticket, String user, Instant at) {
        Actor person = people.staff("technician", user, ticket.site());
        if (!person.is(Role.TECHNICIAN)) {
            throw Refusal.invalid("technician", "\"{0}\" is no technician", user);
        }
        if (user.equals(ticket.about())) {
            throw Refusal.invalid("technician", "\"{0}\" cannot do this work", user);
        }
        if (roster.absent(ticket.site(), user, at)) {
            throw Refusal.invalid("technician", "\"{0}\" is away then", user);
        }
        Actor actor = actors.current();
        boolean dispatches = actor.isAny(Role.DISPATCHER, Role.SUPERVISOR, Role.MANAGER, Role.MONITORING_CENTER);
        if (!dispatches && !user.equals(actor.user())) {
            throw Refusal.forbidden("A technician takes orders for themself; a dispatcher sends them to others");
        }
    }

    /** The technician comes, or says why not. */
    public Work answer(String number, boolean accepted, @Nullable String declineReason) {
        Ticket ticket = tickets.held(number);
        WorkOrder order = current(number);
        require(OrderStep.ACCEPT, ticket, order);
        if (order.accepted()) {
            throw Refusal.conflict("The order is accepted already");
        }
        if (!accepted && declineReason == null) {
            throw Refusal.invalid("declineReason", "say why, so that the dispatcher can do better");
        }
        Instant now = clock.instant();
        clocks.met(number, Target.ACCEPT, now);
        if (!accepted) {
            timeline.note(
                    ticket,
                    Saying.ORDER_DECLINED.of(fact("technician", order.technician()), fact("reason", declineReason)));
            remember(order, Past.How.DECLINED, declineReason, now);
            return new Work(ticket, cameBack(ticket, order, order.backToDispatcher(now), now));
        }
        timeline.note(ticket, Saying.ORDER_ACCEPTED.of(fact("technician", order.technician())));
        return new Work(ticket, announceSlot(ticket, order.acceptedBy(now), null, now));
    }

    /** The technician did not answer in time: back to the dispatcher, and the supervisors know. */
    public Work returned(String number) {
        Ticket ticket = tickets.held(number);
        WorkOrder order = current(number);
        Instant now = clock.instant();
        Optional<ServiceClock> accept = clocks.open(number, Target.ACCEPT);
        Instant due = accept.flatMap(open -> open.due(now)).orElse(now);
        news.unanswered(ticket, order, due, accept.map(open -> open.tellAt(now)).orElse(now));
        // met at its very due it would count as answered in time
        clocks.met(number, Target.ACCEPT, now.isAfter(due) ? now : due.plusSeconds(1));
        timeline.note(ticket, Saying.ORDER_UNANSWERED.of(fact("technician", order.technician())));
        remember(order, Past.How.UNANSWERED, null, now);
        return new Work(ticket, cameBack(ticket, order, order.backToDispatcher(now), now));
    }

    private void remember(WorkOrder order, Past.How how, @Nullable String reason, Instant now) {
        if (order.technician() != null) {
            candidates.returned(order, order.technician(), how, reason, now);
        }
    }

    /** Resident and technician agree when; whoever waited for the resident does not any more. */
    public Work agree(String number, Slot slot) {
        Ticket ticket = tickets.held(number);
        WorkOrder order = current(number);
        require(OrderStep.AGREE, ticket, order);
        Instant now = clock.instant();
        requireFuture(slot, ticket, "appointment", now);
        if (order.promisedAt() != null && slot.to().isBefore(order.promisedAt())) {
            throw Refusal.invalid(
                    "appointmentFrom",
                    "the parts are promised for {0} only",
                    order.promisedAt().atZone(news.zone(ticket)));
        }
        Ticket going = waits.end(ticket);
        return new Work(going, goesOn(going, order.agreed(slot, now), null, now));
    }

    /**
     * Saves an order that goes on with a visit. Whoever has it may be away then: the deputy goes, or whoever claims it.
     *
     * @param reason of a change of plan
     */
    WorkOrder goesOn(Ticket ticket, WorkOrder order, @Nullable String reason, Instant now) {
        String technician = order.technician();
        Instant at = order.slot() == null ? now : order.slot().from();
        if (technician == null || !order.slotAgreed() || !roster.absent(ticket.site(), technician, at)) {
            return announceSlot(ticket, order, reason, now);
        }
        String deputy =
                standIn(ticket, roster.deputyOf(ticket.site(), technician, at).orElse(null));
        if (deputy == null) {
            timeline.note(ticket, Saying.ORDER_GIVEN_BACK.of(fact("technician", technician)));
            return cameBack(ticket, order, order.givenBack(now), now);
        }
        timeline.note(ticket, Saying.ORDER_SENT.of(fact("technician", deputy)));
        clocks.describe(ticket.number(), Dimensions.NONE.withTechnician(deputy));
        WorkOrder passed = order.change().technician(deputy).assignedAt(now).done();
        return announceSlot(ticket, passed, reason, now);
    }

    /** The deputy where they can do a technician's work: a technician of the site, too, and not complained about. */
    public @Nullable String standIn(Ticket ticket, @Nullable String deputy) {
        return deputy == null || deputy.equals(ticket.about())
                ? null
                : people.find(deputy)
                        .filter(person -> person.is(Role.TECHNICIAN) && person.belongsTo(ticket.site()))
                        .map(Actor::user)
                        .orElse(null);
    }

    /**
     * Somebody gets a task of the order: only people of its site, in the right role; never the person a complaint is
     * about. A technician who claims an order that is open to all has it from then on.
     */
    public Work taken(String number, OrderStep step, String user) {
        Ticket ticket = tickets.held(number);
        WorkOrder order = current(number);
        Tickets.requireApart(ticket, user);
        Actor actor = actors.current();
        boolean self = user.equals(actor.user());
        if (!self && isTheirs(step, user, ticket, order)) {
            return new Work(ticket, order);
        }
        Actor person = self ? actor : people.staff("assignee", user, ticket.site());
        if (!person.belongsTo(ticket.site())) {
            throw Refusal.notFound("There is no ticket {0}", number);
        }
        boolean forTechnicians = step == OrderStep.VISIT || (step == OrderStep.AGREE && order.openToClaim());
        boolean claimable = order.openToClaim()
                || (!self
                        && (actor.isSteward()
                                || actor.isAny(Role.DISPATCHER, Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR)));
        if (forTechnicians
                && claimable
                && !order.isExternal()
                && person.is(Role.TECHNICIAN)
                && !user.equals(order.technician())) {
            return take(ticket, order, user);
        }
        if (!step.allows(person, ticket, order, pool.has(ticket.site(), ticket.category()))) {
            throw Refusal.forbidden("This task is for {0}", step.who(order));
        }
        return new Work(ticket, order);
    }

    /** The model itself gives a task to whom the record names. */
    private static boolean isTheirs(OrderStep step, String user, Ticket ticket, WorkOrder order) {
        return step == OrderStep.QUOTE || step == OrderStep.DECIDE
                ? user.equals(ticket.owner())
                : step != OrderStep.ASSIGN && user.equals(order.technician());
    }

    private Work take(Ticket ticket, WorkOrder order, String user) {
        Instant now = clock.instant();
        WorkOrder taken = order.assigned(user, true, null, now);
        String number = ticket.number();
        clocks.describe(number, Dimensions.NONE.withTechnician(user));
        clocks.met(number, List.of(Target.ACCEPT, Target.DISPATCH), now);
        timeline.note(ticket, Saying.ORDER_SENT.of(fact("technician", user)));
        boolean hurries = order.hurries(ticket);
        WorkOrder saved = hurries ? repository.save(taken) : announceSlot(ticket, taken, null, now);
        if (hurries) {
            String text = news.onTheWay(ticket, saved);
            if (ticket.repliedAt() == null) {
                return new Work(tickets.reply(number, text), saved);
            }
            news.progress(ticket, text, null);
            return new Work(ticket, saved);
        }
        return new Work(ticket, saved);
    }

    /** A technician gives back a visit: any other, in an emergency those on call, may take it, and the clock for that runs. */
    public Work givenBack(String number) {
        Ticket ticket = tickets.held(number);
        WorkOrder order = current(number);
        if (order.isExternal() || order.technician() == null) {
            return new Work(ticket, order);
        }
        Instant now = clock.instant();
        timeline.note(ticket, Saying.ORDER_GIVEN_BACK.of(fact("technician", order.technician())));
        if (actors.current().user().equals(order.technician())) { // not where an absence took it from them
            remember(order, Past.How.GIVEN_BACK, null, now);
        }
        return new Work(ticket, cameBack(ticket, order, order.givenBack(now), now));
    }

    /** Whoever had it does not come: in an emergency those on call are called again, else somebody is looked for. */
    private WorkOrder cameBack(Ticket ticket, WorkOrder had, WorkOrder back, Instant now) {
        return had.hurries(ticket)
                ? call(ticket, repository.save(had.calledOut(now)), had.technician(), now)
                : sendAgain(ticket, back, now);
    }

    /**
     * The ticket became an emergency, which whoever has the order hears at once. An order that nobody has yet goes to those
     * on call; whoever was asked answers within the emergency's time now, or it goes to them, too.
     *
     * @return the order that does not wait for a dispatcher any more
     */
    public Optional<Work> becameEmergency(String number) {
        Ticket ticket = tickets.held(number);
        Optional<WorkOrder> waiting = repository.open(number).filter(order -> !order.isExternal());
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        news.urgent(
                ticket, waiting.get(), clocks.dueOf(number, Target.ATTENDANCE).orElse(null));
        if (waiting.get().accepted()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (waiting.get().status() != OrderStatus.OPEN) {
            repository.save(waiting.get().change().slotNeeded(false).done());
            return Optional.empty();
        }
        return Optional.of(
                new Work(ticket, call(ticket, repository.save(waiting.get().calledOut(now)), null, now)));
    }

    /** Those on call are called, and the clock says how long they have. */
    private WorkOrder call(Ticket ticket, WorkOrder order, @Nullable String had, Instant now) {
        start(ticket, order, Target.ACCEPT, order.tallies().acceptances(), now);
        Instant due = clocks.dueOf(ticket.number(), Target.ATTENDANCE).orElse(null);
        news.page(ticket, order, had, due, now);
        return order;
    }

    /** Somebody is on site: the first photo says so. */
    void arrived(WorkOrder order, Instant at) {
        repository.save(order.arrived(at));
        clocks.met(order.ticket(), Target.ATTENDANCE, at);
    }

    /** The parts are here, or promised for another day, which the resident is told. */
    public Work supplied(String number, @Nullable Instant promisedAt, @Nullable Slot slot) {
        Ticket ticket = tickets.held(number);
        WorkOrder order = current(number);
        require(OrderStep.PARTS, ticket, order);
        Instant now = clock.instant();
        requireFuture(slot, ticket, "appointment", now);
        if (promisedAt != null && !promisedAt.isAfter(now)) {
            throw Refusal.invalid("promisedAt", "must be in the future");
        }
        if (promisedAt != null && slot != null && slot.to().isBefore(promisedAt)) {
            throw Refusal.invalid("appointmentFrom", "before the parts are promised");
        }
        WorkOrder supplied = order.supplied(promisedAt, slot, now);
        if (promisedAt != null) {
            supplied = supplied.change().tallies(supplied.tallies().delay()).done();
        }
        WorkOrder saved = goesOn(ticket, supplied, null, now);
        if (promisedAt != null) {
            news.delayed(ticket, saved, VisitResult.NEEDS_PARTS, promisedAt);
            timeline.tell(ticket, Saying.PARTS_PROMISED.of(fact("at", promisedAt)));
        } else {
            timeline.note(ticket, Saying.PARTS_HERE.of());
        }
        return new Work(ticket, saved);
    }

    /** Whoever only opens the door agrees to no charge. */
    void requirePayer(String number, String field, String name) {
        String contact = tickets.person(number).contactName();
        if (contact != null && contact.equalsIgnoreCase(name)) {
            throw Refusal.invalid(field, "\"{0}\" only gives access; ask whoever pays", name);
        }
    }

    /**
     * Whoever pays has decided on the quote.
     *
     * @param payer who decided, in words; not whoever opens the door
     */
    public Work quoteDecided(String number, boolean accepted, String payer) {
        Ticket ticket = tickets.held(number);
        WorkOrder order = current(number);
        require(OrderStep.QUOTE, ticket, order);
        requirePayer(number, "payer", payer);
        Instant now = clock.instant();
        Quote quote = visits.decide(order, accepted, payer, actors.current().user(), now)
                .orElseThrow(() -> Refusal.conflict("No quote waits for a decision"));
        Ticket going = waits.end(ticket);
        WorkOrder decided = order.quoted(accepted, now);
        WorkOrder saved = accepted ? goesOn(going, decided, null, now) : repository.save(decided);
        timeline.tell(
                going,
                (accepted ? Saying.QUOTE_ACCEPTED : Saying.QUOTE_DECLINED)
                        .of(fact("amount", quote.amount() + " " + quote.currency()), fact("payer", payer)));
        return new Work(going, saved);
    }

    /**
     * The owner decides how it goes on after three absences, a refusal or a declined quote.
     *
     * @param clearance the document that releases a lift or fire installation, when nothing is done
     */
    public Work decide(
            String number,
            Decision decision,
            @Nullable Provider other,
            @Nullable String reason,
            @Nullable String clearance) {
        Ticket ticket = tickets.held(number);
        WorkOrder order = current(number);
        require(OrderStep.DECIDE, ticket, order);
        if (order.next() != Next.DECIDE) {
            throw Refusal.conflict("Nothing is to be decided about the order now");
        }
        // the present one comes along from the process
        if (other != null && other != order.provider() && decision != Decision.OTHER_PROVIDER) {
            throw Refusal.invalid("provider", "only together with OTHER_PROVIDER");
        }
        Instant now = clock.instant();
        return switch (decision) {
            case NEW_APPOINTMENT -> {
                timeline.note(ticket, Saying.NEW_APPOINTMENT.of(fact("reason", reason)));
                yield new Work(ticket, goesOn(ticket, order.tryAgain(now), null, now));
            }
            case OTHER_PROVIDER -> {
                if (other == null || other == order.provider()) {
                    throw Refusal.invalid("provider", "name another provider than {0}", order.provider());
                }
                Ticket passed = tickets.providedBy(number, other, reason == null ? "decided by the owner" : reason);
                yield new Work(passed, sendAgain(passed, order.providedBy(other, now), now));
            }
            case CLOSE_WITHOUT_WORK -> {
                if (reason == null) {
                    throw Refusal.invalid("reason", "say why nothing is done");
                }
                WorkOrder given = repository.save(order.givenUp(now));
                Ticket going = waits.end(ticket);
                yield new Work(tickets.givenUp(going.number(), reason, clearance), given);
            }
        };
    }

    /** The reporter took the ticket back: nobody goes any more, and whoever was to go hears of it. */
    @EventListener
    public void cancel(TicketWithdrawn withdrawn) {
        repository
                .cancel(withdrawn.ticket(), clock.instant())
                .ifPresent(order -> news.cancelled(tickets.get(withdrawn.ticket()), order));
    }

    WorkOrder save(WorkOrder order) {
        return repository.save(order);
    }

    /** Saves an order that waits for a dispatcher or a claim again, and starts the clock of that. */
    WorkOrder sendAgain(Ticket ticket, WorkOrder order, Instant now) {
        WorkOrder saved = repository.save(order);
        start(ticket, saved, Target.DISPATCH, saved.tallies().dispatches(), now);
        return saved;
    }

    /** Saves an order; where it is settled who comes when, the resident is told and clocks by slot get their due. */
    private WorkOrder announceSlot(Ticket ticket, WorkOrder order, @Nullable String reason, Instant now) {
        Slot slot = order.slot();
        if (slot == null || !order.accepted()) {
            return repository.save(order);
        }
        WorkOrder saved = repository.save(
                order.change().tallies(order.tallies().appointment()).done());
        news.appointment(ticket, saved, slot, reason);
        if (saved.technician() != null
                && !saved.technician().equals(actors.current().user())) {
            news.visit(ticket, saved, saved.technician(), slot);
        }
        timeline.tell(ticket, Saying.APPOINTMENT.of(fact("from", slot.from()), fact("to", slot.to())));
        Set<Target> bySlot = EnumSet.noneOf(Target.class);
        Policy policy = policy(ticket);
        for (Target target : List.of(Target.ATTENDANCE, Target.RESOLUTION)) {
            policy.promise(target).filter(Promise::bySlot).ifPresent(promise -> bySlot.add(target));
        }
        for (Target target : bySlot) {
            clocks.agree(ticket.number(), target, slot.to(), actors.current().user(), "slot agreed", now);
        }
        if (!bySlot.isEmpty()) {
            events.publishEvent(new ClocksMoved(ticket.number()));
        }
        return saved;
    }

    private void start(Ticket ticket, WorkOrder order, Target target, int round, Instant now) {
        Dimensions known = Tickets.dimensions(ticket)
                .withTechnician(order.technician() == null ? Dimensions.NOBODY : order.technician());
        clocks.start(ticket.number(), ticket.site(), policy(ticket), List.of(target), round, now, known);
        events.publishEvent(new ClocksMoved(ticket.number()));
    }

    Policy policy(Ticket ticket) {
        return serviceLevels.row(ticket.policy(), ticket.site());
    }

    private void require(OrderStep step, Ticket ticket, WorkOrder order) {
        Actor actor = actors.current();
        Tickets.requireApart(ticket, actor.user());
        if (!actor.belongsTo(ticket.site())) {
            throw Refusal.notFound("There is no ticket {0}", ticket.number());
        }
        if (!step.allows(actor, ticket, order, pool.has(ticket.site(), ticket.category()))) {
            throw Refusal.forbidden("This is for {0}", step.who(order));
        }
    }

    /** A slot lies ahead, within a year; the minute that is just passing still counts. */
    static void requireFuture(@Nullable Slot slot, Ticket ticket, String field, Instant now) {
        if (slot == null) {
            return;
        }
        if (ticket.isShared()) {
            throw Refusal.invalid(field + "From", "in a shared area nobody needs an appointment");
        }
        if (slot.from().isBefore(now.truncatedTo(ChronoUnit.MINUTES))) {
            throw Refusal.invalid(field + "From", "must not be in the past");
        }
        if (slot.to().isAfter(now.plus(HomeVisitRules.FURTHEST))) {
            throw Refusal.invalid(field + "To", "more than a year ahead");
        }
    }
}
