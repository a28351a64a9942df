package dev.steward.platform.rules;

import dev.steward.platform.CannotStart;
import dev.steward.platform.Worker;
import dev.steward.platform.rules.RuleVersions.Version;
import dev.steward.platform.rules.Rules.Draft;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps one version of the company's rules in force on all nodes: the latest that any of them took into force, at its start
 * or by {@link #reload}. Rules that are wrong refuse the start; rules that become wrong later are refused by the reload, and
 * the last good ones stay. Each node looks for a later version every few seconds.
 *
 * <p>A node that starts with files which were in force once, but are not any more, takes the version in force and says so:
 * otherwise a node whose own disk was forgotten would undo a change for all by restarting.
 */
@Component
public class RulesInForce implements Worker, SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(RulesInForce.class);

    /**
     * Rules and the version of them that this node uses.
     *
     * @param refused a later version that this node does not understand; 0 when there is none
     */
    private record Used(Rules rules, Version version, int refused) {}

    /** What a reload found: the version in force now and whether it is another than before. */
    public record Reloaded(String name, int version, boolean changed) {}

    /** The version of some rules that this node uses. */
    public record InForce(String name, int version, Instant since, String by, List<String> files) {}

    private final RuleFiles files;
    private final RuleVersions versions;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Map<String, Used> used = new LinkedHashMap<>();

    RulesInForce(RuleFiles files, RuleVersions versions, TransactionOperations transactions, Clock clock) {
        this.files = files;
        this.versions = versions;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Taken(Draft draft, Version version, int refused) {}

    private record Next(Rules rules, String text, Draft draft) {}

    /**
     * Takes rules into force at the start of this node.
     *
     * @throws CannotStart with everything that is wrong with this node's files
     */
    public synchronized void start(Rules rules) {
        try {
            files.refuseStrangers();
            String written = rules.written();
            Draft own = rules.checked(written);
            Taken taken = inTransaction(() -> {
                versions.lock();
                Taken first = first(rules, written, own);
                first.draft().keep();
                return first;
            });
            taken.draft().take();
            used.put(rules.name(), new Used(rules, taken.version(), taken.refused()));
        } catch (WrongRules wrong) {
            throw new CannotStart("the rules are wrong: " + wrong.getMessage(), wrong);
        }
    }

    private Taken first(Rules rules, String written, Draft own) {
        Optional<Version> latest = versions.latest(rules.name());
        if (latest.isPresent() && latest.get().text().equals(written)) {
            return new Taken(own, latest.get(), 0);
        }
        List<Integer> known = latest.isEmpty() ? List.of() : versions.numbersOf(rules.name(), written);
        return known.isEmpty()
                ? new Taken(own, versions.add(rules.name(), written, clock.instant(), "steward"), 0)
                : inForce(rules, own, known.get(known.size() - 1), latest.orElseThrow());
    }

    /** The version in force instead of this node's own, which was in force once; where that is not understood, its own. */
    private Taken inForce(Rules rules, Draft own, int known, Version latest) {
        try {
            Draft inForce = rules.checked(latest.text());
            log.warn(
                    "The files of this node are version {} of {}; version {} is in force and stays. A reload takes the"
                            + " files of this node",
                    known,
                    rules.name(),
                    latest.number());
            return new Taken(inForce, latest, 0);
        } catch (WrongRules later) {
            // written by a later Steward, say: this node works by what it understands, the others by what is in force
            log.error(
                    "Version {} of {} is not understood, version {} counts here: {}",
                    latest.number(),
                    rules.name(),
                    known,
                    later.getMessage());
            return new Taken(own, versions.before(rules.name(), known + 1).orElseThrow(), latest.number());
        }
    }

    /** The engine exists by now. */
    @Override
    public synchronized void afterSingletonsInstantiated() {
        for (Used each : List.copyOf(used.values())) {
            inTransaction(() -> {
                versions.lock();
                if (number(each) == each.version().number()) {
                    each.rules().checked(each.version().text()).publish();
                }
                return Boolean.TRUE;
            });
        }
    }

    private int number(Used each) {
        return versions.numbers().getOrDefault(each.rules().name(), 0);
    }

    /**
     * Reads this node's files again and takes them into force on all nodes.
     *
     * @param by who asks for it
     * @throws WrongRules with everything that is wrong in any of the files; nothing has changed then
     */
    public synchronized List<Reloaded> reload(String by) {
        List<Next> next = readAgain();
        List<Reloaded> reloaded = new ArrayList<>();
        List<Used> after = inTransaction(() -> {
            versions.lock();
            List<Used> kept = new ArrayList<>();
            for (Next each : next) {
                Optional<Version> latest = versions.latest(each.rules().name());
                boolean changed = latest.isEmpty() || !latest.get().text().equals(each.text());
                Version version =
                        changed ? versions.add(each.rules().name(), each.text(), clock.instant(), by) : latest.get();
                each.draft().keep();
                each.draft().publish();
                kept.add(new Used(each.rules(), version, 0));
                reloaded.add(new Reloaded(each.rules().name(), version.number(), changed));
            }
            return kept;
        });
        next.forEach(each -> each.draft().take());
        after.forEach(each -> used.put(each.rules().name(), each));
        log.info("Rules read again by {}: {}", by, reloaded);
        return List.copyOf(reloaded);
    }

    /** What this node's files say now, checked; all that is wrong in any of them is told at once. */
    private List<Next> readAgain() {
        List<Next> next = new ArrayList<>();
        List<WrongRules.Fault> faults = new ArrayList<>();
        try {
            files.refuseStrangers();
        } catch (WrongRules strangers) {
            faults.addAll(strangers.faults());
        }
        for (Used each : used.values()) {
            try {
                String text = each.rules().written();
                next.add(new Next(each.rules(), text, each.rules().checked(text)));
            } catch (WrongRules wrong) {
                faults.addAll(wrong.faults());
            }
        }
        if (!faults.isEmpty()) {
            WrongRules wrong = new WrongRules(faults);
            log.error("The rules are wrong, those in force stay: {}", wrong.getMessage());
            throw wrong;
        }
        return next;
    }

    /** What this node uses, for people. */
    public synchronized List<InForce> inForce() {
        return used.values().stream()
                .map(each -> new InForce(
                        each.rules().name(),
                        each.version().number(),
                        each.version().since(),
                        each.version().by(),
                        each.rules().files()))
                .toList();
    }

    /** The number of the version that this node uses; 0 before the start. */
    public synchronized int version(String name) {
        Used each = used.get(name);
        return each == null ? 0 : each.version().number();
    }

    /** Takes what another node took into force since. */
    @Override
    public boolean work() {
        return follow();
    }

    /** The same at once, for whoever met something that this node does not know yet. */
    public synchronized boolean follow() {
        Map<String, Integer> numbers = versions.numbers();
        boolean followed = false;
        for (Used each : List.copyOf(used.values())) {
            int latest = numbers.getOrDefault(each.rules().name(), 0);
            if (latest > each.version().number() && latest > each.refused()) {
                followed |= follow(each);
            }
        }
        return followed;
    }

    private boolean follow(Used each) {
        String name = each.rules().name();
        Version latest = versions.latest(name).orElseThrow();
        try {
            Draft draft = each.rules().checked(latest.text());
            inTransaction(() -> {
                versions.lock();
                draft.keep();
                return Boolean.TRUE;
            });
            draft.take();
            used.put(name, new Used(each.rules(), latest, 0));
            log.info("Version {} of {} is in force, taken by {}", latest.number(), name, latest.by());
            return true;
        } catch (WrongRules wrong) {
            used.put(name, new Used(each.rules(), each.version(), latest.number()));
            log.error(
                    "Version {} of {} is not understood, the one before stays here: {}",
                    latest.number(),
                    name,
                    wrong.getMessage());
            return false;
        }
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        @Nullable T result = transactions.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("a transaction without an answer");
        }
        return result;
    }
}
