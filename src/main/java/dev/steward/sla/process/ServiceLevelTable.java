package dev.steward.sla.process;

import dev.steward.calendar.book.Calendars;
import dev.steward.estate.Catalogue;
import dev.steward.platform.rules.RuleVersions;
import dev.steward.platform.rules.RuleVersions.Version;
import dev.steward.platform.rules.RulesInForce;
import dev.steward.platform.rules.WrongRules;
import dev.steward.sla.Ladder;
import dev.steward.sla.Policies;
import dev.steward.sla.Policy;
import dev.steward.sla.ledger.Ladders;
import java.util.Collection;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The service level table in force. A row that went is still answered: tickets that are open were promised it. */
@Component
public class ServiceLevelTable implements Policies {

    private static final Logger log = LoggerFactory.getLogger(ServiceLevelTable.class);

    private record Gone(String row, String site) {}

    private final Catalogue catalogue;
    private final Calendars calendars;
    private final Ladders ladders;
    private final RulesInForce rules;
    private final RuleVersions versions;
    private final Map<Gone, Policy> gone = new ConcurrentHashMap<>();
    private volatile @Nullable PromiseTable table;

    ServiceLevelTable(
            Catalogue catalogue, Calendars calendars, Ladders ladders, RulesInForce rules, RuleVersions versions) {
        this.catalogue = catalogue;
        this.calendars = calendars;
        this.ladders = ladders;
        this.rules = rules;
        this.versions = versions;
    }

    /** Takes a table into force on this node. */
    void take(PromiseTable taken) {
        table = taken;
        gone.clear();
    }

    private PromiseTable table() {
        PromiseTable present = table;
        if (present == null) {
            throw new IllegalStateException("no service level table is in force yet");
        }
        return present;
    }

    @Override
    public Policy policy(String kind, String category, String priority, String site) {
        return table().policy(kind, category, priority, site);
    }

    @Override
    public Policy row(String row, String site) {
        Optional<Policy> policy = table().find(row, site);
        if (policy.isEmpty() && rules.follow()) {
            // another node has taken a table into force, and the engine has answered by it already
            policy = table().find(row, site);
        }
        return policy.orElseGet(() -> gone.computeIfAbsent(new Gone(row, site), this::before));
    }

    /** The row as the last table had it that had one. */
    private Policy before(Gone wanted) {
        int number = rules.version(ServiceLevelRules.NAME);
        for (Optional<Version> version = versions.before(ServiceLevelRules.NAME, number);
                version.isPresent();
                version = versions.before(ServiceLevelRules.NAME, version.get().number())) {
            try {
                Optional<Policy> policy =
                        ServiceLevelRules.tableOf(version.get().text()).find(wanted.row(), wanted.site());
                if (policy.isPresent()) {
                    return policy.get();
                }
            } catch (WrongRules older) {
                log.debug(
                        "Version {} of the table is not understood any more",
                        version.get().number(),
                        older);
            }
        }
        throw new NoSuchElementException("the service level table never had a row " + wanted.row());
    }

    /** The table itself, which answers no row that went. */
    Policies inForce() {
        return table();
    }

    /** Every row, in the order of the table. */
    public Collection<Policy> rows() {
        return table().rows();
    }

    /** The calendars in force, by their keys. */
    SortedSet<String> calendars() {
        return calendars.keys();
    }

    /**
     * A table that is not in force, to try it out with the calendars and ladders that are.
     *
     * @param calendar the key of a calendar that is tried out with it, which may be new
     * @throws WrongRules naming the rows that are wrong
     */
    public Policies tryOut(String dmn, @Nullable String calendar) {
        SortedSet<String> keys = calendars.keys();
        if (calendar != null) {
            keys.add(calendar);
        }
        return new PromiseTable(
                "the table",
                dmn,
                keys,
                ladders.all().stream().map(Ladder::name).collect(Collectors.toCollection(TreeSet::new)),
                catalogue.keys());
    }
}
