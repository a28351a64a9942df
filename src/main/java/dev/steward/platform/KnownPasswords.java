package dev.steward.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.springframework.stereotype.Component;

/**
 * Passwords that anybody would try first. Stored ones are compared without a login, which would count as a wrong password
 * and lock the account.
 */
@Component
public class KnownPasswords {

    /** The local profile's. */
    public static final String LOCAL = "steward";

    private static final Set<String> WORDS = Set.of(
            LOCAL,
            "admin",
            "demo",
            "camunda",
            "password",
            "passw0rd",
            "secret",
            "changeit",
            "changeme",
            "change-me",
            "welcome",
            "letmein",
            "test",
            "root",
            "qwerty",
            "123456",
            "12345678",
            "123456789",
            "1234567890",
            "111111");

    private final IdentityService identities;
    private final PasswordManager stored;

    KnownPasswords(ProcessEngine engine) {
        this.identities = engine.getIdentityService();
        this.stored =
                ((ProcessEngineImpl) engine).getProcessEngineConfiguration().getPasswordManager();
    }

    /** Whether a password is one that anybody would try for this account. */
    public static boolean isKnown(String user, String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return WORDS.contains(lower) || lower.equals(user.toLowerCase(Locale.ROOT));
    }

    /** Ids of the accounts whose password is a well-known one, or their own id; sorted. */
    public List<String> accounts() {
        List<String> found = new ArrayList<>();
        for (User user : identities.createUserQuery().orderByUserId().asc().list()) {
            if (candidates(user.getId()).stream().anyMatch(word -> has(user, word))) {
                found.add(user.getId());
            }
        }
        return found;
    }

    /** Whether the account's password is this one. */
    public boolean has(User user, String password) {
        if (!(user instanceof UserEntity account) || account.getPassword() == null) {
            return false;
        }
        return stored.check(EncryptionUtil.saltPassword(password, account.getSalt()), account.getPassword());
    }

    private static List<String> candidates(String user) {
        List<String> candidates = new ArrayList<>(WORDS);
        candidates.add(user);
        return candidates;
    }
}
