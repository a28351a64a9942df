package dev.steward.visit;

import static dev.steward.ticket.Saying.fact;

import dev.steward.dispatch.Orders;
import dev.steward.dispatch.Photos;
import dev.steward.estate.Sites;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.Entry;
import dev.steward.ticket.ResidentNotices;
import dev.steward.ticket.Saying;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.TicketWithdrawn;
import dev.steward.ticket.Tickets;
import dev.steward.ticket.Timeline;
import dev.steward.ticket.process.Splits;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks whether it is solved. Nobody who did the work or investigated asks; a resident who cannot be reached is tried three
 * times at different times of day; an objection goes to the engineering office and the same ticket goes on.
 */
@Service
@Transactional
public class Visits {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final ReturnVisitRepository repository;
    private final VisitRules rules;
    private final Tickets tickets;
    private final Orders orders;
    private final Photos photos;
    private final Timeline timeline;
    private final ResidentNotices notices;
    private final Splits splits;
    private final Clocks clocks;
    private final Sites sites;
    private final Actors actors;
    private final Clock clock;

    Visits(
            ReturnVisitRepository repository,
            VisitRules rules,
            Tickets tickets,
            Orders orders,
            Photos photos,
            Timeline timeline,
            ResidentNotices notices,
            Splits splits,
            Clocks clocks,
            Sites sites,
            Actors actors,
            Clock clock) {
        this.repository = repository;
        this.rules = rules;
        this.tickets = tickets;
        this.orders = orders;
        this.photos = photos;
        this.timeline = timeline;
        this.notices = notices;
        this.splits = splits;
        this.clocks = clocks;
        this.sites = sites;
        this.actors = actors;
        this.clock = clock;
    }

    /** A new round begins. */
    public ReturnVisit open(String number) {
        Ticket ticket = tickets.visitOpened(number);
        ReturnVisit visit = new ReturnVisit(
                number,
                ticket.visits(),
                ticket.site(),
                ticket.isShared(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                clock.instant(),
                null,
                List.of());
        repository.add(visit);
        return visit;
    }

    /**
     * Who may not ask: whoever worked or investigated, and whoever the complaint is about. To record what a provider
     * without an account did is no work.
     */
    @Transactional(readOnly = true)
    public Set<String> involved(Ticket ticket) {
        Set<String> users = new HashSet<>(orders.workedOn(ticket.number()));
        timeline.of(ticket.number()).stream()
                .filter(entry -> entry.type() == Entry.Type.INVESTIGATED)
                .map(Entry::actor)
                .forEach(users::add);
        if (ticket.about() != null) {
            users.add(ticket.about());
        }
        return users;
    }

    /** Refuses whoever may not ask. */
    @Transactional(readOnly = true)
    public void requireUninvolved(Ticket ticket, String user) {
        Tickets.requireApart(ticket, user);
        if (involved(ticket).contains(user)) {
            throw Refusal.forbidden(
                    "Whoever did the work or investigated does not make the return visit; let a call-back agent"
                            + " or the owner do it");
        }
    }

    /** Somebody called the resident. */
    public ReturnVisit called(String number, Call call) {
        Ticket ticket = tickets.held(number);
        Actor actor = actors.current();
        requireUninvolved(ticket, actor.user());
        ReturnVisit visit = going(number);
        requireAnotherTimeOfDay(visit);
        requireAnswer(call);
        Instant now = clock.instant();
        repository.add(visit, new ReturnVisit.Attempt(now, actor.user(), call.reached(), call.evidence()));
        clocks.met(number, Target.CALLBACK, now); // the first evidenced attempt is what was promised
        if (!call.reached()) {
            return unreached(ticket, visit, actor, now);
        }
        timeline.note(ticket, Saying.REACHED.of());
        if (call.furtherRequest() != null) {
            splits.split(number, "INQUIRY", "other", firstLine(call.furtherRequest()), call.furtherRequest());
        }
        if (call.declined()) {
            return ended(visit, VisitResult.DECLINED, null, null, now);
        }
        if (Boolean.TRUE.equals(call.satisfied())) {
            return ended(visit, VisitResult.SATISFIED, call.score(), null, now);
        }
        return ended(visit, VisitResult.OBJECTED, call.score(), call.objection(), now);
    }

    private ReturnVisit unreached(Ticket ticket, ReturnVisit visit, Actor actor, Instant now) {
        int attempts = visit.attempts().size() + 1;
        timeline.note(ticket, Saying.NOT_REACHED.of(fact("attempt", attempts)));
        if (!visit.isLastAttempt()) {
            return going(ticket.number());
        }
        ReturnVisit over = visit.ended(VisitResult.UNREACHED, null, null, actor.user(), now);
        repository.save(over);
        notices.unreached(ticket, visit.round(), attempts);
        tickets.visited(ticket.number());
        return over;
    }

    /**
     * In a shared area somebody looked whether it is solved.
     *
     * @param shown ids of the photos that show it; where none is named, those that were uploaded for this visit
     */
    public ReturnVisit checked(String number, boolean solved, @Nullable String objection, List<String> shown) {
        Ticket ticket = tickets.held(number);
        requireUninvolved(ticket, actors.current().user());
        if (!solved && objection == null) {
            throw Refusal.invalid("objection", "say what is not solved");
        }
        ReturnVisit visit = going(number);
        photos.requireEvidence(number, "photosEvidence", shown, visit.openedAt());
        Instant now = clock.instant();
        repository.add(visit, new ReturnVisit.Attempt(now, actors.current().user(), true, null));
        clocks.met(number, Target.CALLBACK, now);
        timeline.note(ticket, (solved ? Saying.FOUND_SOLVED : Saying.FOUND_UNSOLVED).of());
        return ended(visit, solved ? VisitResult.CHECKED : VisitResult.OBJECTED, null, objection, now);
    }

    /** The engineering office says what it does about an objection. */
    public ReturnVisit followedUp(String number, String plan, FollowUpAction action, @Nullable BigDecimal amount) {
        Ticket ticket = tickets.held(number);
        Tickets.requireApart(ticket, actors.current().user());
        ReturnVisit visit = repository
                .latest(number)
                .filter(last -> last.result() == VisitResult.OBJECTED && last.action() == null)
                .orElseThrow(() -> Refusal.conflict("Ticket {0} has no objection to follow up", number));
        requireWithinLimit(action, amount);
        ReturnVisit followed = visit.followedUp(action, plan, amount);
        repository.save(followed);
        switch (action) {
            case REWORK -> tickets.rework(number, plan);
            case EXPLAIN, COMPENSATE -> tickets.followedUp(number, action.name(), plan);
        }
        return followed;
    }

    /** The reporter took the ticket back: nobody asks any more. */
    @EventListener
    public void cancel(TicketWithdrawn withdrawn) {
        repository.cancel(withdrawn.ticket(), clock.instant());
    }

    /** The visits of a ticket, oldest first. */
    @Transactional(readOnly = true)
    public List<ReturnVisit> of(String number) {
        return repository.of(number);
    }

    private ReturnVisit ended(
            ReturnVisit visit, VisitResult result, @Nullable Integer score, @Nullable String objection, Instant now) {
        ReturnVisit over =
                visit.ended(result, score, objection, actors.current().user(), now);
        repository.save(over);
        if (result == VisitResult.OBJECTED) {
            tickets.objected(visit.ticket(), Objects.requireNonNull(objection));
        } else {
            tickets.visited(visit.ticket());
        }
        return over;
    }

    private ReturnVisit going(String number) {
        return repository
                .latest(number)
                .filter(visit -> visit.endedAt() == null)
                .orElseThrow(() -> Refusal.conflict("Ticket {0} has no return visit now", number));
    }

    private void requireAnotherTimeOfDay(ReturnVisit visit) {
        if (visit.attempts().isEmpty()) {
            return;
        }
        Instant last = visit.attempts().get(visit.attempts().size() - 1).at();
        Instant next = last.plus(rules.attemptGap());
        if (clock.instant().isBefore(next)) {
            ZoneId zone = sites.find(visit.site()).orElseThrow().zone();
            throw Refusal.conflict(
                    "The resident was not reached just now; try again at another time of day, from {0}",
                    TIME.format(next.atZone(zone)));
        }
    }

    private static void requireAnswer(Call call) {
        if (!call.reached()) {
            if (hasAnswered(call) || call.furtherRequest() != null || call.declined()) {
                throw Refusal.invalid("reached", "whoever was not reached has said nothing");
            }
            if (call.evidence() == null) {
                throw Refusal.invalid(
                        "evidence", "say what shows that you tried: the number dialled, how long it rang");
            }
            return;
        }
        if (call.declined()) {
            if (hasAnswered(call)) {
                throw Refusal.invalid("declined", "whoever did not want to be asked has answered nothing");
            }
            return;
        }
        if (call.satisfied() == null) {
            throw Refusal.invalid("satisfied", "true or false, or declined");
        }
        if (!call.satisfied() && call.objection() == null) {
            throw Refusal.invalid("objection", "say what is not solved");
        }
        if (call.satisfied() && call.objection() != null) {
            throw Refusal.invalid(
                    "objection", "a resident who objects is not satisfied; a new wish is a furtherRequest");
        }
    }

    private static boolean hasAnswered(Call call) {
        return call.satisfied() != null || call.objection() != null || call.score() != null;
    }

    private void requireWithinLimit(FollowUpAction action, @Nullable BigDecimal amount) {
        if (action != FollowUpAction.COMPENSATE) {
            if (amount != null) {
                throw Refusal.invalid("amount", "only together with COMPENSATE");
            }
            return;
        }
        if (amount == null || amount.signum() <= 0) {
            throw Refusal.invalid("amount", "how much is granted");
        }
        Actor actor = actors.current();
        boolean within = actor.roles().stream()
                .map(Role::group)
                .map(rules.compensationLimits()::get)
                .filter(Objects::nonNull)
                .anyMatch(limit -> amount.compareTo(limit) <= 0);
        if (!within) {
            throw Refusal.invalid("amount", "more than your role may grant; ask a supervisor or manager");
        }
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse(text).strip();
        return line.length() <= 100 ? line : line.substring(0, 100);
    }
}
