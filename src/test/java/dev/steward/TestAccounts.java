package dev.steward;

import dev.steward.platform.Role;
import dev.steward.platform.local.LocalAccounts;
import dev.steward.platform.security.Attempts;
import java.util.Map;
import java.util.Objects;
import org.springframework.test.util.ReflectionTestUtils;

/** The local profile's accounts, as tests of the whole application use them. */
public final class TestAccounts {

    /** Everybody's password. */
    public static final String PASSWORD = LocalAccounts.PASSWORD;

    /** Account per role in sunshine; with {@code -h} in harbour. */
    public static final Map<Role, String> USERS = Map.ofEntries(
            Map.entry(Role.FRONT_DESK, "frontdesk"),
            Map.entry(Role.MONITORING_CENTER, "monitoring"),
            Map.entry(Role.HOUSEKEEPER, "housekeeper"),
            Map.entry(Role.DISPATCHER, "dispatcher"),
            Map.entry(Role.TECHNICIAN, "technician"),
            Map.entry(Role.ENGINEERING_OFFICE, "engineering"),
            Map.entry(Role.CALLBACK_AGENT, "callback"),
            Map.entry(Role.SUPERVISOR, "supervisor"),
            Map.entry(Role.MANAGER, "manager"),
            Map.entry(Role.INTEGRATION, "ownerapp"));

    private TestAccounts() {}

    /** Wrong passwords that a test has sent are forgotten: all tests come from one address, and some live in June. */
    public static void forgive(Attempts attempts) {
        ((Map<?, ?>) Objects.requireNonNull(ReflectionTestUtils.getField(attempts, "failures"))).clear();
    }
}
