package dev.steward.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Wrong passwords, counted by where they come from. The engine counts them by account, so that anybody could lock
 * anybody out by guessing; here the guesser waits, and the account's owner, who comes from elsewhere, does not.
 */
@Component
public class Attempts {

    /** Attribute of a request whose password was not even looked at. */
    public static final String THROTTLED = Attempts.class.getName() + ".throttled";

    /** Wrong passwords for one account from one source that cost nothing: people mistype. */
    static final int FREE_PER_ACCOUNT = 5;

    /** Wrong passwords from one source over all accounts that cost nothing: an office shares an address. */
    static final int FREE_PER_SOURCE = 50;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private record Failures(int count, Instant last) {}

    private final Clock clock;

    private final Map<String, Failures> failures = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** How long this source has to wait before it may try again; zero when it may try now. */
    public Duration wait(String source, String account) {
        Instant now = clock.instant();
        synchronized (failures) {
            Duration byAccount = wait(failures.get(pair(source, account)), FREE_PER_ACCOUNT, now);
            Duration bySource = wait(failures.get(source), FREE_PER_SOURCE, now);
            return byAccount.compareTo(bySource) > 0 ? byAccount : bySource;
        }
    }

    /** A wrong password. */
    public void failed(String source, String account) {
        Instant now = clock.instant();
        synchronized (failures) {
            failures.merge(pair(source, account), new Failures(1, now), Attempts::add);
            failures.merge(source, new Failures(1, now), Attempts::add);
        }
    }

    /** The right password; forgives this source's mistakes with this account, but not those with others. */
    public void succeeded(String source, String account) {
        synchronized (failures) {
            failures.remove(pair(source, account));
        }
    }

    private static Failures add(Failures before, Failures now) {
        boolean forgotten = before.last.plus(FORGOTTEN_AFTER).isBefore(now.last);
        return new Failures(forgotten ? 1 : before.count + 1, now.last);
    }

    private static Duration wait(@Nullable Failures failures, int free, Instant now) {
        if (failures == null || failures.count < free) {
            return Duration.ZERO;
        }
        Duration penalty = Duration.ofSeconds(1L << Math.min(failures.count - free, 30));
        if (penalty.compareTo(LONGEST_WAIT) > 0) {
            penalty = LONGEST_WAIT;
        }
        Duration left = Duration.between(now, failures.last.plus(penalty));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String pair(String source, String account) {
        return source + '\n' + account;
    }
}
