package dev.steward.platform;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a person does for the company; each is a group of the engine with the same key. */
public enum Role {
    FRONT_DESK("front-desk"),
    MONITORING_CENTER("monitoring-center"),
    HOUSEKEEPER("housekeeper"),
    DISPATCHER("dispatcher"),
    TECHNICIAN("technician"),
    ENGINEERING_OFFICE("engineering-office"),
    CALLBACK_AGENT("callback-agent"),
    SUPERVISOR("supervisor"),
    MANAGER("manager"),
    INTEGRATION("integration"),
    ADMINISTRATOR("camunda-admin");

    /** Who takes reports, in Tasklist and over every interface; others split them off tickets that they work on. */
    public static final Set<Role> TAKE_REPORTS =
            Set.of(FRONT_DESK, MONITORING_CENTER, HOUSEKEEPER, SUPERVISOR, MANAGER, INTEGRATION, ADMINISTRATOR);

    /** The company's people who speak with residents, and therefore see who they are: all but technicians. */
    public static final Set<Role> SPEAK_WITH_RESIDENTS = Set.of(
            FRONT_DESK,
            MONITORING_CENTER,
            HOUSEKEEPER,
            DISPATCHER,
            ENGINEERING_OFFICE,
            CALLBACK_AGENT,
            SUPERVISOR,
            MANAGER,
            ADMINISTRATOR);

    private final String group;

    Role(String group) {
        this.group = group;
    }

    /** The key of the group in the engine. */
    public String group() {
        return group;
    }

    /** The role that a group of the engine stands for, if it is one of ours. */
    public static Optional<Role> ofGroup(String group) {
        return Arrays.stream(values()).filter(role -> role.group.equals(group)).findFirst();
    }
}
