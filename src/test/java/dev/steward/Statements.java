package dev.steward;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** Counts what is executed over JDBC; a batch is one, however many rows it has. */
public final class Statements {

    private static final ThreadLocal<Integer> EXECUTED = ThreadLocal.withInitial(() -> 0);
    private static final Map<String, Integer> MOST = new ConcurrentSkipListMap<>();
    private static final ThreadLocal<Integer> LAST = ThreadLocal.withInitial(() -> 0);

    private Statements() {}

    static DataSource countedBy(DataSource source) {
        return ProxyDataSourceBuilder.create(source)
                .listener(new QueryExecutionListener() {
                    @Override
                    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

                    @Override
                    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                        EXECUTED.set(EXECUTED.get() + 1);
                    }
                })
                .build();
    }

    /** Does the work and remembers how many statements it took on this thread. */
    public static <T> T counted(Supplier<T> work) {
        int before = EXECUTED.get();
        try {
            return work.get();
        } finally {
            LAST.set(EXECUTED.get() - before);
        }
    }

    /** The last counted work was this step. */
    public static void were(String step) {
        MOST.merge(step, last(), Math::max);
    }

    /** What every step took at most so far. */
    static Map<String, Integer> ofEachStep() {
        return MOST;
    }

    /** How many statements the last counted work took. */
    public static int last() {
        return LAST.get();
    }
}
