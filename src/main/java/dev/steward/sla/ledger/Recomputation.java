package dev.steward.sla.ledger;

import dev.steward.platform.Actor;
import dev.steward.platform.Role;
import dev.steward.sla.ClockState;
import dev.steward.sla.Fact;
import dev.steward.sla.Policies;
import dev.steward.sla.Policy;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.Terms;
import dev.steward.sla.Terms.Counting;
import dev.steward.sla.ledger.ClockStore.Appended;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings the open clocks to the calendars, ladders and table rows in force: nothing of that happens by itself, and a dry
 * run lists what would move. Clocks that ended keep their outcome. A clock keeps the row it was started with; a row that is
 * gone, or promises the target no more, leaves it as it is.
 */
@Component
public class Recomputation {

    private static final Logger log = LoggerFactory.getLogger(Recomputation.class);

    private static final int PORTION = 200;
    private static final int MOST_LISTED = 1_000;

    /**
     * A clock that moves.
     *
     * @param calendarBefore key and version
     * @param calendarAfter key and version
     */
    public record Move(
            String ticket,
            String site,
            Target target,
            int round,
            ClockState stateBefore,
            ClockState stateAfter,
            @Nullable Instant dueBefore,
            @Nullable Instant dueAfter,
            String calendarBefore,
            String calendarAfter,
            String policyRow) {}

    /**
     * What moved, or would.
     *
     * @param dryRun whether nothing was changed
     * @param open how many open clocks were looked at
     * @param moved how many of them move
     * @param moves the first thousand of these, by ticket
     * @param newTermsOnly how many others only have new terms: due and state stay
     * @param failed how many tickets stayed as they are because of an error, which is in the log
     * @param failures the numbers of the first thousand of these
     */
    public record Result(
            boolean dryRun,
            int open,
            int moved,
            List<Move> moves,
            int newTermsOnly,
            int failed,
            List<String> failures) {}

    /** The open clocks of a ticket, with their new terms where they have some; those that move, and how many do not. */
    private record Looked(List<Appended> clocks, List<Move> moves, int newTermsOnly) {}

    private final JdbcClient database;
    private final Clocks clocks;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final int listed;

    @Autowired
    Recomputation(
            JdbcClient database,
            Clocks clocks,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this(database, clocks, transactions, events, clock, MOST_LISTED);
    }

    Recomputation(
            JdbcClient database,
            Clocks clocks,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Clock clock,
            int listed) {
        this.database = database;
        this.clocks = clocks;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.listed = listed;
    }

    /**
     * Looks at every open clock of the actor's sites; each ticket in a transaction of its own. What goes wrong with one
     * does not keep the others from being brought to the rules in force; the answer says of which it did.
     *
     * @param policies the table in force
     */
    public Result run(Actor actor, Policies policies, boolean dryRun) {
        ComplianceReport.allow(actor);
        Run run = new Run(policies, actor, clock.instant(), dryRun);
        String after = "";
        for (List<String> tickets = open(actor, after); !tickets.isEmpty(); tickets = open(actor, after)) {
            Map<String, List<ServiceClock>> seen = dryRun ? together(tickets) : Map.of();
            tickets.forEach(ticket -> run.ticket(ticket, seen.get(ticket)));
            after = tickets.get(tickets.size() - 1);
        }
        return run.result();
    }

    /** In one statement; none where one of them cannot be read, so that each is then read by itself. */
    private Map<String, List<ServiceClock>> together(List<String> tickets) {
        try {
            return clocks.of(tickets);
        } catch (RuntimeException unreadable) {
            return Map.of();
        }
    }

    /** One run: what has moved so far. */
    private final class Run {

        private final Policies policies;
        private final Actor actor;
        private final Instant now;
        private final boolean dryRun;
        private final List<Move> moves = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();
        private int open;
        private int moved;
        private int newTermsOnly;
        private int failed;

        Run(Policies policies, Actor actor, Instant now, boolean dryRun) {
            this.policies = policies;
            this.actor = actor;
            this.now = now;
            this.dryRun = dryRun;
        }

        void ticket(String ticket, @Nullable List<ServiceClock> seen) {
            try {
                Looked looked = dryRun
                        ? look(seen == null ? clocks.of(ticket) : seen, policies, actor, now)
                        : transactions.execute(status -> move(ticket, policies, actor, now));
                if (looked != null) {
                    open += looked.clocks().size();
                    moved += looked.moves().size();
                    newTermsOnly += looked.newTermsOnly();
                    looked.moves().stream().limit((long) listed - moves.size()).forEach(moves::add);
                }
            } catch (RuntimeException failure) {
                log.error("The clocks of ticket {} were not recomputed", ticket, failure);
                failed++;
                if (failures.size() < listed) {
                    failures.add(ticket);
                }
            }
        }

        Result result() {
            return new Result(dryRun, open, moved, List.copyOf(moves), newTermsOnly, failed, List.copyOf(failures));
        }
    }

    private List<String> open(Actor actor, String after) {
        return database.sql(
                        """
                select distinct ticket from steward.clock
                 where open and ticket > :after and (:everywhere or site = any(:sites))
                 order by ticket limit :portion
                """)
                .param("after", after)
                .param("everywhere", actor.is(Role.ADMINISTRATOR))
                .param("sites", actor.sites().toArray(String[]::new))
                .param("portion", PORTION)
                .query(String.class)
                .list();
    }

    private Looked move(String ticket, Policies policies, Actor actor, Instant now) {
        Looked looked = look(clocks.lock(ticket), policies, actor, now);
        clocks.append(looked.clocks(), now);
        if (!looked.moves().isEmpty() || looked.newTermsOnly() > 0) {
            events.publishEvent(new ClocksRecomputed(ticket));
        }
        return looked;
    }

    private Looked look(List<ServiceClock> of, Policies policies, Actor actor, Instant now) {
        List<Appended> looked = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        int newTermsOnly = 0;
        for (ServiceClock each : of) {
            if (each.isOpen()) {
                Terms before = each.terms();
                Terms after = terms(each, policies).orElse(before);
                if (same(before, after)) {
                    looked.add(Appended.to(each));
                } else {
                    String why = Fact.Retargeted.recomputed(name(before.calendar()), name(after.calendar()));
                    Fact change = new Fact.Retargeted(
                            now, after, actor.user(), why, each.due(now).orElse(null));
                    Appended changed = Appended.to(each, change);
                    looked.add(changed);
                    if (moves(each, changed.clock(), now)) {
                        moves.add(move(each, changed.clock(), now));
                    } else {
                        newTermsOnly++;
                    }
                }
            }
        }
        return new Looked(looked, moves, newTermsOnly);
    }

    /** A paused clock has no due: what it was promised tells whether it will have another. */
    private static boolean moves(ServiceClock before, ServiceClock after, Instant now) {
        return before.state(now) != after.state(now)
                || !before.due(now).equals(after.due(now))
                || after.isPaused(now) && !before.promised().equals(after.promised());
    }

    private Optional<Terms> terms(ServiceClock each, Policies policies) {
        Policy policy;
        try {
            policy = policies.row(each.terms().policyRow(), each.site());
        } catch (NoSuchElementException gone) {
            return Optional.empty();
        }
        return policy.promise(each.target()).map(promise -> clocks.terms(each.site(), policy, promise));
    }

    private static boolean same(Terms one, Terms other) {
        return Objects.equals(one.span(), other.span())
                && one.pausable() == other.pausable()
                && one.ladder().name().equals(other.ladder().name())
                && one.ladder().version() == other.ladder().version()
                && one.policyRow().equals(other.policyRow())
                && name(one.calendar()).equals(name(other.calendar()))
                && name(one.hours()).equals(name(other.hours()));
    }

    private static Move move(ServiceClock before, ServiceClock after, Instant now) {
        return new Move(
                before.ticket(),
                before.site(),
                before.target(),
                before.round(),
                before.state(now),
                after.state(now),
                before.due(now).orElse(null),
                after.due(now).orElse(null),
                name(before.terms().calendar()),
                name(after.terms().calendar()),
                after.terms().policyRow());
    }

    private static String name(Counting calendar) {
        return calendar.key() + " " + calendar.version();
    }
}
