package dev.steward.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Who has just shown the right password, for a few seconds: an app that calls ten times a second costs one look at the
 * accounts. Forgotten at once when any account, group or membership changes here, after its few seconds on other nodes.
 */
@Component
public class SignedIn {

    static final Duration REMEMBERED_FOR = Duration.ofSeconds(5);
    private static final int REMEMBERED = 1_000;

    private record Entry(Caller caller, Instant until) {}

    private final Clock clock;
    private final SecretKeySpec secret;

    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > REMEMBERED;
        }
    };

    SignedIn(Clock clock) {
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.secret = new SecretKeySpec(random, "HmacSHA256");
    }

    Optional<Caller> find(String user, String password) {
        synchronized (entries) {
            Entry entry = entries.get(key(user, password));
            return entry == null || !clock.instant().isBefore(entry.until)
                    ? Optional.empty()
                    : Optional.of(entry.caller);
        }
    }

    void remember(Caller caller, String password) {
        synchronized (entries) {
            entries.put(
                    key(caller.user(), password),
                    new Entry(caller, clock.instant().plus(REMEMBERED_FOR)));
        }
    }

    /** Something about accounts has changed. */
    public void forget() {
        synchronized (entries) {
            entries.clear();
        }
    }

    /** A keyed hash, so that no password lies in memory longer than its request. */
    private String key(String user, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(user.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JRE", e);
        }
    }
}
