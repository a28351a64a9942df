package dev.steward.sla.ledger;

import dev.steward.platform.Worker;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Sums up the clocks of months that are over, and again when one of their clocks has changed. */
@Component
class MonthSums implements Worker {

    private static final Logger log = LoggerFactory.getLogger(MonthSums.class);

    /** A month is over everywhere on earth. */
    private static final int DAYS_AFTER = 2;

    private static final String DIMENSIONS = Arrays.stream(Dimension.values())
            .filter(Dimension::summed)
            .map(dimension -> "('" + dimension.key() + "', " + dimension.column() + ")")
            .collect(Collectors.joining(", "));

    private record Month(String site, LocalDate first) {}

    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final Clock clock;

    MonthSums(JdbcClient database, TransactionOperations transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Sums up one month, if one needs it. */
    @Override
    public boolean work() {
        return Boolean.TRUE.equals(transactions.execute(status -> sumUp()));
    }

    @Scheduled(fixedDelayString = "${steward.sla.month-sums:PT5M}", initialDelayString = "PT1M")
    void workOff() {
        try {
            while (work()) {
                // until no month is left
            }
        } catch (RuntimeException failed) {
            log.warn("Months could not be summed up; reports read their clocks themselves meanwhile", failed);
        }
    }

    private boolean sumUp() {
        boolean alone = database.sql("select pg_try_advisory_xact_lock(hashtext('steward.clock_month'))")
                .query(Boolean.class)
                .single();
        if (!alone) {
            return false;
        }
        Optional<Month> month = waiting();
        month.ifPresent(this::sumUp);
        return month.isPresent();
    }

    private Optional<Month> waiting() {
        LocalDate over = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(DAYS_AFTER);
        return database.sql(
                        """
                select site, month from steward.clock_month_changed
                 where month <= :latest
                 order by month, site limit 1
                """)
                .param("latest", Date.valueOf(over.withDayOfMonth(1).minusMonths(1)))
                .query((row, n) ->
                        new Month(row.getString("site"), row.getDate("month").toLocalDate()))
                .optional();
    }

    /** Marks that come later, or whose transactions are still open, stay and have the month summed up again. */
    private void sumUp(Month month) {
        for (String statement : new String[] {
            "delete from steward.clock_month_changed where site = :site and month = :month",
            "delete from steward.clock_month where site = :site and month = :month",
            """
            insert into steward.clock_month (dimension, site, month, target, value, met, breached, business_elapsed_s,
                   overrun_s, paused_s, times)
            select dimension, :site, :month, target, value, sum(met), sum(breached), sum(used), sum(overrun),
                   sum(paused), string_agg(time_class || ':' || met + breached, ' ')
              from (select dimension, target, value, time_class, count(*) filter (where state = 'MET') as met,
                           count(*) filter (where state = 'BREACHED') as breached, sum(business_elapsed_s) as used,
                           sum(overrun_s) as overrun, sum(paused_s) as paused
                      from steward.clock
                     cross join lateral (values ('', null), %s) by (dimension, value)
                     where site = :site and judged_on >= :month and judged_on < :next and not open
                     group by dimension, target, value, time_class) classes
             group by dimension, target, value
            """
                    .formatted(DIMENSIONS)
        }) {
            database.sql(statement)
                    .param("site", month.site())
                    .param("month", Date.valueOf(month.first()))
                    .param("next", Date.valueOf(month.first().plusMonths(1)))
                    .update();
        }
    }
}
