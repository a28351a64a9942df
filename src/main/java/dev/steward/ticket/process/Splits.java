package dev.steward.ticket.process;

import dev.steward.platform.Fields;
import dev.steward.ticket.Person;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A further request of the same resident: a linked ticket with the same owner. */
@Component
public class Splits {

    private final Tickets tickets;
    private final ObjectProvider<TicketProcess> process;

    Splits(Tickets tickets, ObjectProvider<TicketProcess> process) {
        this.tickets = tickets;
        this.process = process;
    }

    /** Starts it from the fields of a command. */
    String split(String number, Fields command) {
        String kind = command.required("kind", 40);
        String category = command.required("category", 100);
        String title = command.requiredLine("title", 200);
        String description = command.requiredText("description", 5_000);
        command.refuse();
        return split(number, kind, category, title, description);
    }

    /** Starts it; the people and the place are those of the first ticket, the way it came is whoever hears of it now. */
    public String split(String number, String kind, String category, String title, String description) {
        Ticket first = tickets.get(number);
        Person person = tickets.person(number);
        Map<String, Object> variables = new HashMap<>();
        variables.put("kind", kind);
        variables.put("category", category);
        variables.put("title", title);
        variables.put("description", description);
        variables.put("site", first.site());
        put(variables, "home", first.home());
        put(variables, "place", first.place());
        put(variables, "reporterName", person.name());
        put(variables, "reporterPhone", person.phone());
        put(variables, "reporterEmail", person.email());
        put(variables, "language", person.language());
        put(variables, "contactName", person.contactName());
        put(variables, "contactPhone", person.contactPhone());
        put(variables, "takenBy", first.owner());
        variables.put("splitFrom", number);
        return process.getObject().start(variables);
    }

    private static void put(Map<String, Object> variables, String name, @Nullable Object value) {
        if (value != null) {
            variables.put(name, value);
        }
    }
}
