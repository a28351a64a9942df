package dev.steward.sla.ledger;

import dev.steward.calendar.Span;
import dev.steward.platform.Actor;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.sla.Compliance;
import dev.steward.sla.Policies;
import dev.steward.sla.Policy;
import dev.steward.sla.Promise;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.Terms;
import dev.steward.sla.Terms.Counting;
import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the compliance of a period's ended clocks would have been under a calendar or a table that is not in force. Nothing
 * is changed; clocks are read in portions, so that a year needs no more memory than a day.
 */
@Component
public class Replay {

    private static final int PORTION = 2_000;
    private static final int MOST_EXAMPLES = 1_000;
    private static final int MOST_DAYS = 400;

    /**
     * What is tried out; at least one of them.
     *
     * @param calendar takes the place of the calendar with its key, or is new: a site's own, or one that the policies name
     * @param policies takes the place of the table in force
     */
    public record Trial(@Nullable Counting calendar, @Nullable Policies policies) {}

    /**
     * A clock whose outcome would have been another.
     *
     * @param metBefore whether it was met in time
     * @param metAfter whether it would have been
     */
    public record Changed(String ticket, Target target, int round, boolean metBefore, boolean metAfter) {}

    /** One target: as it was, as it would have been. */
    public record Outcome(Compliance before, Compliance after) {}

    /**
     * What came out.
     *
     * @param clocks how many were judged again
     * @param notPromised how many would not have had this promise; they count in neither column
     * @param changed how many outcomes would have been others
     * @param examples the first of them, by ticket
     */
    public record Result(
            int clocks,
            int notPromised,
            int changed,
            Outcome all,
            Map<Target, Outcome> targets,
            List<Changed> examples) {}

    private record Key(String ticket, Target target, int round) {}

    private record About(@Nullable String kind, @Nullable String category, @Nullable String priority) {}

    private final NamedParameterJdbcTemplate database;
    private final Clocks clocks;
    private final Countings calendars;
    private final Clock clock;

    Replay(DataSource database, Clocks clocks, Countings calendars, Clock clock) {
        JdbcTemplate portions = new JdbcTemplate(database);
        portions.setFetchSize(PORTION);
        this.database = new NamedParameterJdbcTemplate(portions);
        this.clocks = clocks;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * Judges the clocks again that ended and count in the period, for the actor's sites.
     *
     * @param inForce the table in force
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Result run(Actor actor, LocalDate from, LocalDate to, Trial trial, Policies inForce) {
        ComplianceReport.allow(actor);
        if (to.isBefore(from)) {
            throw Refusal.invalid("to", "the period ends before it begins");
        }
        if (from.plusDays(MOST_DAYS).isBefore(to)) {
            throw Refusal.invalid("from", "at most {0} days", MOST_DAYS);
        }
        Judging judging = new Judging(trial, inForce, clock.instant());
        Map<Key, About> portion = new LinkedHashMap<>();
        try (var ended = database.queryForStream(
                """
                select ticket, target, round, kind, category, priority from steward.clock
                 where not open and state in ('MET', 'BREACHED') and judged_on between :from and :to
                   and (:everywhere or site = any(:sites))
                 order by ticket
                """,
                Map.of(
                        "from", Date.valueOf(from),
                        "to", Date.valueOf(to),
                        "everywhere", actor.is(Role.ADMINISTRATOR),
                        "sites", actor.sites().toArray(String[]::new)),
                (row, n) -> Map.entry(
                        new Key(row.getString("ticket"), Target.valueOf(row.getString("target")), row.getInt("round")),
                        new About(row.getString("kind"), row.getString("category"), row.getString("priority"))))) {
            for (var entry : (Iterable<Map.Entry<Key, About>>) ended::iterator) {
                portion.put(entry.getKey(), entry.getValue());
                if (portion.size() == PORTION) {
                    judging.judge(portion);
                    portion.clear();
                }
            }
            judging.judge(portion);
        }
        return judging.result();
    }

    /** One run: what has been counted so far. */
    private final class Judging {

        private final Trial trial;
        private final Policies inForce;
        private final Instant now;
        private final Outcome all = new Outcome(new Compliance(), new Compliance());
        private final Map<Target, Outcome> targets = new TreeMap<>();
        private final List<Changed> examples = new ArrayList<>();
        private final Map<List<@Nullable Object>, Optional<Terms>> terms = new HashMap<>();
        private int judged;
        private int notPromised;
        private int changed;

        Judging(Trial trial, Policies inForce, Instant now) {
            this.trial = trial;
            this.inForce = inForce;
            this.now = now;
        }

        void judge(Map<Key, About> portion) {
            Set<String> tickets =
                    portion.keySet().stream().map(Key::ticket).collect(Collectors.toCollection(LinkedHashSet::new));
            for (List<ServiceClock> of : clocks.of(tickets).values()) {
                for (ServiceClock each : of) {
                    About about = portion.get(new Key(each.ticket(), each.target(), each.round()));
                    if (about != null) {
                        judge(each, about);
                    }
                }
            }
        }

        private void judge(ServiceClock each, About about) {
            judged++;
            Optional<Terms> other = terms.computeIfAbsent(
                    Arrays.asList(each.terms(), about, each.site(), each.target()), any -> under(each, about));
            if (other.isEmpty()) {
                notPromised++;
                return;
            }
            ServiceClock after = each.judgedUnder(other.get());
            Outcome target =
                    targets.computeIfAbsent(each.target(), any -> new Outcome(new Compliance(), new Compliance()));
            for (Outcome outcome : List.of(all, target)) {
                outcome.before().ended(each, now);
                outcome.after().ended(after, now);
            }
            boolean metBefore = !each.isBreached(now);
            boolean metAfter = !after.isBreached(now);
            if (metBefore != metAfter) {
                changed++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(new Changed(each.ticket(), each.target(), each.round(), metBefore, metAfter));
                }
            }
        }

        /** The terms that the clock would have had; nothing where the trial does not promise its target. */
        private Optional<Terms> under(ServiceClock each, About about) {
            Terms terms = each.terms();
            Policies policies = trial.policies();
            if (policies == null) {
                return Optional.of(with(
                        terms,
                        terms.span(),
                        tried(each.site(), terms.calendar()),
                        terms.policyRow(),
                        terms.pausable()));
            }
            Policy policy = policy(each, about, policies);
            return policy.promise(each.target())
                    .map(promise ->
                            with(terms, promise.span(), calendar(each, promise), policy.row(), promise.pausable()));
        }

        /** The row that the other table has for the ticket; a row that was asked for by its name keeps its name. */
        private Policy policy(ServiceClock each, About about, Policies policies) {
            String row = each.terms().policyRow();
            if (about.kind() == null || about.category() == null || about.priority() == null) {
                return policies.row(row, each.site());
            }
            boolean asked = !inForce.policy(about.kind(), about.category(), about.priority(), each.site())
                    .row()
                    .equals(row);
            if (asked) {
                try {
                    return policies.row(row, each.site());
                } catch (NoSuchElementException gone) {
                    // the table that is tried out has no such row any more
                }
            }
            return policies.policy(about.kind(), about.category(), about.priority(), each.site());
        }

        private Counting calendar(ServiceClock each, Promise promise) {
            Counting tried = trial.calendar();
            String name = promise.calendar();
            boolean own = calendars.inForce(each.site() + "-" + name);
            return tried != null && tried.key().equals(name) && !own
                    ? tried
                    : tried(each.site(), calendars.of(each.site(), name));
        }

        private Counting tried(String site, Counting known) {
            Counting tried = trial.calendar();
            return tried != null
                            && Set.of(known.key(), site + "-" + known.key()).contains(tried.key())
                    ? tried
                    : known;
        }

        private Terms with(Terms terms, @Nullable Span span, Counting calendar, String row, boolean pausable) {
            return new Terms(span, calendar, terms.hours(), row, terms.ladder(), pausable);
        }

        Result result() {
            examples.sort(Comparator.comparing(Changed::ticket)
                    .thenComparing(Changed::target)
                    .thenComparing(Changed::round));
            return new Result(judged, notPromised, changed, all, targets, examples);
        }
    }
}
