package dev.steward.platform.production;

import dev.steward.platform.CannotStart;
import dev.steward.platform.KnownPasswords;
import dev.steward.platform.Role;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

/** Makes the first administrator from the environment, while there is none; afterwards the environment changes nothing. */
@Component
@Profile("!local & !test")
class FirstAdministrator {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private static final int SHORTEST = 12;
    private static final String GROUP = Role.ADMINISTRATOR.group();

    private final IdentityService identities;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final String user;
    private final String password;

    FirstAdministrator(
            IdentityService identities,
            JdbcClient database,
            TransactionTemplate transaction,
            @Value("${STEWARD_ADMIN_USER:}") String user,
            @Value("${STEWARD_ADMIN_PASSWORD:}") String password) {
        this.identities = identities;
        this.database = database;
        this.transaction = transaction;
        this.user = user;
        this.password = password;
    }

    /** @throws CannotStart when there is no administrator and none can be made */
    void ensure() {
        transaction.executeWithoutResult(status -> {
            // two nodes may start on an empty database at once
            database.sql("select pg_advisory_xact_lock(hashtext('steward first administrator'))")
                    .query((row, number) -> number)
                    .single();
            if (identities.createUserQuery().memberOfGroup(GROUP).count() == 0) {
                create();
            }
        });
    }

    private void create() {
        if (!StringUtils.hasText(user) || !StringUtils.hasText(password)) {
            throw new CannotStart("nobody is an administrator yet; set STEWARD_ADMIN_USER and STEWARD_ADMIN_PASSWORD"
                    + " for the first start");
        }
        if (password.length() < SHORTEST || KnownPasswords.isKnown(user, password)) {
            throw new CannotStart("STEWARD_ADMIN_PASSWORD must have at least " + SHORTEST
                    + " characters and must not be one that anybody would try");
        }
        if (identities.createUserQuery().userId(user).count() == 0) {
            User account = identities.newUser(user);
            account.setFirstName("First");
            account.setLastName("Administrator");
            account.setPassword(password);
            identities.saveUser(account);
        }
        if (identities.createGroupQuery().groupId(GROUP).count() == 0) {
            identities.saveGroup(identities.newGroup(GROUP));
        }
        identities.createMembership(user, GROUP);
        log.info("Made the first administrator; STEWARD_ADMIN_PASSWORD can leave the environment now");
    }
}
