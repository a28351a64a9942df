package dev.steward.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does a thing once, however often a client that heard no answer asks for it. The work and the memory of it are one
 * transaction; two statements for a first request, one for a repeated one.
 */
@Component
public class Idempotency {

    /** The header that every creating POST carries. */
    public static final String HEADER = "Idempotency-Key";

    /** How long a key is remembered. */
    public static final Duration REMEMBERED_FOR = Duration.ofDays(30);

    /** Characters that a key may have. */
    public static final int LONGEST_KEY = 255;

    /**
     * What came of a request.
     *
     * @param reference what the work returned, now or the first time
     * @param first whether it was done now; otherwise it had been done before: answer 200 instead of 201
     */
    public record Answer(String reference, boolean first) {}

    private record Known(boolean locked, @Nullable String bodyHash, @Nullable String reference) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;
    private final Actors actors;
    private final Clock clock;

    Idempotency(JdbcClient sql, TransactionTemplate transaction, ObjectMapper json, Actors actors, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.json = json;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Does the work, unless the actor has had it done under this key.
     *
     * @param key the client's key; 400 when it is missing, blank or longer than 255 characters
     * @param route where the request came to, such as {@code POST /tickets}
     * @param body the body as it was read, or its bytes; 422 when the key came with another one before
     * @param work does it and returns what it made; runs in the transaction that remembers the key
     * @throws Refusal 400 and 422 as said; 409 while the same request is still being worked on
     */
    public Answer once(@Nullable String key, String route, Object body, Supplier<String> work) {
        if (key == null || key.isBlank()) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "The header {0} is missing", HEADER);
        }
        if (key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw Refusal.of(
                    Refusal.Kind.MALFORMED,
                    "The header {0} is not printable ASCII of at most {1} characters",
                    HEADER,
                    LONGEST_KEY);
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The memory of a key needs a transaction of its own");
        }
        String scope = actors.current().user() + ' ' + route;
        String bodyHash = Fingerprint.of(body instanceof byte[] bytes ? bytes : written(body));
        try {
            return attempt(key, scope, bodyHash, work);
        } catch (DuplicateKeyException e) {
            // the other request committed between our look and our lock
            return attempt(key, scope, bodyHash, work);
        }
    }

    private Answer attempt(String key, String scope, String bodyHash, Supplier<String> work) {
        Answer answer = transaction.execute(status -> inTransaction(key, scope, bodyHash, work));
        if (answer == null) {
            throw new IllegalStateException("A transaction without an answer");
        }
        return answer;
    }

    private Answer inTransaction(String key, String scope, String bodyHash, Supplier<String> work) {
        Known known = sql.sql(
                        """
                        select pg_try_advisory_xact_lock(hashtextextended(:scope || chr(10) || :key, 0)) as locked,
                               known.body_hash,
                               known.reference
                        from (values (1)) as one
                        left join steward.idempotency known on known.scope = :scope and known.key = :key
                        """)
                .param("scope", scope)
                .param("key", key)
                .query(Known.class)
                .single();
        if (known.reference != null) {
            if (!bodyHash.equals(known.bodyHash)) {
                throw Refusal.of(Refusal.Kind.INVALID, "This {0} was used for a request with another body", HEADER);
            }
            return new Answer(known.reference, false);
        }
        if (!known.locked) {
            // waiting for the other one would hold a connection, and a second for every repetition
            throw Refusal.conflict("The same request is in flight; try again in a moment");
        }
        String reference = work.get();
        sql.sql(
                        """
                        insert into steward.idempotency (scope, key, body_hash, reference, created_at)
                        values (:scope, :key, :bodyHash, :reference, :at)
                        """)
                .param("scope", scope)
                .param("key", key)
                .param("bodyHash", bodyHash)
                .param("reference", reference)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new Answer(reference, true);
    }

    /** Forgets keys older than {@link #REMEMBERED_FOR}. */
    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT10M")
    void forgetOld() {
        sql.sql("delete from steward.idempotency where created_at < :before")
                .param("before", clock.instant().minus(REMEMBERED_FOR).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The same for the same body, whatever its spelling was. */
    private byte[] written(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a body that came as JSON", e);
        }
    }
}
