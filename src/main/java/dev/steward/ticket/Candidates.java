package dev.steward.ticket;

import dev.steward.platform.People;
import dev.steward.platform.Role;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which groups the steps of a ticket are offered to, separated by commas. What a complaint about a member of staff needs is
 * offered to those who may own it, so that it never waits for that person alone.
 */
@Component
public class Candidates {

    private static final String LEADERS = groups(Role.SUPERVISOR, Role.MANAGER);

    private final Departments departments;
    private final People people;

    Candidates(Departments departments, People people) {
        this.departments = departments;
        this.people = people;
    }

    /** Who finds out what happened: the responsible department; never the colleagues of whom it is about. */
    public String investigating(Ticket ticket) {
        return ticket.about() == null ? departments.groupOf(ticket.responsible()) : LEADERS;
    }

    /** Who sends somebody: the dispatchers, and where it is about a member of staff not them alone. */
    public String dispatching(Ticket ticket) {
        return ticket.about() == null
                ? Role.DISPATCHER.group()
                : groups(Role.DISPATCHER, Role.SUPERVISOR, Role.MANAGER);
    }

    /** Who follows up an objection. */
    public String followingUp(Ticket ticket) {
        return ticket.about() == null ? Role.ENGINEERING_OFFICE.group() : LEADERS;
    }

    /** Who asks whether it is solved, or looks. */
    public String asking(Ticket ticket) {
        Role role = ticket.isShared() ? Role.HOUSEKEEPER : Role.CALLBACK_AGENT;
        return ticket.about() == null ? role.group() : groups(role, Role.SUPERVISOR, Role.MANAGER);
    }

    /** Who ends what satisfies nobody: a manager, and a supervisor where it is about a manager. */
    public String deciding(Ticket ticket) {
        return isAbout(ticket, Role.MANAGER) ? LEADERS : Role.MANAGER.group();
    }

    private boolean isAbout(Ticket ticket, Role role) {
        return ticket.about() != null
                && people.find(ticket.about()).filter(person -> person.is(role)).isPresent();
    }

    private static String groups(Role... roles) {
        return Arrays.stream(roles).map(Role::group).collect(Collectors.joining(","));
    }
}
