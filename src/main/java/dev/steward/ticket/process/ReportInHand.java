package dev.steward.ticket.process;

import java.util.Objects;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Carries a report from the start of an instance to its registration, both in one transaction: as a variable it would
 * leave personal data in the engine's tables.
 */
final class ReportInHand {

    private ReportInHand() {}

    static void keep(String process, Object report) {
        TransactionSynchronizationManager.bindResource(key(process), report);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(key(process));
            }
        });
    }

    static <T> T take(String process, Class<T> type) {
        return type.cast(Objects.requireNonNull(
                TransactionSynchronizationManager.unbindResourceIfPossible(key(process)),
                "registered in the transaction of its start"));
    }

    private static String key(String process) {
        return ReportInHand.class.getName() + "/" + process;
    }
}
