package dev.steward.ticket;

import dev.steward.platform.Idempotency;
import dev.steward.platform.Refusal;
import dev.steward.platform.web.Answers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does the same to several, each in a transaction of its own: what is refused for one changes nothing for the others, and
 * each answers what a request for it alone would have answered.
 */
@Component
class Bulk {

    /** Most items of one request. */
    static final int MOST = 100;

    private static final int LONGEST_KEY = 200;

    /**
     * What came of one.
     *
     * @param id of the task, or number of the ticket, as it was sent
     * @param problem as problem+json, when it was refused
     */
    record ItemResult(String id, boolean ok, @Nullable Map<String, Object> problem) {}

    /** One for each item, in the order in which they were sent. */
    record ItemResults(List<ItemResult> items) {}

    private final TransactionTemplate transaction;
    private final Idempotency idempotency;

    Bulk(TransactionTemplate transaction, Idempotency idempotency) {
        this.transaction = transaction;
        this.idempotency = idempotency;
    }

    /**
     * Does the work for each, in order.
     *
     * @param field name of the list in the request
     * @param key the client's Idempotency-Key, if it sent one: what was done under it for an item is not done again
     * @param body what was asked for, whatever the items
     * @throws Refusal 422 when there is no item, too many or one twice; then nothing is done
     */
    ItemResults each(
            String field,
            @Nullable List<String> items,
            @Nullable String key,
            String route,
            Object body,
            Consumer<String> work) {
        if (items == null || items.isEmpty() || items.size() > MOST) {
            throw Refusal.invalid(field, "1 to {0} of them", MOST);
        }
        if (!items.stream().allMatch(Bulk::isName)) {
            throw Refusal.invalid(field, "an empty or overlong name; names of at most 64 characters");
        }
        if (new HashSet<>(items).size() != items.size()) {
            throw Refusal.invalid(field, "each only once");
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Refusal.of(
                    Refusal.Kind.MALFORMED,
                    "The header {0} has at most {1} characters here",
                    Idempotency.HEADER,
                    LONGEST_KEY);
        }
        return new ItemResults(items.stream()
                .map(item -> result(item, () -> {
                    if (key == null) {
                        transaction.executeWithoutResult(status -> work.accept(item));
                    } else {
                        idempotency.once(key + '/' + item, route, body, () -> {
                            work.accept(item);
                            return item;
                        });
                    }
                }))
                .toList());
    }

    /** Whether it could be the id of a task or the number of a ticket at all. */
    static boolean isName(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= 64 && text.indexOf('\0') < 0;
    }

    private static ItemResult result(String item, Runnable attempt) {
        try {
            attempt.run();
            return new ItemResult(item, true, null);
        } catch (RuntimeException trouble) { // translated outside of the transaction, which is gone by now
            return new ItemResult(item, false, Answers.problem(trouble));
        }
    }
}
