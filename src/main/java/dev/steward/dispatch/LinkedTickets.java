package dev.steward.dispatch;

import dev.steward.estate.Catalogue;
import dev.steward.estate.Category;
import dev.steward.ticket.Commands;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.process.Splits;
import dev.steward.ticket.process.TicketProcess;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tickets that a visit gives rise to, linked to the first and with the same owner. */
@Component
class LinkedTickets {

    private static final int TITLE = 200;
    private static final String ANYTHING_ELSE = "other";

    private final Splits splits;
    private final ObjectProvider<TicketProcess> process;
    private final Commands commands;
    private final Catalogue catalogue;

    LinkedTickets(Splits splits, ObjectProvider<TicketProcess> process, Commands commands, Catalogue catalogue) {
        this.splits = splits;
        this.process = process;
        this.commands = commands;
        this.catalogue = catalogue;
    }

    /** The resident asks for something else. */
    String furtherRequest(Ticket ticket, String request, @Nullable String category) {
        String key = category != null
                ? category
                : catalogue.find(ANYTHING_ELSE).map(Category::key).orElse(ticket.category());
        String kind =
                catalogue.find(key).map(Category::kind).orElse(ticket.kind().name());
        String number = splits.split(ticket.number(), kind, key, title(request), request);
        commands.splitOff(ticket.number(), number);
        return number;
    }

    /** Another home must be opened: whoever lives there is asked, and a visit there is agreed. */
    String atNeighbour(Ticket ticket, String home, @Nullable String plan) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("kind", "REPAIR");
        variables.put("category", ticket.category());
        // the neighbour hears nothing of the other resident's matter
        variables.put("title", "Access for the repair " + ticket.number());
        variables.put("description", plan == null ? "Access is needed for the repair " + ticket.number() : plan);
        variables.put("site", ticket.site());
        variables.put("home", home);
        variables.put("reporterRole", "STAFF");
        variables.put("channel", "PATROL");
        variables.put("splitFrom", ticket.number());
        if (ticket.owner() != null) {
            variables.put("takenBy", ticket.owner());
        }
        String number = process.getObject().start(variables);
        commands.splitOff(ticket.number(), number);
        return number;
    }

    private static String title(String text) {
        String line = text.lines().findFirst().orElse("").strip();
        return line.codePointCount(0, line.length()) <= TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE - 1)) + "…";
    }
}
