package dev.steward.platform.production;

import dev.steward.platform.CannotStart;
import dev.steward.platform.KnownPasswords;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets nobody in while an account can be guessed or nobody is an administrator: outside the local profile Steward refuses
 * to start then. Runs when everything is built and before the web server and the job executor begin.
 */
@Component
@Profile("!local & !test")
class AccountGate implements SmartLifecycle {

    private static final int NAMED = 10;

    private final FirstAdministrator administrator;
    private final KnownPasswords passwords;
    private boolean open;

    AccountGate(FirstAdministrator administrator, KnownPasswords passwords) {
        this.administrator = administrator;
        this.passwords = passwords;
    }

    @Override
    public void start() {
        administrator.ensure();
        List<String> guessable = passwords.accounts();
        if (!guessable.isEmpty()) {
            throw new CannotStart(refusal(guessable));
        }
        open = true;
    }

    static String refusal(List<String> guessable) {
        String named = String.join(", ", guessable.subList(0, Math.min(NAMED, guessable.size())));
        String more = guessable.size() > NAMED ? " and " + (guessable.size() - NAMED) + " more" : "";
        return "accounts with a well-known password exist (" + named + more
                + "); give them another one or delete them (docker/README.md, Accounts)";
    }

    @Override
    public void stop() {
        open = false;
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
