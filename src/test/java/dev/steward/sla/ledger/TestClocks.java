package dev.steward.sla.ledger;

import dev.steward.TestDatabase;
import dev.steward.calendar.Span;
import dev.steward.sla.Hours;
import dev.steward.sla.Ladder;
import dev.steward.sla.Policy;
import dev.steward.sla.Promise;
import dev.steward.sla.Target;
import dev.steward.sla.Terms.Counting;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Clocks on a database of their own, with the calendars of {@link Hours}; counts the statements that they execute. */
final class TestClocks {

    /** The calendars of the tests under the names that sites use; {@code harbour} has an office of its own. */
    static final Countings CALENDARS = new Countings() {

        private final Map<String, Counting> byKey = Stream.of(
                        Hours.OFFICE, Hours.SERVICE, Hours.EMERGENCY, Hours.LONG_WEEK)
                .collect(Collectors.toMap(counting -> counting.key() + counting.version(), Function.identity()));

        @Override
        public Counting of(String site, String name) {
            return switch (name) {
                case "office" -> site.equals("harbour") ? Hours.LONG_WEEK : Hours.OFFICE;
                case "service" -> Hours.SERVICE;
                case "emergency" -> Hours.EMERGENCY;
                default -> throw new NoSuchElementException(name);
            };
        }

        @Override
        public boolean inForce(String key) {
            return Stream.of("office", "service", "emergency").anyMatch(key::equals);
        }

        @Override
        public Counting version(String key, int version) {
            Counting known = byKey.get(key + version);
            if (known == null) {
                throw new NoSuchElementException(key + version);
            }
            return known;
        }
    };

    final DataSource database;
    final JdbcClient jdbc;
    final Ladders ladders;
    final Clocks clocks;
    final TransactionTemplate transactions;
    final List<String> statements = new java.util.concurrent.CopyOnWriteArrayList<>();

    TestClocks() {
        var counted = new QueryExecutionListener() {
            @Override
            public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

            @Override
            public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                statements.add(queries.get(0).getQuery());
            }
        };
        this.database = ProxyDataSourceBuilder.create(TestDatabase.migrated())
                .listener(counted)
                .build();
        this.jdbc = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.ladders = new Ladders(new LadderVersions(jdbc));
        ladders(ShippedLadders.ladders());
        this.clocks = new Clocks(jdbc, CALENDARS, ladders, 5, 15);
    }

    /** Takes ladders into force. */
    void ladders(SortedMap<String, Ladder> written) {
        ladders.take(inTransaction(() -> ladders.keep(written)));
    }

    static Ladder standard() {
        return Objects.requireNonNull(ShippedLadders.ladders().get("standard"));
    }

    static Policy policy(String row, Promise... promises) {
        var byTarget = new EnumMap<Target, Promise>(Target.class);
        Arrays.stream(promises).forEach(promise -> byTarget.put(promise.target(), promise));
        return new Policy(row, byTarget);
    }

    static Promise promise(Target target, String span, String calendar) {
        return new Promise(target, Span.parse(span), calendar, "standard", true);
    }

    static Promise emergency(Target target, String span, String ladder) {
        return new Promise(target, Span.parse(span), "emergency", ladder, false);
    }

    static Policy normalRepair() {
        return policy(
                "normal-repair",
                promise(Target.RESPONSE, "PT1H", "service"),
                new Promise(Target.ATTENDANCE, null, "service", "standard", true),
                promise(Target.RESOLUTION, "P3D", "office"),
                promise(Target.CALLBACK, "P1D", "office"),
                promise(Target.PROGRESS, "P5D", "office"),
                promise(Target.DISPATCH, "PT2H", "service"),
                promise(Target.FOLLOW_UP, "PT4H", "service"));
    }

    static Policy lifeSafety() {
        return policy(
                "life-safety",
                emergency(Target.RESPONSE, "PT5M", "emergency"),
                emergency(Target.ATTENDANCE, "PT30M", "emergency"),
                emergency(Target.MADE_SAFE, "PT2H", "emergency"),
                emergency(Target.RESOLUTION, "PT24H", "emergency"),
                emergency(Target.ACCEPT, "PT15M", "paging"),
                promise(Target.CALLBACK, "P1D", "office"));
    }

    <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }

    void run(Runnable work) {
        transactions.executeWithoutResult(status -> work.run());
    }

    /** How many statements the work executes; a batch is one. */
    int statementsOf(Runnable work) {
        statements.clear();
        run(work);
        return statements.size();
    }
}
