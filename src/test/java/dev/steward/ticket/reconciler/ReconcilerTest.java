package dev.steward.ticket.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("The reconciler")
class ReconcilerTest {

    private static final DataSource DATABASE = TestDatabase.migrated();

    private final JdbcClient sql = JdbcClient.create(DATABASE);
    private final Time time = new Time();
    private final Broken broken = new Broken();
    private final Reconciler one = node();

    ReconcilerTest() {
        sql.sql("delete from steward.reconciler_finding").update();
        sql.sql("delete from steward.reconciler_pass").update();
    }

    private Reconciler node() {
        return new Reconciler(
                List.of(broken),
                new FindingRepository(sql),
                new TransactionTemplate(new DataSourceTransactionManager(DATABASE)),
                time);
    }

    @Test
    @DisplayName("goes on when one repair fails, and tries that one again at its next look")
    void oneFails() {
        broken.found.addAll(List.of(finding("a"), finding("b"), finding("c")));
        broken.unrepairable = "b";
        assertThat(one.work()).isTrue();
        assertThat(broken.repaired).containsExactly("a", "c");
        assertThat(one.counts()).isEqualTo(Map.of(FindingKind.WAKE_UP_MISSING, 1L));

        broken.unrepairable = "";
        time.pass(Reconciler.EVERY);
        one.work();
        assertThat(broken.repaired).containsExactly("a", "c", "b");
        assertThat(one.counts()).isEmpty();
    }

    @Test
    @DisplayName("keeps what came back after a repair as another finding")
    void cameBack() {
        broken.found.add(finding("a"));
        one.work();
        broken.found.add(finding("a"));
        time.pass(Reconciler.EVERY);
        one.work();
        assertThat(rows("select count(*) from steward.reconciler_finding where repaired_at is not null"))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("does not take for over what it did not get to see")
    void limited() {
        broken.safe = false;
        IntStream.range(0, Reconciler.LIMIT + 5).mapToObj(n -> finding("t" + n)).forEach(broken.found::add);
        one.work();
        broken.found.remove(0);
        time.pass(Reconciler.EVERY);
        one.work();
        assertThat(one.counts()).isEqualTo(Map.of(FindingKind.WAKE_UP_MISSING, Reconciler.LIMIT + 1L));

        broken.found.subList(3, broken.found.size()).clear();
        time.pass(Reconciler.EVERY);
        one.work();
        assertThat(one.counts()).isEqualTo(Map.of(FindingKind.WAKE_UP_MISSING, 3L));
    }

    @Test
    @DisplayName("looks once a minute, however many nodes there are, and each of them shows the same figures")
    void nodes() {
        broken.safe = false;
        Reconciler other = node();
        broken.found.add(finding("a"));
        one.work();
        other.work();
        assertThat(broken.looks).isEqualTo(1);
        assertThat(other.counts()).isEqualTo(one.counts()).containsKey(FindingKind.WAKE_UP_MISSING);

        time.pass(Reconciler.EVERY.minusSeconds(1));
        one.work();
        other.work();
        assertThat(broken.looks).isEqualTo(1);
        time.pass(Duration.ofSeconds(1));
        other.work();
        one.work();
        assertThat(broken.looks).isEqualTo(2);
    }

    @Test
    @DisplayName("forgets after thirty days what is over, and never what is not")
    void forgets() {
        broken.safe = false;
        broken.found.addAll(List.of(finding("a"), finding("b")));
        one.work();
        broken.found.remove(0);
        time.pass(Reconciler.EVERY);
        one.work();
        time.pass(Duration.ofDays(31));
        one.work();
        assertThat(sql.sql("select ticket from steward.reconciler_finding")
                        .query(String.class)
                        .list())
                .containsExactly("b");
    }

    private long rows(String query) {
        return sql.sql(query).query(Long.class).single();
    }

    private static Finding finding(String ticket) {
        return new Finding(FindingKind.WAKE_UP_MISSING, "sunshine", ticket, "");
    }

    /** What is broken, until it is repaired. */
    private static final class Broken implements Check {

        private final List<Finding> found = new ArrayList<>();
        private final List<String> repaired = new ArrayList<>();
        private String unrepairable = "";
        private boolean safe = true;
        private int looks;

        @Override
        public Set<FindingKind> kinds() {
            return Set.of(FindingKind.WAKE_UP_MISSING);
        }

        @Override
        public List<Finding> look(int limit) {
            looks++;
            return found.stream().limit(limit).toList();
        }

        @Override
        public boolean repair(Finding finding) {
            if (finding.ticket().equals(unrepairable)) {
                throw new IllegalStateException("somebody goes on with it");
            }
            if (safe) {
                found.remove(finding);
                repaired.add(finding.ticket());
            }
            return safe;
        }
    }

    private static final class Time extends Clock {

        private Instant now = Instant.parse("2026-06-02T01:00:00Z");

        void pass(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
