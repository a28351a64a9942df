package dev.steward.platform.local;

import dev.steward.platform.KnownPasswords;
import dev.steward.platform.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last words of the local profile's start: where to go and as whom. */
@Component
@Profile("local")
class Welcome {

    private static final String LINE = "-".repeat(78);

    private final Environment environment;
    private final IdentityService identities;
    private final KnownPasswords passwords;
    private final DataFolder folder;
    private boolean said;

    Welcome(Environment environment, IdentityService identities, KnownPasswords passwords, DataFolder folder) {
        this.environment = environment;
        this.identities = identities;
        this.passwords = passwords;
        this.folder = folder;
    }

    /** Comes after everything that listens for the end of the start. */
    @EventListener
    void say(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC && !said) {
            said = true;
            // for the person at the terminal, not for the log
            System.out.println(text());
        }
    }

    String text() {
        String here = "http://localhost:" + environment.getProperty("local.server.port", "8080")
                + environment.getProperty("server.servlet.context-path", "");
        List<String> lines = new ArrayList<>(List.of(
                "",
                LINE,
                " Steward is ready.",
                "",
                "   Tasklist   " + here + "/camunda/app/tasklist/default/",
                "   Cockpit    " + here + "/camunda/app/cockpit/default/",
                "   Mail       " + here + "/mail",
                "   REST       " + here + "/api/v1, described at " + here + "/v3/api-docs",
                "   Data       " + folder));
        List<String> accounts = accounts();
        if (!accounts.isEmpty()) {
            lines.add("");
            lines.add(" Accounts (password: " + KnownPasswords.LOCAL + ")");
            lines.add("");
            lines.addAll(accounts);
        }
        lines.add(LINE);
        return String.join(System.lineSeparator(), lines);
    }

    private List<String> accounts() {
        Map<String, List<String>> roles = new TreeMap<>();
        for (Role role : Role.values()) {
            for (User user :
                    identities.createUserQuery().memberOfGroup(role.group()).list()) {
                if (passwords.has(user, KnownPasswords.LOCAL)) {
                    roles.computeIfAbsent(user.getId(), id -> new ArrayList<>()).add(role.group());
                }
            }
        }
        Map<String, List<String>> sites = new TreeMap<>();
        for (Tenant site :
                identities.createTenantQuery().orderByTenantId().asc().list()) {
            for (User user :
                    identities.createUserQuery().memberOfTenant(site.getId()).list()) {
                sites.computeIfAbsent(user.getId(), id -> new ArrayList<>()).add(site.getId());
            }
        }
        List<String> lines = new ArrayList<>();
        roles.forEach((user, held) -> lines.add("   %-16s %-20s %s"
                .formatted(user, String.join(", ", held), String.join(", ", sites.getOrDefault(user, List.of())))
                .stripTrailing()));
        return lines;
    }
}
