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
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    private static final int PORTION = 200;

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
     */
    public record Result(boolean dryRun, int open, List<Move> moves) {}

    private final JdbcClient database;
    private final Clocks clocks;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Recomputation(
            JdbcClient database,
            Clocks clocks,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.clocks = clocks;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Looks at every open clock of the actor's sites; each ticket in a transaction of its own.
     *
     * @param policies the table in force
     */
    public Result run(Actor actor, Policies policies, boolean dryRun) {
        ComplianceReport.allow(actor);
        Instant now = clock.instant();
        List<Move> moves = new ArrayList<>();
        int open = 0;
        String after = "";
        for (List<String> tickets = open(actor, after); !tickets.isEmpty(); tickets = open(actor, after)) {
            for (String ticket : tickets) {
                List<Move> moved = new ArrayList<>();
                Integer looked = dryRun
                        ? look(clocks.of(ticket), policies, actor, now, moved).size()
                        : transactions.execute(status -> move(ticket, policies, actor, now, moved));
                open += looked == null ? 0 : looked;
                moves.addAll(moved);
            }
            after = tickets.get(tickets.size() - 1);
        }
        return new Result(dryRun, open, moves);
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

    private int move(String ticket, Policies policies, Actor actor, Instant now, List<Move> moves) {
        List<Appended> changes = look(clocks.lock(ticket), policies, actor, now, moves);
        // rows are written even without a new fact: the ladder's rungs may have changed
        clocks.append(changes, now);
        if (!moves.isEmpty()) {
            events.publishEvent(new ClocksRecomputed(ticket));
        }
        return changes.size();
    }

    private List<Appended> look(List<ServiceClock> of, Policies policies, Actor actor, Instant now, List<Move> moves) {
        List<Appended> looked = new ArrayList<>();
        for (ServiceClock each : of) {
            if (each.isOpen()) {
                Terms before = each.terms();
                Terms after = terms(each, policies).orElse(before);
                if (same(before, after)) {
                    looked.add(Appended.to(each));
                } else {
                    String why = name(before.calendar()).equals(name(after.calendar()))
                            ? Fact.Retargeted.RECOMPUTED
                            : Fact.Retargeted.RECOMPUTED + ": " + name(before.calendar()) + " to "
                                    + name(after.calendar());
                    Fact change = new Fact.Retargeted(
                            now, after, actor.user(), why, each.due(now).orElse(null));
                    Appended moved = Appended.to(each, change);
                    looked.add(moved);
                    moves.add(move(each, moved.clock(), now));
                }
            }
        }
        return looked;
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
